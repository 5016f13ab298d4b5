import PortalModel
import TextGrid

/// Where the parts of a screen stand in a window of a given size.
///
/// From top to bottom: the masthead, the row of pages, a rule, the main area with what stands
/// beside it, a rule, the status line. A low window loses the row of pages first and the rules
/// next. From 100 columns on a sidebar stands at the right, from 150 on a list, an article and a
/// sidebar beside each other, unless the reader chose another number of columns. The linear layout
/// has neither rules nor columns.
struct Layout {
    let size: Size
    /// Name, edition, date, webmail.
    let masthead: Rect
    /// The row of pages, or an empty rectangle.
    let pages: Rect
    /// What is read.
    let main: Rect
    /// Where three columns stand beside each other, the first two, one of which is the main area.
    let columns: (list: Rect, article: Rect)?
    let sidebar: Rect?
    let rules: [Int]
    /// What goes on, and which keys there are.
    let status: Rect
    let settings: Settings
    let gutter: Int
    let headlineCache: HeadlineCache
    let typography: Typography

    var isLinear: Bool { settings.isLinear }

    /// The smallest window in which anything but one sentence is shown.
    static let minimum = Size(width: 40, height: 10)

    /// What a screen is, as far as its place in a window goes.
    enum Kind {
        case whole
        /// A list, which has a sidebar in two columns if wished.
        case list(hasSidebar: Bool)
        case article

        fileprivate func columnCount(in state: State) -> Int {
            switch self {
            case .whole: 1
            case .list(hasSidebar: false): state.columnCount == 3 ? 3 : 1
            case .list, .article: state.columnCount
            }
        }
    }

    /// The layout of a screen of `state`; `showsPages` is a wish that a low window cannot fulfil.
    init(_ state: State, _ kind: Kind, showsPages: Bool) {
        size = state.size
        settings = state.settings
        gutter = state.gutter
        typography = state.typography
        headlineCache = state.headlineCache
        let width = size.width
        masthead = Rect(column: 0, row: 0, width: width, height: min(1, size.height))
        let count = kind.columnCount(in: state)
        // A list and its article leave each other where they are.
        let hasPages = (showsPages || count == 3) && size.height >= 14
        pages = Rect(column: 0, row: 1, width: width, height: hasPages ? 1 : 0)
        let hasRules = size.height >= 12 && !state.isLinear
        let top = 1 + pages.height + (hasRules ? 1 : 0)
        let bottom = size.height - 1 - (hasRules ? 1 : 0)
        rules = hasRules ? [top - 1, bottom] : []
        status = Rect(
            column: 0, row: size.height - 1, width: width, height: size.height > 1 ? 1 : 0)
        let height = bottom - top
        func column(from left: Int, _ width: Int) -> Rect {
            Rect(column: left, row: top, width: width, height: height)
        }
        // Between two columns one stays for the line that parts them.
        switch count {
        case 3 where state.builtIn != nil:
            // All of the built-in edition stands in the list.
            let list = column(from: 0, min(width * 48 / 100, 98))
            let article = column(from: list.right + 1, width - list.right - 1)
            columns = (list, article)
            if case .article = kind { main = article } else { main = list }
            sidebar = nil
        case 3:
            let widths = Self.widths(of: width - 2, measure: state.typography.measure)
            let list = column(from: 0, widths.list)
            let article = column(from: widths.list + 1, widths.article)
            columns = (list, article)
            if case .article = kind { main = article } else { main = list }
            sidebar = column(from: article.right + 1, width - article.right - 1)
        case 2:
            let sidebarWidth = min(72, width * 34 / 100)
            main = column(from: 0, width - sidebarWidth - 1)
            sidebar = column(from: width - sidebarWidth, sidebarWidth)
            columns = nil
        default:
            main = column(from: 0, width)
            sidebar = nil
            columns = nil
        }
    }

    /// How so many columns are shared out to a list, an article and a sidebar: no more than it
    /// needs to the article, as long as the others can use the rest.
    private static func widths(of width: Int, measure: Int) -> (list: Int, article: Int) {
        let article = min(width * 46 / 100, measure + 8)
        let rest = width - article
        let list = min(rest * 56 / 100, 98)
        let sidebar = min(rest - list, 80)
        return (list, width - list - sidebar)
    }

    /// Whether the window is too small for anything but one sentence.
    static func isTooSmall(_ size: Size) -> Bool {
        size.width < minimum.width || size.height < minimum.height
    }

    /// The main area below a screen's title and a blank row.
    var belowTitle: Rect { main.inset(top: 2) }

    /// Columns of an article's text: what the reader chose, or less for a margin of two a side.
    var measure: Int { max(1, min(typography.measure, main.width - 4)) }

    /// The columns left of an article's text.
    var margin: Int {
        isLinear ? min(gutter, main.width - measure) : max(0, (main.width - measure) / 2)
    }

    /// Rows that a page moves a list of short items by.
    var halfPage: Int { max(1, main.height / 2) }
}

extension State {
    /// Columns beside each other: as many as the reader chose, or as are easily read at the width
    /// of the window, and never more than have room.
    var columnCount: Int {
        guard !isLinear, !Layout.isTooSmall(size) else { return 1 }
        let most = size.width >= 120 ? 3 : size.width >= 80 ? 2 : 1
        return min(settings.columns ?? (size.width >= 150 ? 3 : size.width >= 100 ? 2 : 1), most)
    }

    var layout: Layout { type(of: top).layout(in: self) }

    /// Columns before the text of an item: room for the mark of the selected one.
    var gutter: Int { isLinear ? 2 : 1 }

    /// What is drawn of a run of typeset text: in the linear layout no rule, and no bar beside a
    /// quote, whose lines are indented all the same.
    func drawn(_ run: TypesetRun) -> SafeText {
        guard isLinear, run.role == .rule || run.role == .marker else { return run.text }
        return SafeText(
            cleaning: run.text.string.replacing("│", with: " ").replacing("─", with: " "))
    }
}

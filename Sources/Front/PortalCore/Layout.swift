import PortalModel
import TextGrid

/// Where the parts of a screen stand in a window of a given size.
///
/// From top to bottom: the masthead, the row of pages, a rule, the main area with the sidebar at
/// its right, a rule, the status line. A low window loses the row of pages first and the rules
/// next; a sidebar stands there from 100 columns on. The linear layout has neither rules nor
/// sidebar.
struct Layout {
    let size: Size
    /// Name, edition, date, webmail.
    let masthead: Rect
    /// The row of pages, or an empty rectangle.
    let pages: Rect
    /// What is read.
    let main: Rect
    /// What stands beside it, or nil.
    let sidebar: Rect?
    /// The rows of the rules.
    let rules: [Int]
    /// What goes on, and which keys there are.
    let status: Rect
    let settings: Settings
    /// Columns before the text of an item.
    let gutter: Int
    let headlineCache: HeadlineCache
    let typography: Typography

    var isLinear: Bool { settings.isLinear }

    /// The smallest window in which anything but one sentence is shown.
    static let minimum = Size(width: 40, height: 10)

    /// The layout of a screen of `state`; `showsPages` is a wish that a low window cannot fulfil.
    init(_ state: State, showsPages: Bool, showsSidebar: Bool) {
        size = state.size
        settings = state.settings
        gutter = state.gutter
        typography = state.typography
        headlineCache = state.headlineCache
        let width = size.width
        masthead = Rect(column: 0, row: 0, width: width, height: min(1, size.height))
        let hasPages = showsPages && size.height >= 14
        pages = Rect(column: 0, row: 1, width: width, height: hasPages ? 1 : 0)
        let hasRules = size.height >= 12 && !state.isLinear
        let top = 1 + pages.height + (hasRules ? 1 : 0)
        let bottom = size.height - 1 - (hasRules ? 1 : 0)
        rules = hasRules ? [top - 1, bottom] : []
        status = Rect(
            column: 0, row: size.height - 1, width: width, height: size.height > 1 ? 1 : 0)
        let height = bottom - top
        if showsSidebar, width >= 100, !state.isLinear {
            let sidebarWidth = min(48, width * 34 / 100)
            // One column stays for the line between the two.
            main = Rect(column: 0, row: top, width: width - sidebarWidth - 1, height: height)
            sidebar = Rect(
                column: width - sidebarWidth, row: top, width: sidebarWidth, height: height)
        } else {
            main = Rect(column: 0, row: top, width: width, height: height)
            sidebar = nil
        }
    }

    /// Whether the window is too small for anything but one sentence.
    static func isTooSmall(_ size: Size) -> Bool {
        size.width < minimum.width || size.height < minimum.height
    }

    /// The main area below a screen's title and a blank row.
    var belowTitle: Rect { main.inset(top: 2) }

    /// The columns of an article's text: what the reader chose, or as many as leave a margin of
    /// two at each side.
    var measure: Int { max(1, min(typography.measure, main.width - 4)) }

    /// The columns left of an article's text.
    var margin: Int {
        isLinear ? min(gutter, main.width - measure) : max(0, (main.width - measure) / 2)
    }

    /// Rows that a page moves a list of short items by.
    var halfPage: Int { max(1, main.height / 2) }
}

extension State {
    /// The layout of the screen on top.
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

import PortalModel
import TextGrid
import Typesetting

/// A headline set in lines for a list.
struct SetHeadline {
    /// One or two lines.
    let title: [SafeText]
    /// No more lines than there is room for.
    let teaser: [SafeText]

    /// Rows taken, with the row of section and time but without the blank one after it.
    var height: Int { title.count + teaser.count + 1 }
}

/// Headlines set in lines, kept from one key to the next: setting them is the most costly part of
/// drawing a list.
///
/// What is kept follows from the headlines and the measure alone, so it never makes one state
/// differ from another.
struct SetHeadlines: Hashable, Sendable {
    /// How headlines are set.
    struct Measure: Equatable {
        /// Columns of a line.
        var width: Int
        /// Lines of a teaser.
        var teaserLines: Int
        /// In which order the letters of a line stand, and which signs there are.
        var typography: Typography
    }

    private struct Entry {
        let headline: Headline
        let set: SetHeadline
    }

    /// More than any screen shows.
    private static let longest = 200

    private var measure: Measure?
    private var entries: [ArticleID: Entry] = [:]

    /// The headline in lines; set now unless it was kept.
    func lines(of headline: Headline, _ measure: Measure) -> SetHeadline {
        if measure == self.measure, let entry = entries[headline.id], entry.headline == headline {
            return entry.set
        }
        return SetHeadline(
            title: wrap(
                measure.typography.written(headline.title), width: measure.width, maximumLines: 2,
                order: measure.typography.order),
            teaser: headline.teaser.isEmpty
                ? []
                : wrap(
                    measure.typography.written(headline.teaser), width: measure.width,
                    maximumLines: measure.teaserLines, order: measure.typography.order))
    }

    /// Keeps headlines as they are set.
    mutating func keep(_ headlines: [(headline: Headline, set: SetHeadline)], _ measure: Measure) {
        if measure != self.measure || entries.count > Self.longest { entries = [:] }
        self.measure = measure
        for (headline, set) in headlines where entries[headline.id]?.headline != headline {
            entries[headline.id] = Entry(headline: headline, set: set)
        }
    }

    /// Always: what is kept is no part of a state.
    static func == (_: SetHeadlines, _: SetHeadlines) -> Bool { true }

    /// Nothing, for the same reason.
    func hash(into hasher: inout Hasher) {}
}

extension State {
    /// Keeps the headlines on the screen as they are set, for the keys to come.
    mutating func keepSetHeadlines() {
        guard !Layout.isTooSmall(size) else { return }
        let layout = layout
        switch top {
        case .list(let list):
            keep(list.headlines, from: list.top, ListGeometry(layout))
        case .results(let screen):
            keep(
                screen.headlines, from: screen.top,
                ListGeometry(layout, headerRows: screen.headerRows))
        case .article, .comparison, .help, .sources, .settings:
            break
        }
        guard let area = layout.sidebar else { return }
        let measure = SidebarPage.measure(width: area.width, self)
        let headlines = sidebar.filter { $0.form == .list }.flatMap(\.headlines)
        setSidebar.keep(headlines.map { ($0, setSidebar.lines(of: $0, measure)) }, measure)
    }

    private mutating func keep(_ headlines: [Headline], from top: Int, _ geometry: ListGeometry) {
        let visible = geometry.visible(headlines, from: top)
        setHeadlines.keep(visible.map { (headlines[$0.index], $0.set) }, geometry.measure)
    }
}

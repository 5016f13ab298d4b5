import PortalModel
import TextGrid

/// A headline in lines for a list.
struct HeadlineLines {
    struct Measure: Hashable {
        var form = ListForm.teasers
        /// Columns of a line.
        var width: Int
        /// At most so many; nil for all.
        var titleLines: Int?
        /// At most so many; nil for all.
        var teaserLines: Int?
        /// Of title and teaser together, at most so many; a title that has more leaves no teaser.
        var textLines = Int.max
        /// At least so many in all, for what stands beside them.
        var leastHeight = 0
        /// In which order the letters of a line stand, and which signs there are.
        var typography: Typography
    }

    /// Where a headline has one line, the title whole: what stands beside it takes some of its
    /// room.
    let title: [SafeText]
    let teaser: [SafeText]
    /// Rows taken, with those of section and time but without blank ones.
    let height: Int

    init(_ headline: Headline, _ measure: Measure) {
        let typography = measure.typography
        func lines(_ text: SafeText, _ maximum: Int?) -> [SafeText] {
            wrap(
                typography.written(text), width: measure.width, maximumLines: maximum,
                order: typography.order)
        }
        switch measure.form {
        case .teasers:
            title = lines(headline.title, measure.titleLines)
            let room = max(0, measure.textLines - title.count)
            let maximum = measure.teaserLines.map { min($0, room) }
            teaser = headline.teaser.isEmpty ? [] : lines(headline.teaser, maximum)
            height = max(title.count + teaser.count + 1, measure.leastHeight)
        case .twoLines:
            title = lines(headline.title, measure.titleLines.map { min($0, 1) })
            teaser = []
            height = title.count + 1
        case .oneLine:
            title = [typography.written(headline.title)]
            teaser = []
            height = 1
        }
    }
}

/// The lines of headlines, kept from one key to the next: breaking them is the most costly part of
/// drawing a list.
struct HeadlineCache: Sendable {
    private struct Key: Hashable {
        let id: ArticleID
        let measure: HeadlineLines.Measure
    }

    /// More than any screen shows.
    private static let longest = 400

    private var entries: [Key: CachedHeadline] = [:]

    func lines(of headline: Headline, _ measure: HeadlineLines.Measure) -> HeadlineLines {
        let entry = entries[Key(id: headline.id, measure: measure)]
        guard let entry, entry.headline == headline else { return HeadlineLines(headline, measure) }
        return entry.lines
    }

    mutating func keep(_ headlines: [CachedHeadline]) {
        if entries.count > Self.longest { entries = [:] }
        for entry in headlines {
            let key = Key(id: entry.headline.id, measure: entry.measure)
            if entries[key]?.headline != entry.headline { entries[key] = entry }
        }
    }
}

/// A headline and its lines.
struct CachedHeadline: Sendable {
    let headline: Headline
    let measure: HeadlineLines.Measure
    let lines: HeadlineLines
}

extension State {
    /// Keeps the lines of the headlines on the screen, and the sidebar, for the keys to come.
    mutating func keepHeadlineLines() {
        guard !Layout.isTooSmall(size) else { return }
        if let screen = top.withHeadlines ?? listBeside {
            let geometry = screen.geometry(in: self)
            headlineCache.keep(
                geometry.visible(screen.headlines, from: screen.top).map { item in
                    let headline = screen.headlines[item.index]
                    return CachedHeadline(
                        headline: headline, measure: geometry.measure(of: headline),
                        lines: item.lines)
                })
        }
        guard let screen = top.withSidebar, screen.needsSidebar(in: self) else { return }
        if let area = layout.sidebar {
            let page = SidebarPage(screen, self, size: area.size)
            headlineCache.keep(page.lines)
            sidebarPage = page
        } else {
            let measure = ArticlePage.measureBelow(layout.measure, self)
            headlineCache.keep(
                screen.sidebarHeadlines(in: self).map { headline in
                    CachedHeadline(
                        headline: headline, measure: measure,
                        lines: headlineCache.lines(of: headline, measure))
                })
        }
    }

    /// Of an article that is saved.
    var savedMark: SafeText { signed(Wording.savedSign, Wording.savedMark) }

    /// A word with a sign before it for the eye, which a voice would read out.
    func signed(_ sign: SafeText, _ word: SafeText) -> SafeText {
        isLinear ? word : "\(sign) \(word)"
    }
}

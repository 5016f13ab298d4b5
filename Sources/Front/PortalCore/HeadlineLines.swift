import PortalModel
import TextGrid

/// A headline in lines for a list.
struct HeadlineLines {
    struct Measure: Hashable {
        var form = ListForm.teasers
        /// Columns of a line.
        var width: Int
        /// At most so many.
        var titleLines: Int
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
            title = lines(headline.title, 1)
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

    /// What a list says of a headline below its title, in at most so many rows of `width` columns:
    /// where that is not enough, first its source is left out and next its section.
    func facts(
        about headline: Headline, showsSection: Bool, width: Int, rows: Int
    ) -> [SafeText] {
        let time = Wording.age(of: headline, at: listMoment)
        let before =
            choiceMark(of: headline) + muteReason(of: headline) + [change(of: headline) ?? .empty]
        let after = [time] + [outlets(of: headline) ?? .empty] + marks(of: headline)
        let names = showsSection ? [headline.sectionName, headline.source] : [headline.source]
        for kept in (0...names.count).reversed() {
            let lines = (before + names.prefix(kept) + after).filling(width)
            if lines.count <= rows || kept == 0 { return Array(lines.prefix(rows)) }
        }
        return []
    }

    /// What it says at the end of a title that stands on one line: first what comes and goes, as
    /// much as fits into `width` columns, then what every headline has, one below the other.
    func shortFacts(about headline: Headline, showsSection: Bool, width: Int) -> SafeText {
        let name = showsSection ? headline.sectionName : headline.source
        let time = tickerTime(of: headline)
        let column =
            width < Self.columnsForNames ? time : "\(name.cut(to: 10).padded(to: 10)) \(time)"
        var extras: [SafeText] = []
        var left = width - column.columns - 2
        let change = change(of: headline).map { [$0, Wording.changedMark] } ?? []
        let facts = [
            choiceMark(of: headline), muteReason(of: headline), change,
            outlets(of: headline).map { [$0] } ?? [],
        ]
        for forms in facts + marks(of: headline).map({ [$0] }) {
            guard let part = forms.first(where: { $0.columns <= left }) else { continue }
            extras.append(part)
            left -= part.columns + 3
        }
        return extras.isEmpty ? column : "\(extras.joined(separator: " · "))  \(column)"
    }

    /// The same to be read aloud behind the title.
    func spokenFacts(about headline: Headline, showsSection: Bool) -> [SafeText] {
        choiceMark(of: headline) + muteReason(of: headline)
            + [change(of: headline) == nil ? .empty : Wording.changedMark]
            + [
                showsSection ? headline.sectionName : headline.source,
                headline.isDated ? tickerTime(of: headline) : Wording.undated,
            ]
            + [outlets(of: headline) ?? .empty] + marks(of: headline)
    }

    /// Columns beside a title from which on its section or source stands there too.
    private static let columnsForNames = 24

    private func change(of headline: Headline) -> SafeText? {
        guard changed.contains(headline.id), let changes = headline.changes else { return nil }
        return Wording.changed(at: changes.last, now)
    }

    private func outlets(of headline: Headline) -> SafeText? {
        guard headline.outlets > 1 else { return nil }
        let former = formerOutlets[headline.id]
        return former.map { Wording.outlets(headline.outlets, formerly: $0) }
            ?? Wording.outlets(headline.outlets)
    }

    private func choiceMark(of headline: Headline) -> [SafeText] {
        chosen.contains(headline.id) ? [Wording.chosenMark] : []
    }

    private func muteReason(of headline: Headline) -> [SafeText] {
        guard headline.isMuted, let rule = muteReasons[headline.id] else { return [] }
        return [Wording.mutedBecause(of: rule)]
    }

    private func marks(of headline: Headline) -> [SafeText] {
        var marks: [SafeText] = []
        // Nothing but the colour says it elsewhere.
        if isLinear, read.contains(headline.id) { marks.append(Wording.readMark) }
        if saved.contains(headline.id) { marks.append(Wording.savedMark) }
        marks += (labels[headline.id] ?? []).map { Wording.mark(of: $0) }
        if headline.isMuted, muteReasons[headline.id] == nil { marks.append(Wording.mutedMark) }
        return marks
    }
}

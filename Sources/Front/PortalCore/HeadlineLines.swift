import PortalModel
import TextGrid

struct HeadlineLines {
    struct Measure: Hashable {
        var form = ListForm.teasers
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

    /// Where a headline has one line, the title whole, to be cut for what stands beside it.
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

    private var entries: [Key: (headline: Headline, lines: HeadlineLines)] = [:]

    func lines(of headline: Headline, _ measure: HeadlineLines.Measure) -> HeadlineLines {
        let entry = entries[Key(id: headline.id, measure: measure)]
        guard let entry, entry.headline == headline else { return HeadlineLines(headline, measure) }
        return entry.lines
    }

    mutating func keep(
        _ lines: HeadlineLines, of headline: Headline, _ measure: HeadlineLines.Measure
    ) {
        let key = Key(id: headline.id, measure: measure)
        guard entries[key]?.headline != headline else { return }
        if entries.count > Self.longest { entries = [:] }
        entries[key] = (headline, lines)
    }
}

extension State {
    /// Keeps the lines of the headlines on the screen, and the sidebar, for the keys to come.
    mutating func keepHeadlineLines() {
        guard !Layout.isTooSmall(size) else { return }
        if let screen = top.withHeadlines ?? listBeside {
            let geometry = screen.geometry(in: self)
            for item in geometry.visible(screen.headlines, from: screen.top) {
                let headline = screen.headlines[item.index]
                headlineCache.keep(item.lines, of: headline, geometry.measure(of: headline))
            }
        }
        guard let screen = top.withSidebar, screen.needsSidebar(in: self) else { return }
        if let area = layout.sidebar {
            let page = SidebarPage(screen, self, size: area.size)
            for (headline, measure, lines) in page.lines {
                headlineCache.keep(lines, of: headline, measure)
            }
            sidebarPage = page
        } else {
            let measure = ArticlePage.measureBelow(layout.measure, self)
            for headline in screen.sidebarHeadlines(in: self) {
                headlineCache.keep(
                    headlineCache.lines(of: headline, measure), of: headline, measure)
            }
        }
    }

    /// The time of day, or the date where that is not today; as many blanks for none.
    func tickerTime(of headline: Headline) -> SafeText {
        guard headline.isDated else { return "     " }
        let published = CivilTime(local: headline.published)
        let today = CivilTime(local: listMoment)
        if published.daysSinceEpoch == today.daysSinceEpoch { return Wording.time(published) }
        return published.year == today.year
            ? Wording.dayAndMonth(published) : Wording.yearAlone(published)
    }

    /// Of an article that is saved.
    var savedMark: SafeText { signed(Wording.savedSign, Wording.savedMark) }

    /// A word with a sign before it for the eye, which a voice would read out.
    func signed(_ sign: SafeText, _ word: SafeText) -> SafeText {
        isLinear ? word : "\(sign) \(word)"
    }

    /// Columns of the longest name of a section or, on the page of a section, of its sources.
    fileprivate func longestName(ofSections: Bool) -> Int {
        let sections = editions.flatMap(\.sections)
        let names =
            ofSections
            ? sections.map(\.name)
            : sections.filter { .section($0.id) == list.page || $0.sources.isEmpty }
                .flatMap(\.sources).map(\.name)
        return names.map(\.columns).max() ?? 0
    }
}

/// What a list says of its headlines besides titles and teasers.
struct HeadlineFacts {
    /// One of the things that are said: in full, then in shorter forms for less room.
    private typealias Fact = [SafeText]

    private let state: State
    private let showsSections: Bool
    private let marksNew: Bool
    /// Columns for names that stand one below the other at the ends of lines; 0 for none.
    private let nameColumns: Int
    /// The label to which the list of what is saved is narrowed, where that is open.
    private let chosenLabel: SafeText?

    init(_ screen: some HeadlineScreen, _ state: State, width: Int) {
        self.state = state
        showsSections = screen.showsSections
        marksNew = screen.marksNew
        let hasNames = width * 2 / 5 >= Self.columnsForNames
        nameColumns =
            hasNames && state.settings.listForm == .oneLine && !state.isLinear
            ? min(state.longestName(ofSections: showsSections), max(10, width / 5)) : 0
        chosenLabel = state.screens.lazy.compactMap { $0 as? SavedScreen }.last?.label
    }

    /// Columns beside a title from which on its section or source stands there too.
    private static let columnsForNames = 24

    /// What stands below a title, in at most so many rows of `width` columns. Where that is not
    /// enough, things are said shorter; next the source is left out, then the section.
    func lines(about headline: Headline, width: Int, rows: Int) -> [SafeText] {
        let time = Wording.age(of: headline, at: state.listMoment)
        let names = names(of: headline)
        var lines: [SafeText] = []
        for kept in (0...names.count).reversed() {
            let facts = facts(about: headline, names.prefix(kept), time)
            for length in 0..<4 {
                lines = facts.map { $0[min(length, $0.count - 1)] }.filling(width)
                if lines.count <= rows { return lines }
            }
        }
        return Array(lines.prefix(rows))
    }

    /// What stands at the end of a title of so many columns that has one line of `width` columns
    /// with it: what comes and goes, then what every headline has. A long title gives way to what
    /// would otherwise not be said, but only up to half of the line.
    func ending(of headline: Headline, titleColumns: Int, width: Int) -> SafeText {
        let usual = max(width * 2 / 5, width - titleColumns - 2)
        let most = max(usual, width / 2)
        // What matters most comes first.
        let needed =
            choice(of: headline) + muteReason(of: headline) + news(of: headline)
            + mark(of: headline) + outlets(of: headline) + mutedMark(of: headline)
        let least = needed.reduce(0) { $0 + ($1.last?.columns ?? 0) + 3 }
        let time = state.tickerTime(of: headline)
        let name = names(of: headline).first ?? .empty
        let named: SafeText = "\(name.cut(to: nameColumns).padded(to: nameColumns)) \(time)"
        let column = nameColumns > 0 && named.columns + least <= most ? named : time
        let room = (column.columns + least <= usual ? usual : most) - column.columns - 2
        // The label to which a list is narrowed is the one to be seen.
        let labels = state.labels[headline.id] ?? []
        let inTurn = labels.filter { $0 == chosenLabel } + labels.filter { $0 != chosenLabel }
        let extras = Self.fitting(needed + inTurn.map { [Wording.mark(of: $0)] }, in: room)
        return extras.isEmpty ? column : "\(extras.joined(separator: " · "))  \(column)"
    }

    /// To be read aloud: nothing is cut, and the facts begin behind the end of the title.
    func spokenLines(
        of headline: Headline, _ title: SafeText, width: Int
    ) -> (title: [SafeText], all: [SafeText]) {
        let title = wrap(title, width: width)
        let time = headline.isDated ? state.tickerTime(of: headline) : Wording.undated
        let facts = facts(about: headline, names(of: headline).prefix(1), time)
        let end = [title.last ?? .empty] + facts.compactMap(\.last)
        return (title, title.dropLast() + end.filling(width))
    }

    /// The rows of a headline in the linear layout.
    func linearHeight(of headline: Headline, _ lines: HeadlineLines, width: Int) -> Int {
        guard state.settings.listForm != .oneLine else {
            return spokenLines(of: headline, lines.title.first ?? .empty, width: width).all.count
        }
        let facts = self.lines(about: headline, width: width, rows: .max)
        return lines.title.count + lines.teaser.count + max(1, facts.count)
    }

    /// All that is said, in the order in which it is read.
    private func facts(
        about headline: Headline, _ names: ArraySlice<SafeText>, _ time: SafeText
    ) -> [Fact] {
        choice(of: headline) + muteReason(of: headline) + news(of: headline)
            + names.map { [$0] } + [[time]] + outlets(of: headline) + mark(of: headline)
            + labels(of: headline) + mutedMark(of: headline)
    }

    /// As many of `facts` as fit, the first before the others; then each as long as there is room.
    private static func fitting(_ facts: [Fact], in columns: Int) -> [SafeText] {
        var left = columns
        var kept: [(fact: Fact, text: SafeText)] = []
        for fact in facts {
            guard let shortest = fact.last else { continue }
            let needed = shortest.columns + (kept.isEmpty ? 0 : 3)
            guard needed <= left else { continue }
            kept.append((fact, shortest))
            left -= needed
        }
        for index in kept.indices {
            let (fact, shortest) = kept[index]
            guard let text = fact.first(where: { $0.columns - shortest.columns <= left }) else {
                continue
            }
            kept[index].text = text
            left -= text.columns - shortest.columns
        }
        return kept.map(\.text)
    }

    private func names(of headline: Headline) -> [SafeText] {
        showsSections ? [headline.sectionName, headline.source] : [headline.source]
    }

    private func choice(of headline: Headline) -> [Fact] {
        state.chosen.contains(headline.id) ? [[state.signed("●", Wording.chosenMark)]] : []
    }

    private func muteReason(of headline: Headline) -> [Fact] {
        guard headline.isMuted, let rule = state.muteReasons[headline.id] else { return [] }
        return [[Wording.mutedBecause(of: rule)]]
    }

    /// That it was changed after it was read, or is new.
    private func news(of headline: Headline) -> [Fact] {
        if state.changed.contains(headline.id) {
            let since = headline.changes.map { [Wording.changed(at: $0.last, state.now)] } ?? []
            return [since + [Wording.changedMark]]
        }
        guard marksNew, let visit = state.lastVisit, headline.arrived > visit,
            !state.read.contains(headline.id)
        else { return [] }
        return [[Wording.newMark]]
    }

    private func outlets(of headline: Headline) -> [Fact] {
        guard headline.outlets > 1 else { return [] }
        let former = state.formerOutlets[headline.id]
        let whole = Wording.outlets(headline.outlets, formerly: former)
        guard !state.isLinear else { return [[whole]] }
        // Other things are said shorter before it is.
        return [
            [
                whole, whole, Wording.shortOutlets(headline.outlets, formerly: former),
                Wording.shortOutlets(headline.outlets, formerly: nil),
            ]
        ]
    }

    private func mark(of headline: Headline) -> [Fact] {
        var marks: [Fact] = []
        // Nothing but the colour says it elsewhere.
        if state.isLinear, state.read.contains(headline.id) { marks.append([Wording.readMark]) }
        if state.saved.contains(headline.id) {
            let sign = state.isLinear ? [] : [Wording.savedSign]
            marks.append([state.savedMark] + sign)
        }
        return marks
    }

    private func labels(of headline: Headline) -> [Fact] {
        (state.labels[headline.id] ?? []).map { [Wording.mark(of: $0)] }
    }

    private func mutedMark(of headline: Headline) -> [Fact] {
        headline.isMuted && state.muteReasons[headline.id] == nil ? [[Wording.mutedMark]] : []
    }
}

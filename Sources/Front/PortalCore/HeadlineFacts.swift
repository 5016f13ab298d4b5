import PortalModel
import TextGrid

/// What a list says of its headlines besides titles and teasers.
struct HeadlineFacts {
    /// One of the things that are said: in full, then in shorter forms for less room.
    private typealias Fact = [SafeText]

    private let state: State
    private let showsSections: Bool
    private let marksNew: Bool
    /// Columns for names that stand one below the other at the ends of lines; 0 for none.
    private let nameColumns: Int

    init(_ screen: some HeadlineScreen, _ state: State, width: Int) {
        self.state = state
        showsSections = screen.showsSections
        marksNew = screen.marksNew
        let hasNames = width * 2 / 5 >= Self.columnsForNames
        nameColumns =
            hasNames && state.settings.listForm == .oneLine && !state.isLinear
            ? min(state.longestName(ofSections: showsSections), max(10, width / 5)) : 0
    }

    /// Columns beside a title from which on its section or source stands there too.
    private static let columnsForNames = 24

    /// What stands below a title, in at most so many rows of `width` columns. Where that is not
    /// enough, things are said shorter; next the source is left out, then the section.
    func lines(about headline: Headline, width: Int, rows: Int) -> [SafeText] {
        let time: Fact = [Wording.age(of: headline, at: state.listMoment)]
        let names = names(of: headline)
        var lines: [SafeText] = []
        for kept in (0...names.count).reversed() {
            let facts =
                choice(of: headline) + muteReason(of: headline) + news(of: headline)
                + names.prefix(kept).map { [$0] } + [time] + outlets(of: headline)
                + mark(of: headline) + labels(of: headline) + mutedMark(of: headline)
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
        let chosen = state.chosenLabel
        let inTurn = labels.filter { $0 == chosen } + labels.filter { $0 != chosen }
        let extras = Self.fitting(needed + inTurn.map { [Wording.mark(of: $0)] }, in: room)
        return extras.isEmpty ? column : "\(extras.joined(separator: " · "))  \(column)"
    }

    /// The title and all of the same, to be read aloud: nothing is cut. The facts begin behind the
    /// end of the title.
    func spokenLines(
        of headline: Headline, _ title: SafeText, width: Int
    ) -> (title: [SafeText], all: [SafeText]) {
        let title = wrap(title, width: width, maximumLines: nil)
        let end = title.last ?? .empty
        return (title, title.dropLast() + ([end] + spoken(about: headline)).filling(width))
    }

    /// The rows of a headline in the linear layout.
    func linearHeight(of headline: Headline, _ lines: HeadlineLines, width: Int) -> Int {
        guard state.settings.listForm != .oneLine else {
            return spokenLines(of: headline, lines.title.first ?? .empty, width: width).all.count
        }
        let facts = self.lines(about: headline, width: width, rows: .max)
        return lines.title.count + lines.teaser.count + max(1, facts.count)
    }

    private func spoken(about headline: Headline) -> [SafeText] {
        let isChanged = state.changed.contains(headline.id)
        let facts =
            choice(of: headline) + muteReason(of: headline)
            + (isChanged ? [[Wording.changedMark]] : news(of: headline))
            + names(of: headline).prefix(1).map { [$0] }
            + [[headline.isDated ? state.tickerTime(of: headline) : Wording.undated]]
            + outlets(of: headline) + mark(of: headline) + labels(of: headline)
            + mutedMark(of: headline)
        return facts.map { $0[0] }
    }

    /// As many of `facts` as fit into so many columns, the first before the others; then each as
    /// long as there is room for.
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

extension State {
    /// The label to which the list of what is saved is narrowed, where that is open.
    fileprivate var chosenLabel: SafeText? {
        screens.lazy.compactMap { $0 as? SavedScreen }.last?.label
    }

    /// Columns of the longest name among all sections or, on the page of a section, among its
    /// sources.
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

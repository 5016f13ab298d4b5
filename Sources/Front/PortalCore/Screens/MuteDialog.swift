import PortalModel
import TextGrid

/// What is to be muted of articles like this one?
struct MuteDialog: Dialog {
    private let headline: Headline
    /// What can be muted: words of the title, names first, then the source, authors and section.
    private let choices: [Choice]
    private var selected = 0
    /// Words of the reader's own, once they are typed; they take the place of the choices.
    private var typed = TypedLine()
    private var place = MuteRule.Place.teaser
    private var scope = Scope.everywhere
    /// One of the periods.
    private var period = periods.count - 1

    private enum Choice: Hashable {
        case words(SafeText)
        case source(SafeText)
        case author(SafeText)
        case section(SafeText)
    }

    /// Whose articles words are looked for in.
    private enum Scope: CaseIterable {
        case everywhere, section, source
    }

    private static let periods: [(days: Int?, wording: SafeText)] = [
        (1, "vandaag"), (7, "een week"), (30, "een maand"), (nil, "voor altijd"),
    ]

    /// Words of a title that are offered, and authors.
    private static let most = (words: 12, authors: 3)
    /// Clusters that can be typed.
    private static let longest = 100

    fileprivate init(_ article: Article) {
        let headline = article.headline
        self.headline = headline
        choices =
            headline.title.namesAndWords.prefix(Self.most.words).map(Choice.words)
            + (headline.source.isEmpty ? [] : [.source(headline.source)])
            + article.authors.prefix(Self.most.authors).filter { !$0.isEmpty }.map(Choice.author)
            + (headline.sectionName.isEmpty ? [] : [.section(headline.sectionName)])
    }

    func owns(_ key: Key) -> Bool { true }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .left, .right, .home, .end:
            // At the end of what is typed there is nothing to the right.
            let isAtEnd = key == .right && typed.after.isEmpty
            if typed.isEmpty || isAtEnd { choose(by: key) } else { edit(with: key) }
        case .down, .wheelDown: select(selected + 1)
        case .up, .wheelUp: select(selected - 1)
        case .tab: place = place.next
        case .backTab: scope = scope.next
        case .pageDown: changePeriod(by: 1)
        case .pageUp: changePeriod(by: -1)
        case .enter: return mute(in: state)
        case .escape: return .closes()
        case .click(let point):
            guard let row = rows(state).first(where: { $0.rect.contains(point) }) else { break }
            if row.index == selected, typed.isEmpty { return mute(in: state) }
            typed = TypedLine()
            selected = row.index
        default: edit(with: key)
        }
        return .stays()
    }

    /// What keys do that move the cursor once words are typed.
    private mutating func choose(by key: Key) {
        switch key {
        case .home: select(0)
        case .end: select(choices.count - 1)
        case .right: changePeriod(by: 1)
        default: changePeriod(by: -1)
        }
    }

    private mutating func changePeriod(by step: Int) {
        period = (period + step + Self.periods.count) % Self.periods.count
    }

    private mutating func select(_ index: Int) {
        typed = TypedLine()
        selected = max(0, min(index, choices.count - 1))
    }

    private mutating func edit(with key: Key) {
        // A blank begins nothing.
        var edited = typed
        guard edited.handle(key, limit: Self.longest), !typed.isEmpty || edited.text.string != " "
        else { return }
        typed = edited
    }

    private func mute(in state: State) -> DialogAnswer {
        guard let rule = rule(at: state.now) else { return .stays() }
        return .closes([.perform(.muted(rule, true))])
    }

    /// What Enter mutes; nil where there is no word in what was typed.
    private func rule(at now: Timestamp) -> MuteRule? {
        let lastDay = Self.periods[period].days.map {
            CivilTime(local: now).daysSinceEpoch + $0 - 1
        }
        switch choice {
        case .words(let words):
            return MuteRule(
                words: words, place: place, section: scope == .section ? headline.sectionName : nil,
                source: scope == .source ? headline.source : nil, lastDay: lastDay)
        case .source(let source): return MuteRule(source: source, lastDay: lastDay)
        case .author(let author): return MuteRule(author: author, lastDay: lastDay)
        case .section(let section): return MuteRule(section: section, lastDay: lastDay)
        case nil: return nil
        }
    }

    /// What was typed or else is selected; nil where there is nothing to choose.
    private var choice: Choice? {
        guard typed.isEmpty else { return .words(SafeText(line: typed.text.string)) }
        return choices.indices.contains(selected) ? choices[selected] : nil
    }

    private var isOfWords: Bool {
        switch choice {
        case .words, nil: true
        default: false
        }
    }

    /// What is said below the choices: the keys, and what they set.
    private var options: [(keys: SafeText, value: SafeText)] {
        // The arrows move in what is typed.
        let periodKeys: SafeText = typed.isEmpty ? "← →" : "PgUp PgDn"
        let period = [(keys: periodKeys, value: Self.periods[period].wording)]
        guard isOfWords else { return period }
        return [("Tab", Wording.muted(in: place)), ("Shift-Tab", scopeWording)] + period
    }

    private var scopeWording: SafeText {
        switch scope {
        case .everywhere: Wording.mutedEverywhere
        case .section: Wording.mutedOnly(in: headline.sectionName)
        case .source: Wording.mutedOnly(from: headline.source)
        }
    }

    private func wording(of choice: Choice) -> SafeText {
        switch choice {
        case .words(let words): words
        case .source(let source): Wording.mutedSource(source)
        case .author(let author): Wording.mutedAuthor(author)
        case .section(let section): Wording.mutedSection(section)
        }
    }

    // MARK: - Drawing

    /// Frame included: a row for what is typed, the choices, and the options.
    private func box(_ state: State) -> Rect {
        state.dialogBox(
            width: state.dialogWidth(60), height: min(choices.count + 7, state.size.height - 2))
    }

    private func rows(_ state: State) -> [(index: Int, rect: Rect)] {
        box(state).inset(left: 2, top: 2, right: 2, bottom: 5)
            .rows(of: choices.count, around: selected)
    }

    func draw(in frame: inout Frame, _ state: State) {
        let box = box(state)
        frame.drawBox(box, title: Wording.mute, hint: Wording.muteHint, state)
        let background = state.theme[.dialog]
        let input = box.origin.moved(right: 2, down: 1)
        let isTyping = !typed.isEmpty
        let shown = typed.shown(in: box.width - 8)
        frame.drawChoice(
            isTyping ? shown.text : Wording.muteOwnWords, at: input, isChosen: isTyping, state)
        if isTyping {
            frame.cursor = input.moved(right: 2 + shown.cursor)
        }
        for (index, rect) in rows(state) {
            frame.drawChoice(
                wording(of: choices[index]).cut(to: rect.width - 2), at: rect.origin,
                isChosen: !isTyping && index == selected, state)
        }
        let options = options
        for (offset, option) in options.enumerated() {
            let row = box.height - 1 - options.count + offset
            frame.write(
                option.keys, at: box.origin.moved(right: 4, down: row),
                style: background.overlaid(by: state.theme.styles[.key] ?? .plain))
            frame.write(
                option.value.cut(to: box.width - 18), at: box.origin.moved(right: 15, down: row),
                style: background)
        }
    }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The one after it; after the last comes the first.
    fileprivate var next: Self {
        let all = Self.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }
}

extension SafeText {
    /// Words of four letters and more that stand in titles about anything.
    private static let wordsOfAllSubjects: Set<String> = [
        "achter", "alleen", "altijd", "andere", "begint", "bijna", "binnen", "blijft", "boven",
        "buiten", "deze", "door", "drie", "eerste", "gaan", "gaat", "geeft", "geen", "hebben",
        "heeft", "hier", "jaar", "komen", "komt", "krijgen", "krijgt", "kunnen", "laat", "laatste",
        "maakt", "maar", "meer", "moet", "moeten", "naar", "niet", "nieuw", "nieuwe", "onder",
        "ondanks", "opnieuw", "over", "rond", "ruim", "sinds", "staat", "steeds", "tegen",
        "tijdens", "toch", "tussen", "twee", "vanaf", "vanwege", "veel", "verder", "vier", "vijf",
        "volgens", "voor", "waait", "waar", "waarom", "weer", "wegens", "wordt", "worden", "zegt",
        "zich", "zijn", "zonder",
    ]

    /// Words in capitals that follow each other, then others of four letters and more, each once.
    fileprivate var namesAndWords: [SafeText] {
        let ranges = string.wordRanges
        var names: [String] = []
        var others: [String] = []
        var index = 0
        while index < ranges.count {
            var end = index
            while end < ranges.count, string[ranges[end]].first?.isUppercase == true,
                end == index
                    || string[ranges[end - 1].upperBound..<ranges[end].lowerBound] == " "
            { end += 1 }
            // The first word of a title is no name for its capital alone.
            if end > index, index > 0 || end > 1 {
                names.append(String(string[ranges[index].lowerBound..<ranges[end - 1].upperBound]))
                index = end
                continue
            }
            let word = String(string[ranges[index]])
            if word.count > 3, !Self.wordsOfAllSubjects.contains(word.lowercased()) {
                others.append(word)
            }
            index += 1
        }
        var seen: Set<String> = []
        return (names + others).filter { seen.insert($0.lowercased()).inserted }
            .map { SafeText(cleaning: $0) }
    }
}

extension State {
    /// Asks what is to be muted of articles like this one.
    mutating func openMuting(of article: Article?) {
        if let article {
            dialog = MuteDialog(article)
        } else {
            tell(Wording.articleGone)
        }
    }

    /// Tells what came of going through the stored articles.
    mutating func handleFiltered(_ report: MuteReport) -> [Effect] {
        // What was undone says so, and the rules may have been changed in another way.
        if case .muted(_, true, _) = undoable.last {
            if report.muted > 0 {
                newlyMuted = NewlyMuted(
                    count: report.muted, before: list.mutedCount, isUndoable: true)
            } else if notice?.text == Wording.mutes {
                tell(Wording.hasMutedNothing)
            }
        } else if report.muted > 0, notice == nil {
            newlyMuted = NewlyMuted(count: report.muted, before: list.mutedCount, isUndoable: false)
        }
        guard report.muted + report.shown > 0 else { return [] }
        forgetSidebar()
        forgetPreviousLists()
        let muted = (top as? MutedScreen).map { [Effect.loadMuted($0.page)] } ?? []
        return [list.reload(in: self)] + muted
    }

    /// Tells how many articles were muted just now, and how many of them on the page that is open.
    mutating func tellNewlyMuted() {
        guard let muted = newlyMuted else { return }
        newlyMuted = nil
        let here = max(0, list.mutedCount - muted.before)
        tell(Wording.hasMuted(muted.count, here: here, isUndoable: muted.isUndoable))
    }
}

/// What a change of the rules muted, to be told once the page that is open is read again.
struct NewlyMuted {
    /// Articles, on whatever page they stand.
    let count: Int
    /// How many of the page were muted before.
    let before: Int
    /// Whether it is the reader's last action.
    let isUndoable: Bool
}

extension Wording {
    static let mute: SafeText = "Dempen"
    static let muteHint: SafeText = "↑↓ kiezen · Enter dempen · Esc terug"
    static let muteOwnWords: SafeText = "Typ zelf een woord of zinsdeel, of kies:"
    static let mutes: SafeText = "Dempen …"
    static let mutedMark: SafeText = "gedempt"
    static func muted(_ count: Int) -> SafeText {
        count < 1000 ? "\(count) gedempt" : "ruim \(count) gedempt"
    }
    static let hasMutedNothing: SafeText =
        "Geen bericht gedempt, wel wat nog komt · u: ongedaan maken"
    /// The screen of what is muted shows that of the page alone.
    static func hasMuted(_ count: Int, here: Int, isUndoable: Bool) -> SafeText {
        let muted: SafeText = "\(articles(count)) gedempt"
        return [
            here > 0 && here < count ? "\(muted), \(here) op deze pagina" : muted,
            here > 0 ? "X: tonen" : .empty, isUndoable ? "u: ongedaan maken" : .empty,
        ].joined(separator: " · ")
    }
    static let hasUnmuted: SafeText = "Niet meer gedempt · u: ongedaan maken"
    static let allMuted: SafeText = "Alles op deze pagina is gedempt · X: tonen"
    static let mutedEverywhere: SafeText = "in alle secties en bronnen"
    static func mutedOnly(in section: SafeText) -> SafeText { "alleen in \(section)" }
    static func mutedOnly(from source: SafeText) -> SafeText { "alleen bij \(source)" }
    static func mutedSource(_ source: SafeText) -> SafeText { "alles van \(source)" }
    static func mutedAuthor(_ author: SafeText) -> SafeText { "alles van \(author)" }
    static func mutedSection(_ section: SafeText) -> SafeText { "alles in \(section)" }
    static func muted(in place: MuteRule.Place) -> SafeText {
        switch place {
        case .title: "in de titel"
        case .teaser: "in titel en inleiding"
        case .everything: "in titel, inleiding en tekst"
        }
    }
    /// What a rule is about: "‘dijk*’ in de titel, alleen bij NOS, tot en met za 5 dec".
    public static func rule(_ rule: MuteRule) -> SafeText {
        var parts: [SafeText] = []
        if let words = rule.words { parts.append("‘\(words)’ \(muted(in: rule.place))") }
        if let author = rule.author { parts.append("auteur \(author)") }
        if let source = rule.source { parts.append("bron \(source)") }
        if let section = rule.section { parts.append("sectie \(section)") }
        if let day = rule.lastDay {
            parts.append("tot en met \(shortDate(CivilTime(daysSinceEpoch: day)))")
        }
        return parts.joined(separator: ", ")
    }
}

import PortalModel
import TextGrid

/// Which labels for a saved article, or for several?
struct LabelDialog: Dialog {
    private let former: [ArticleID: [SafeText]]
    /// Those that all of them have.
    private let labels: [SafeText]
    /// All that there are.
    private let known: [SafeText]
    private var line: TypedLine

    /// More labels than these are left out.
    private static let most = 20
    /// Clusters that a label may have.
    private static let longest = 40
    /// Clusters that can be typed.
    private static let longestText = 500

    fileprivate init(_ former: [ArticleID: [SafeText]], known: [SafeText]) {
        self.former = former
        self.known = known
        let common = (former.first?.value ?? []).filter { label in
            former.values.allSatisfy { $0.contains(label) }
        }
        labels = former.count > 1 ? common.sorted() : common
        line = TypedLine(labels.isEmpty ? .empty : "\(labels.joined(separator: ", ")), ")
    }

    func owns(_ key: Key) -> Bool { true }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .control("w"):
            line = TypedLine(SafeText(cleaning: begun.before), after: line.after)
        case .tab: complete()
        case .enter:
            guard typed != labels else { return .closes() }
            return .closes([.perform(.labelled(from: former, to: former.mapValues(changed)))])
        case .escape: return .closes()
        default: _ = line.handle(key, limit: Self.longestText)
        }
        return .stays()
    }

    /// The labels of an article once it has those that were typed in place of the common ones.
    private func changed(_ old: [SafeText]) -> [SafeText] {
        let own = old.filter { !labels.contains($0) }
        return Array((own + typed.filter { !own.contains($0) }).prefix(Self.most))
    }

    /// What stands between the last comma and the cursor, and all before that.
    private var begun: (before: String, word: String) {
        let parts = line.before.string.split(separator: ",", omittingEmptySubsequences: false)
        let word = String(parts.last ?? "").drop { $0 == " " }
        return (String(line.before.string.dropLast(word.count)), String(word))
    }

    /// Makes what was begun the first known label that begins so.
    private mutating func complete() {
        let (before, word) = begun
        guard let label = fitting(word).first else { return }
        line = TypedLine(SafeText(cleaning: "\(before)\(label), "), after: line.after)
    }

    private func fitting(_ word: String) -> [SafeText] {
        let given = Set(typed).subtracting([SafeText(line: word)])
        return known.filter {
            !given.contains($0) && $0.string.lowercased().hasPrefix(word.lowercased())
        }
    }

    /// The labels that were typed, each once, whatever its case.
    private var typed: [SafeText] {
        var seen: Set<String> = []
        let all = line.text.string.split(separator: ",")
            .map { SafeText(line: $0, limit: Self.longest) }
            .filter { !$0.isEmpty && seen.insert($0.string.lowercased()).inserted }
        return Array(all.prefix(Self.most))
    }

    func draw(in frame: inout Frame, _ state: State) {
        let fitting = fitting(begun.word)
        frame.drawPrompt(
            line, note: fitting.isEmpty ? Wording.labelsAreTyped : fitting.joined(separator: ", "),
            title: Wording.labels, hint: Wording.labelHint, state)
    }
}

extension State {
    /// Asks for the labels of the chosen articles or the selected one, which must be saved.
    mutating func openLabels() -> [Effect] {
        let articles = concerned
        return articles.isEmpty ? tellNothingSelected() : [.loadLabels(articles)]
    }

    /// Takes in the labels that those of the articles have that are saved, and all that there are.
    mutating func applyLabels(_ labels: [ArticleID: [SafeText]], known: [SafeText]) {
        guard !labels.isEmpty else { return tell(Wording.saveFirst) }
        dialog = LabelDialog(labels, known: known)
    }
}

extension Wording {
    static let labels: SafeText = "Labels"
    static let labelHint: SafeText = "Tab aanvullen · Enter bewaren · Esc terug"
    static let labelsAreTyped: SafeText = "Typ een of meer labels, met komma’s ertussen."
    static let saveFirst: SafeText = "Een label hoort bij wat bewaard is · s: bericht bewaren"
    static func hasLabelled(_ labels: [SafeText]) -> SafeText {
        switch labels.count {
        case 0: "Zonder label · u: ongedaan maken"
        case 1: "Label: \(labels[0]) · u: ongedaan maken"
        default: "Labels: \(labels.joined(separator: ", ")) · u: ongedaan maken"
        }
    }
    static func hasLabelled(_ count: Int) -> SafeText {
        "\(articles(count)) gelabeld · u: ongedaan maken"
    }
    static func saved(labelled label: SafeText) -> SafeText { "\(saved) · \(mark(of: label))" }
    static func mark(of label: SafeText) -> SafeText { "#\(label)" }
    static func nothingSaved(labelled label: SafeText) -> SafeText {
        "Niets bewaard met het label \(label)."
    }
    static let hintLabel: SafeText = "label"

    static let sourceName: SafeText = "Naam van de bron"
    static let sourceSection: SafeText = "Naar welke sectie?"
    static let nameHint: SafeText = "Enter bewaren · Esc terug"
    static let sectionHint: SafeText = "Tab aanvullen · Enter bewaren · Esc terug"
    static let hintPause: SafeText = "pauze"
    static let hintSection: SafeText = "sectie"
    static let hintName: SafeText = "naam"
    static let hintRetry: SafeText = "opnieuw"
    static let pausedMark: SafeText = "‖"
    static let isPaused: SafeText = "gepauzeerd"
    static func isPaused(_ name: SafeText) -> SafeText {
        "\(name) is \(isPaused) · p: weer ophalen"
    }
    /// Why a source was not asked though the reader wanted it: it may want to be left alone.
    static func notAsked(
        _ health: SourceHealth, isWaiting: Bool, at now: Timestamp
    ) -> SafeText {
        let name = health.source.name
        guard isWaiting else { return "\(name) kan nu niet worden opgehaald." }
        guard let next = health.nextPoll, next != .never else {
            return "\(name) \(notAskedAgain): dit adres bestaat niet meer."
        }
        return
            "\(name) vraagt om te wachten: \(nextPoll(shortMoment(next, at: now), isFailing: true))"
    }
    static func hasChanged(from old: [SourceChange], to new: [SourceChange]) -> SafeText {
        "\(change(from: old, to: new) ?? "Volgorde gewijzigd") · u: ongedaan maken"
    }
    /// Nil where nothing but the order of several was changed.
    static func change(from old: [SourceChange], to new: [SourceChange]) -> SafeText? {
        guard new.count == 1, let old = old.first, let new = new.first else { return nil }
        return difference(between: old, and: new)
    }
    private static func difference(
        between old: SourceChange, and new: SourceChange
    ) -> SafeText {
        let name = new.name ?? .empty
        if new.name != old.name { return "\(old.name ?? .empty) heet nu \(name)" }
        if let section = new.section, section != old.section {
            return "\(name) staat nu in \(section)"
        }
        if new.isPaused != old.isPaused {
            return new.isPaused == true ? "\(name) \(isPaused)" : "\(name) niet meer \(isPaused)"
        }
        let hours = new.interval.map { $0 / 3600 }
        return hours.map { "\(name): elke \($0) uur" } ?? "\(name): zo vaak als de andere"
    }
}

/// What is a source to be called, or where is it to stand?
struct SourceDialog: Dialog {
    enum Purpose: Sendable {
        case name, section
    }

    private let purpose: Purpose
    private let source: Source
    private let sections: [Section]
    private var line: TypedLine

    /// Clusters that a name may have.
    private static let longest = 60

    init(_ purpose: Purpose, of source: Source, in state: State) {
        self.purpose = purpose
        self.source = source
        sections = state.editions.flatMap(\.sections).filter { $0.query == nil }
        line = TypedLine(purpose == .name ? source.name : .empty)
    }

    func owns(_ key: Key) -> Bool { true }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .tab where purpose == .section: line = fitting.first.map { TypedLine($0.name) } ?? line
        case .enter: return .closes(effects(in: state))
        case .escape: return .closes()
        default: _ = line.handle(key, limit: Self.longest)
        }
        return .stays()
    }

    private var fitting: [Section] {
        let beginning = line.text.string.lowercased()
        return sections.filter { $0.name.string.lowercased().hasPrefix(beginning) }
    }

    private func effects(in state: State) -> [Effect] {
        let name = SafeText(line: line.text.string, limit: Self.longest)
        guard !name.isEmpty else { return [] }
        return state.change(source) { change in
            guard purpose == .section else {
                change.name = name
                return
            }
            let known = sections.first { $0.name.string.lowercased() == name.string.lowercased() }
            change.section = known?.name ?? name
            change.edition = known?.edition ?? change.edition
        }
    }

    func draw(in frame: inout Frame, _ state: State) {
        let isName = purpose == .name
        frame.drawPrompt(
            line,
            note: isName
                ? source.address.publicText : fitting.map(\.name).joined(separator: ", "),
            title: isName ? Wording.sourceName : Wording.sourceSection,
            hint: isName ? Wording.nameHint : Wording.sectionHint, state)
    }
}

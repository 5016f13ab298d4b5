import PortalModel
import TextGrid

/// What is a source to be called, or where is it to stand?
struct SourceDialog: Dialog {
    enum Purpose: Sendable {
        case name, section
    }

    private let purpose: Purpose
    private let source: Source
    /// The sections that there are.
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

/// The words of changing sources.
extension Wording {
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

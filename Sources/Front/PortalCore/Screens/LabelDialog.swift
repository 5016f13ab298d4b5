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

/// The words of labels.
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
        count == 1
            ? "1 bericht gelabeld · u: ongedaan maken"
            : "\(count) berichten gelabeld · u: ongedaan maken"
    }
    static func saved(labelled label: SafeText) -> SafeText { "\(saved) · \(mark(of: label))" }
    static func mark(of label: SafeText) -> SafeText { "#\(label)" }
    static func nothingSaved(labelled label: SafeText) -> SafeText {
        "Niets bewaard met het label \(label)."
    }
    static let hintLabel: SafeText = "label"
}

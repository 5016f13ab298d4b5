import PortalModel

/// The words of a text, to tell how alike two texts are.
struct WordBag {
    private let words: [String]

    /// The words of `text`: runs of letters and digits in lower case.
    init(_ text: String) {
        words = text.lowercased().plainWords.map(String.init)
    }

    /// Whether there are none.
    var isEmpty: Bool { words.isEmpty }

    /// The share of the longer text's letters that stand in words of both: 1 for the same words.
    func likeness(to other: WordBag) -> Double {
        let own = Set(words)
        let others = Set(other.words)
        func letters(_ words: Set<String>) -> Int { words.reduce(0) { $0 + $1.utf8.count } }
        let longer = max(letters(own), letters(others))
        return longer == 0 ? 0 : Double(letters(own.intersection(others))) / Double(longer)
    }
}

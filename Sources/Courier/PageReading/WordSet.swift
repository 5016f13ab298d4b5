import PortalModel

/// The words of a text, to tell how alike two texts are.
struct WordSet {
    private let words: Set<String>

    /// The words of `text`: runs of letters and digits in lower case.
    init(_ text: String) {
        words = Set(text.lowercased().plainWords.map(String.init))
    }

    /// Whether there are none.
    var isEmpty: Bool { words.isEmpty }

    /// The share of the longer text's letters that stand in words of both: 1 for the same words.
    func likeness(to other: WordSet) -> Double {
        func letters(_ words: Set<String>) -> Int { words.reduce(0) { $0 + $1.utf8.count } }
        let longer = max(letters(words), letters(other.words))
        return longer == 0 ? 0 : Double(letters(words.intersection(other.words))) / Double(longer)
    }
}

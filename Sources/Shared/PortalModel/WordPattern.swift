import Foundation

/// A word or a phrase to be found in texts: whole words, whatever their case and accents. A `*` at
/// the end of a word stands for the rest of it.
public struct WordPattern: Hashable, Sendable {
    public struct Word: Hashable, Sendable {
        public let text: String
        /// Whether it stands for all words that begin so.
        public let isBeginning: Bool

        func matches(_ word: String) -> Bool {
            isBeginning ? word.hasPrefix(text) : word == text
        }
    }

    /// At least one.
    private let words: [Word]

    /// Nil where `text` has no word.
    public init?(_ text: some StringProtocol) {
        words = text.split(whereSeparator: \.isWhitespace).flatMap { part in
            let parts = String(part).comparableWords
            return parts.enumerated().map { index, word in
                Word(text: word, isBeginning: index == parts.count - 1 && part.hasSuffix("*"))
            }
        }
        if words.isEmpty { return nil }
    }

    /// The word that most texts are likely to lack.
    public var longestWord: Word? { words.max { $0.text.utf8.count < $1.text.utf8.count } }

    var isOneWord: Bool { words.count == 1 }

    /// Whether the words stand one after the other in `text`, which is given as its
    /// `comparableWords`.
    public func matches(_ text: [String]) -> Bool {
        guard text.count >= words.count else { return false }
        return (0...text.count - words.count).contains { start in
            zip(words, text[start...]).allSatisfy { $0.matches($1) }
        }
    }
}

extension String {
    /// The runs of letters and digits, without case and accents: two for "zo’n", as for "zo n".
    public var comparableWords: [String] {
        let isPlain = utf8.allSatisfy { $0 < 0x80 }
        let text =
            isPlain
            ? lowercased()
            : folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        return text.unicodeScalars.split { !$0.properties.isAlphabetic && !$0.isDigit }
            .map { String($0) }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { properties.numericType != nil }
}

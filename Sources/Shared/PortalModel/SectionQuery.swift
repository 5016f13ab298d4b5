import Foundation

/// What a section of the reader's own looks for: articles that have all words of one of its
/// alternatives, in title or text, of all sources or of some.
public struct SectionQuery: Hashable, Sendable {
    public typealias Word = WordPattern.Word

    /// At least one, each with at least one word.
    public let alternatives: [[Word]]
    /// The names of the sources that it looks through; none for all.
    public let sources: [SafeText]

    /// More alternatives and words than these are too many.
    public static let most = (alternatives: 50, words: 200)

    /// Takes apart words between which `OR` parts alternatives; `*` at the end of a word stands for
    /// the rest of it. Nil where there is an alternative without words, or are too many.
    public init?(_ text: String, sources: [SafeText] = []) {
        var alternatives: [[Word]] = [[]]
        for part in text.split(whereSeparator: \.isWhitespace) {
            if part == "OR" {
                alternatives.append([])
                continue
            }
            alternatives[alternatives.count - 1] += Word.all(of: part)
        }
        guard !alternatives.contains(where: \.isEmpty),
            alternatives.count <= Self.most.alternatives,
            alternatives.joined().count <= Self.most.words
        else { return nil }
        self.alternatives = alternatives
        self.sources = sources
    }

    /// As it is written, in words that `init` takes apart again.
    public var text: String {
        alternatives.map { words in
            words.map { $0.text + ($0.isBeginning ? "*" : "") }.joined(separator: " ")
        }.joined(separator: " OR ")
    }

    /// Whether it finds `article`.
    public func matches(_ article: Article) -> Bool {
        let names = sources.map { $0.string.lowercased() }
        let source = article.headline.source.string.lowercased()
        guard names.isEmpty || names.contains(source) else { return false }
        let words = "\(article.headline.title) \(article.body.searchText)".comparableWords
        return alternatives.contains { alternative in
            alternative.allSatisfy { word in
                words.contains { word.matches($0) }
            }
        }
    }
}

/// A word or a phrase to be found in texts: whole words, whatever their case and accents. A `*` at
/// the end of a word stands for the rest of it.
public struct WordPattern: Hashable, Sendable {
    public struct Word: Hashable, Sendable {
        public let text: String
        /// Whether it stands for all words that begin so.
        public let isBeginning: Bool

        /// Those of a text without white space, the last of which may end in `*`.
        static func all(of part: Substring) -> [Word] {
            let words = String(part).comparableWords
            return words.enumerated().map { index, word in
                Word(text: word, isBeginning: index == words.count - 1 && part.hasSuffix("*"))
            }
        }

        func matches(_ word: String) -> Bool {
            isBeginning ? word.hasPrefix(text) : word == text
        }
    }

    /// At least one.
    private let words: [Word]

    /// Nil where `text` has no word.
    public init?(_ text: some StringProtocol) {
        words = Substring(text).split(whereSeparator: \.isWhitespace).flatMap(Word.all)
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

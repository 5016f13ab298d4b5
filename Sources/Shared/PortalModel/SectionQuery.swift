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
            let words = String(part).comparableWords
            alternatives[alternatives.count - 1] += words.enumerated().map { index, word in
                Word(text: word, isBeginning: index == words.count - 1 && part.hasSuffix("*"))
            }
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

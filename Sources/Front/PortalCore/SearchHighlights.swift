import PortalModel

/// The places in a text where the words of a query stand, case and accents aside: where words begin
/// with them, and inside compounds (`TypedWord`).
///
/// What is a word and which letters are the same is what the search itself goes by: the tokenizer
/// unicode61 of SQLite's FTS5 with `remove_diacritics=2`. To it, other than to `wordRanges`, each
/// sign parts words, and only Latin letters lose their accents.
struct SearchHighlights {
    /// Offsets in characters, from left to right, none twice.
    let ranges: [Range<Int>]

    init(of query: SafeText, in text: String) {
        let words = SearchWords(query)
        guard !words.isEmpty else {
            ranges = []
            return
        }
        ranges = SearchWords.parts(of: text).compactMap { words.range(in: $0) }
    }
}

/// The words of a query, to be compared with those of a text.
struct SearchWords {
    private let words: [Word]

    private struct Word {
        let letters: ArraySlice<Character>
        let typed: TypedWord?
    }

    init(_ query: SafeText) {
        words = Self.parts(of: query.string).map { letters in
            Word(letters: letters, typed: TypedWord(folded: String(letters)))
        }
    }

    var isEmpty: Bool { words.isEmpty }

    /// The folded words of `text`; their indices are offsets in it.
    fileprivate static func parts(of text: String) -> [ArraySlice<Character>] {
        text.map(\.folded).split { !$0.isOfWord }
    }

    /// Where the longest of the words stands in one of a text: at its beginning rather than inside.
    fileprivate func range(in word: ArraySlice<Character>) -> Range<Int>? {
        let begun = words.filter { word.starts(with: $0.letters) }.map(\.letters.count).max()
        if let begun { return word.startIndex..<(word.startIndex + begun) }
        return words.compactMap { $0.typed?.range(in: word) }.max { $0.count < $1.count }
    }

    /// How well words go with the words of this query.
    enum Match: Comparable {
        /// Some are in compounds only.
        case compound
        /// Every one of the query begins one of them.
        case beginning
    }

    /// Nil where one of the query is not among them.
    func match(_ text: String) -> Match? {
        let parts = Self.parts(of: text)
        var match = Match.beginning
        for word in words where !parts.contains(where: { $0.starts(with: word.letters) }) {
            guard let typed = word.typed, parts.contains(where: { typed.range(in: $0) != nil })
            else { return nil }
            match = .compound
        }
        return match
    }
}

extension TypedWord {
    /// Where it stands inside a word; nil where that is no compound with it.
    fileprivate func range(in word: ArraySlice<Character>) -> Range<Int>? {
        guard hasCompounds, word.count > letters.count else { return nil }
        let values = word.map { $0.asciiValue ?? 0 }
        for start in 1...(values.count - letters.count)
        where values[start...].starts(with: letters)
            && isPart(after: start, before: values.count - start - letters.count)
        {
            let first = word.startIndex + start
            return first..<(first + letters.count)
        }
        return nil
    }
}

extension Article {
    fileprivate var searched: String { headline.title.string + " " + body.searchText }

    /// Whether every word of `query` begins a word of the title or the text.
    public func contains(_ query: SafeText) -> Bool {
        SearchWords(query).match(searched) == .beginning
    }
}

extension SearchResults {
    /// What is found among a few articles that are all at hand, in their order: those in which
    /// every word of `query` begins a word, then those in which one stands inside another.
    public init(of query: SafeText, among articles: [Article], count: Int) {
        self.init()
        let words = SearchWords(query)
        guard !words.isEmpty else { return }
        let matches = articles.map { (article: $0, match: words.match($0.searched)) }
        for match in [SearchWords.Match.beginning, .compound] {
            headlines += matches.filter { $0.match == match }.map(\.article.headline)
        }
        total = headlines.count
        headlines = Array(headlines.prefix(count))
        if total == 0 { suggestion = Self.suggestion(for: query, among: articles) }
    }

    private static func suggestion(for query: SafeText, among articles: [Article]) -> SafeText? {
        let written = articles.flatMap { $0.searched.plainWords.map(String.init) }
        var isChanged = false
        let words = query.string.plainWords.map { word -> String in
            let word = String(word)
            let isKnown = articles.contains {
                SearchWords(SafeText(line: word)).match($0.searched) != nil
            }
            guard !isKnown, let typed = TypedWord(folded: String(word.map(\.folded))) else {
                return word
            }
            var distance = EditDistance(from: typed.letters)
            var best: (word: String, distance: Int)?
            for other in written {
                if let steps = distance(to: other.foldedBytes, limit: typed.mistakes),
                    steps < best?.distance ?? .max
                {
                    best = (other, steps)
                }
            }
            guard let best else { return word }
            isChanged = true
            return best.word
        }
        let suggestion = SafeText(line: words.joined(separator: " "))
        let others = SearchWords(suggestion)
        guard isChanged, articles.contains(where: { others.match($0.searched) != nil }) else {
            return nil
        }
        return suggestion
    }
}

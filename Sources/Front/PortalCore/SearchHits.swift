import Foundation
import PortalModel

/// The places in a text where words begin with the words of a query, case and accents aside.
///
/// What is a word and which letters are the same is what the search itself goes by: the tokenizer
/// unicode61 of SQLite's FTS5 with `remove_diacritics=2`. To it, other than to `wordRanges`, each
/// sign parts words, and only Latin letters lose their accents.
struct SearchHits {
    /// Offsets in characters, from left to right, none twice.
    let ranges: [Range<Int>]

    /// Whether there are none.
    var isEmpty: Bool { ranges.isEmpty }

    init(of query: SafeText, in text: String) {
        let words = SearchHits.words(of: query.string)
        guard !words.isEmpty else {
            ranges = []
            return
        }
        ranges = SearchHits.words(of: text).compactMap { word in
            let length = words.filter { word.starts(with: $0) }.map(\.count).max()
            return length.map { word.startIndex..<(word.startIndex + $0) }
        }
    }

    /// The folded words of `text`; their indices are offsets in it.
    fileprivate static func words(of text: String) -> [ArraySlice<Character>] {
        text.map(folded).split { !$0.isOfWord }
    }

    /// The letter in lower case and, if it is a Latin one, without its marks.
    private static func folded(_ character: Character) -> Character {
        var folded = character.lowercased()
        if !character.isASCII,
            let base = folded.decomposedStringWithCanonicalMapping.unicodeScalars.first,
            base.isASCII
        {
            folded = String(base)
        }
        return folded.count == 1 ? Character(folded) : character
    }
}

extension Article {
    /// Whether every word of `query` begins a word of the title or the text.
    public func contains(_ query: SafeText) -> Bool {
        let words = SearchHits.words(of: headline.title.string + " " + body.searchText)
        return SearchHits.words(of: query.string).allSatisfy { typed in
            words.contains { $0.starts(with: typed) }
        }
    }
}

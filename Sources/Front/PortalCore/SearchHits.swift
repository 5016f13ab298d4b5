import Foundation
import PortalModel

/// The places in a text where words begin with the words of a query, case and accents aside: what
/// the search itself takes for a hit.
struct SearchHits {
    /// Offsets in characters, from left to right, none twice.
    let ranges: [Range<Int>]

    /// Whether there are none.
    var isEmpty: Bool { ranges.isEmpty }

    init(of query: SafeText, in text: String) {
        let words = SearchHits.words(of: SearchHits.folded(query.string)).map(\.characters)
        guard !words.isEmpty else {
            ranges = []
            return
        }
        ranges = SearchHits.words(of: SearchHits.folded(text)).compactMap { word in
            let length = words.filter { word.characters.starts(with: $0) }.map(\.count).max()
            return length.map { word.start..<(word.start + $0) }
        }
    }

    /// Letters in lower case without their marks; as many characters as there were.
    private static func folded(_ text: String) -> [Character] {
        text.map { character in
            if character.isASCII { return Character(character.lowercased()) }
            let bare = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
            let folded = bare.map { String($0).lowercased() } ?? ""
            return folded.count == 1 ? Character(folded) : character
        }
    }

    private static func words(
        of text: [Character]
    ) -> [(start: Int, characters: ArraySlice<Character>)] {
        text.split { !$0.isLetter && !$0.isNumber }.map { ($0.startIndex, $0) }
    }
}

extension Article {
    /// Whether every word of `query` begins a word of the title or the text.
    public func contains(_ query: SafeText) -> Bool {
        let text = headline.title.string + " " + body.plainText
        return query.string.split { !$0.isLetter && !$0.isNumber }.allSatisfy { word in
            !SearchHits(of: SafeText(cleaning: word), in: text).isEmpty
        }
    }
}

import PortalModel
import TextGrid

/// The lines as a reader sees them, without trailing spaces.
func drawing(_ text: TypesetText) -> String {
    text.lines.map(drawing).joined(separator: "\n")
}

func drawing(_ line: TypesetLine) -> String {
    var drawn = String(repeating: " ", count: line.indent) + line.text
    while drawn.last == " " { drawn.removeLast() }
    return drawn
}

func drawing(
    _ blocks: Block..., measure: Int, alignment: Typesetter.Alignment = .raggedRight,
    hyphenation: (any Hyphenator)? = nil
) -> String {
    drawing(
        Typesetter(measure: measure, alignment: alignment, hyphenation: hyphenation)
            .typeset(Document(blocks)))
}

func columns(_ text: String) -> Int {
    text.columns
}

/// Divides the words that it was told, written with hyphens.
struct WordList: Hyphenator {
    private let divisions: [Substring: [Int]]

    init(_ words: String...) {
        var divisions: [Substring: [Int]] = [:]
        for word in words {
            let parts = word.split(separator: "-")
            var places: [Int] = []
            for part in parts.dropLast() { places.append((places.last ?? 0) + part.count) }
            divisions[Substring(parts.joined())] = places
        }
        self.divisions = divisions
    }

    func divisions(of word: Substring) -> [Int] {
        divisions[word] ?? []
    }
}

import PortalModel
import TestTags
import Testing

@testable import TextGrid

/// What holds for every document, at every measure.
struct TypesetterPropertyTests {
    private static let measures = Array(1...40) + [47, 48, 60, 72, 100, 119, 120]

    @Test(.tags(.slow), arguments: UInt64(1)...40)
    func `no line is wider than the measure`(seed: UInt64) throws {
        let generated = try GeneratedDocument(seed: seed, hasTables: true)
        for measure in Self.measures {
            for alignment in [Typesetter.Alignment.raggedRight, .justified] {
                let text = Typesetter(
                    measure: measure, alignment: alignment, hyphenation: WordList("Oek-ra-ïne"),
                    order: seed % 2 == 0 ? .visual : .logical
                ).typeset(generated.document)
                // One wide character cannot take less than two columns.
                let widest = text.lines.map { line in
                    line.indent + line.runs.reduce(0) { $0 + columns($1.text.string) }
                }.max()
                #expect(widest ?? 0 <= max(measure, 2), "measure \(measure)")
            }
        }
    }

    @Test(.tags(.slow), arguments: UInt64(1)...40)
    func `no letter is lost or changed`(seed: UInt64) throws {
        let generated = try GeneratedDocument(seed: seed)
        for measure in Self.measures {
            let text = Typesetter(measure: measure, alignment: .justified)
                .typeset(generated.document)
            let letters = text.lines.flatMap(\.runs)
                .filter { $0.role != .marker && $0.role != .rule }
                .map(\.text.string.letters).joined()
            #expect(letters.unicodeScalars.elementsEqual(generated.letters.unicodeScalars))
        }
    }

    @Test(.tags(.slow), arguments: UInt64(1)...40)
    func `blocks come one after the other, parted by single blank lines`(seed: UInt64) throws {
        let generated = try GeneratedDocument(seed: seed, hasTables: true)
        for measure in Self.measures {
            let text = Typesetter(measure: measure).typeset(generated.document)
            #expect(zip(text.lines, text.lines.dropFirst()).allSatisfy { $0.block <= $1.block })
            #expect(
                text.lines.allSatisfy { generated.document.blocks.indices.contains($0.block) })
            #expect(text.lines.first?.runs.isEmpty != true)
            for (line, next) in zip(text.lines, text.lines.dropFirst())
            where line.block < next.block {
                #expect(!next.runs.isEmpty, "a block begins with its words")
            }
            #expect(text.links == generated.document.links)
            let numbers = text.lines.flatMap(\.runs).compactMap(\.link)
            #expect(numbers.allSatisfy { (1...text.links.count).contains($0) })
        }
    }

    @Test func `a measure below one counts as one`() {
        #expect(drawing(.paragraph(["nu"]), measure: 0) == "n\nu")
        #expect(drawing(.paragraph(["nu"]), measure: .min) == "n\nu")
        #expect(drawing(.rule, measure: -3) == "─")
    }

    @Test func `wide characters take two columns and are never torn`() {
        let text = Typesetter(measure: 7).typeset(
            Document([.paragraph(["日本語の文 👨‍👩‍👧👨‍👩‍👧 🇳🇱🇧🇪🇩🇪 e\u{301}e\u{301}n"])]))
        #expect(
            drawing(text) == """
                日本語
                の文 👨‍👩‍👧
                👨‍👩‍👧 🇳🇱🇧🇪
                🇩🇪 e\u{301}e\u{301}n
                """)
    }

    @Test func `long text is set as a whole`() {
        let words = String(repeating: "woord ", count: 20_000)
        let text = Typesetter(measure: 72).typeset(
            Document([.paragraph([Span(SafeText(cleaning: words))])]))
        #expect(text.lines.count == 1667)
        let word = SafeText(cleaning: String(repeating: "x", count: 100_000))
        #expect(
            Typesetter(measure: 72).typeset(Document([.paragraph([Span(word)])])).lines.count
                == 1389)
    }
}

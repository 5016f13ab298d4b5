import PortalModel
import TestTags
import Testing

@testable import TextGrid

/// A long document is set some blocks at a time.
struct PartByPartTests {
    @Test(.tags(.slow), arguments: UInt64(1)...60)
    func `what is set part by part is what is set at once`(seed: UInt64) throws {
        let documents = try (0..<4).map { number in
            try GeneratedDocument(seed: seed * 100 + number, hasTables: true).document
        }
        let document = Document(documents.flatMap(\.blocks))
        for measure in [20, 60] {
            let typesetter = Typesetter(measure: measure, alignment: .justified)
            let whole = typesetter.typeset(document)
            for step in [1, 7] {
                var text = TypesetText()
                var block = 0
                while block < document.blocks.count {
                    block = typesetter.typeset(
                        document, from: block, onto: &text, until: text.lines.count + step)
                }
                #expect(text == whole)
            }
        }
    }
}

import PortalModel
import TestTags
import Testing

/// What is read of a document for the screen.
struct DocumentLimitTests {
    @Test func `what anybody reads is read as it was stored`() {
        let link = WebAddress(literal: "https://krant.example/")
        let document = Document([
            .paragraph(["Een ", Span("tekst", link: link), "."]), .subhead(["Kop"]),
            .list(start: 1, items: (1...200).map { [.paragraph([Span("punt \($0)")])] }),
        ])
        #expect(Document(forReading: document.stored) == document)
    }

    @Test func `a paragraph like a book is parted between its words`() {
        let words = (1...30_000).map { "woord\($0)" }.joined(separator: " ")
        let long = Document([.paragraph(["Voor. ", Span(SafeText(cleaning: words)), " Na."])])
        let read = Document(forReading: long.stored)
        #expect(read.blocks.count > 5)
        #expect(read.blocks.map(\.plainText).joined() == long.plainText)
        for block in read.blocks {
            #expect(block.plainText.utf8.count <= 30_000)
            #expect(block.plainText.hasPrefix("woord") || block == read.blocks.first)
        }
    }

    @Test func `a paragraph of links keeps each of them where it was`() {
        let spans = (1...5000).map { number in
            Span("nr \(number) ", link: WebAddress("https://krant.example/\(number)"))
        }
        let read = Document(forReading: Document([.paragraph(spans)]).stored)
        let parts = read.blocks.compactMap { block in
            if case .paragraph(let spans) = block { spans } else { nil }
        }
        #expect(parts.count == 5)
        #expect(Array(parts.joined()) == spans)
    }

    @Test(
        .tags(.slow),
        arguments: [
            String(repeating: "pa\n", count: 1_000_000), String(repeating: "(q\n", count: 500_000),
            "p" + String(repeating: "\u{1F}1\u{1E}b", count: 1_000_000),
            "t\n" + String(repeating: "r\ndx\n", count: 500_000),
            "p" + String(repeating: "é", count: 4_000_000),
            "c" + String(repeating: "\n+x", count: 1_000_000),
        ])
    func `what nobody reads is cut`(stored: String) {
        let read = Document(forReading: stored)
        #expect(read.stored.utf8.count <= 1_600_000)
        #expect(read.plainText.utf8.count { $0 == 0x0A } <= 100_000)
    }
}

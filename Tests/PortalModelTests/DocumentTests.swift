import PortalModel
import Testing

struct DocumentTests {
    private func comesBack(_ blocks: Block...) -> Bool {
        let document = Document(blocks)
        return Document(stored: document.stored) == document
    }

    @Test func `every kind of block comes back from storage`() throws {
        let link = try #require(WebAddress("https://nos.nl/a?b=c"))
        #expect(
            comesBack(
                .paragraph([
                    "Gewoon, ", Span("stress", style: .emphasis),
                    Span(" en ", style: [.strong, .code]),
                    Span("link", link: link), Span("beide", style: .strong, link: link), ".",
                ]),
                .subhead(["Kop"]), .rule, .preformatted(["a", "", "  b"]),
                .image(alternative: "Foto", address: link), .image(alternative: "", address: nil),
                .quote([.paragraph(["Citaat"]), .quote([.subhead(["dieper"])])]),
                .list(
                    start: nil,
                    items: [[.paragraph(["een"])], [], [.quote([.paragraph(["q"])])]]),
                .list(start: -3, items: [[.list(start: 7, items: [[.rule]])]]),
                .list([ListItem([.paragraph(["a"])], marker: "iv."), ListItem([.rule])]),
                .lines([["een ", Span("twee", style: .struck)], [], ["drie"]]),
                .table(
                    Table([
                        [Table.Cell(["Club"], isHeading: true, rows: 2), Table.Cell([])],
                        [], [Table.Cell([Span("PSV", link: link)], columns: 3)],
                    ])), .paragraph(["slot"]),
                .attachments([Span("[audio]", link: link), Span("reacties", link: link)])))
    }

    @Test func `what hangs on a document is no text of it`() throws {
        let file = Span("[audio, 3 min]", link: WebAddress("https://a.example/1.mp3"))
        let document = Document([.paragraph(["Twee woorden"])]).attaching([file])
        #expect(document.attachments == [file])
        #expect(document.searchText == "Twee woorden")
        #expect(document.plainText == "Twee woorden\n\n[audio, 3 min]")
        #expect(document.wordCount == 2)
        #expect(Document().attaching([file]).firstParagraph == nil)
        #expect(Document().attaching([]).isEmpty)
    }

    @Test func `what a document links or shows is not attached again`() throws {
        func file(_ name: SafeText, _ address: StaticString) -> Span {
            Span(name, link: WebAddress(literal: address))
        }
        let sound = file("[audio]", "https://a.example/1.mp3")
        let picture = file("[foto, 20 kB]", "https://a.example/2.jpg")
        let talk = file("reacties", "http://a.example/praat")
        let linked = Document([
            .quote([.list(start: nil, items: [[.paragraph([sound])]])]),
            .paragraph([file("hier", "https://a.example/praat")]),
        ])
        #expect(linked.attaching([sound, picture, talk, picture]).attachments == [picture])
        let shown = Document([.image(alternative: "Pier", address: nil)])
        #expect(shown.attaching([sound, picture]).attachments == [sound])
        let many = (0..<100).map { number in
            Span("[pdf]", link: WebAddress("https://a.example/\(number).pdf"))
        }
        #expect(Document().attaching(many).attachments.count == 20)
    }

    @Test(arguments: [
        "p", "(q", ")", "+meer", "-", "i", "\u{301}teken vooraan", "1 2", "🏽",
    ])
    func `text that looks like storage comes back as text`(text: String) {
        let safe = SafeText(cleaning: text)
        #expect(comesBack(.paragraph([Span(safe)]), .subhead([Span(safe)]), .rule))
        #expect(comesBack(.paragraph([Span(safe, style: .strong), Span(safe)]), .rule))
        #expect(comesBack(.preformatted([safe, safe]), .rule))
        #expect(comesBack(.lines([[Span(safe)], [], [Span(safe)]]), .rule))
        #expect(comesBack(.list([ListItem([.rule], marker: safe)]), .rule))
        #expect(comesBack(.table(Table([[Table.Cell([Span(safe)], rows: 2)]])), .rule))
        #expect(comesBack(.image(alternative: safe, address: nil), .rule))
    }

    @Test func `a span without text comes back wherever it stands`() {
        #expect(comesBack(.paragraph([Span(.empty)]), .rule))
        #expect(comesBack(.subhead([Span(.empty), "Kop", Span(.empty)]), .rule))
        #expect(comesBack(.lines([[Span(.empty)], [], ["een", Span(.empty)]])))
        #expect(comesBack(.table(Table([[Table.Cell([Span(.empty)]), Table.Cell([])]]))))
    }

    @Test func `a document as deep as allowed comes back`() {
        var block: Block = .paragraph(["diep"])
        for _ in 0..<Document.maximumDepth { block = .list(start: nil, items: [[block]]) }
        #expect(comesBack(block))
    }

    @Test(arguments: [
        "", "\n\n", "xonbekend", ")", "(", "(u", "p\u{1F}", "p\u{1F}9\u{1E}x", "c\n+\n+", "t",
        "t\nd", "t\nx9,", "l\n&", "(u\n(n",
    ])
    func `storage that nobody wrote is read without a fault`(stored: String) {
        let document = Document(stored: stored + "\npTekst")
        #expect(document.plainText.hasSuffix("Tekst"))
    }

    @Test func `what a comparison marked is not stored`() {
        let marked = Document([
            .paragraph([
                "Een ", Span("zin", style: [.strong, .emphasis, .code, .struck, .unmatched]),
            ])
        ])
        let stored = Document(stored: marked.stored)
        #expect(
            stored.blocks == [
                .paragraph(["Een ", Span("zin", style: [.strong, .emphasis, .code, .struck])])
            ])
    }

    @Test func `brackets without end are read without a fault`() {
        #expect(Document(stored: String(repeating: "(q\n", count: 100_000)).blocks.count > 0)
    }

    @Test func `plain text parts its blocks and marks its items`() {
        let document = Document([
            .paragraph(["Een ", Span("twee", style: .strong)]), .rule, .subhead(["Kop"]),
            .list(start: 2, items: [[.paragraph(["a"])], [.paragraph(["b"])]]),
            .list(start: nil, items: [[.paragraph(["c"])]]), .quote([.paragraph(["d"])]),
        ])
        #expect(document.plainText == "Een twee\n\nKop\n\n2. a\n3. b\n\n- c\n\nd")
        #expect(document.wordCount == 10)
        #expect(document.firstParagraph == "Een twee")
    }
}

struct IdentifierTests {
    @Test func `an article keeps its number over restarts`() throws {
        let address = try #require(WebAddress("https://nos.nl/rss"))
        let id = ArticleID(source: SourceID(address: address), guid: "1234")
        #expect(id == ArticleID(source: SourceID(address: address), guid: "1234"))
        #expect(id != ArticleID(source: SourceID(address: address), guid: "1235"))
        #expect(id.text == "4067bc38860fd299")
    }

    @Test(arguments: [0, 1, -1, Int64.min, Int64.max, 255])
    func `what a reader types is the number again`(value: Int64) {
        let id = ArticleID(rawValue: value)
        #expect(id.text.count == 16)
        #expect(ArticleID(id.text) == id)
    }

    @Test(arguments: [
        "", "1", "00000000000000000", "000000000000000g", "+00000000000001", "-000000000000001",
    ])
    func `what is no number is refused`(text: String) {
        #expect(ArticleID(text) == nil)
    }

    @Test func `names are not run together`() {
        #expect(SectionID(edition: "ab", name: "c") != SectionID(edition: "a", name: "bc"))
    }
}

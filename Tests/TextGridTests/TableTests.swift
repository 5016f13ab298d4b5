import PortalModel
import TestTags
import Testing

@testable import TextGrid

struct TableTests {
    private static let club = WebAddress(literal: "https://club.example/")
    private static let stand = Table([
        [
            Table.Cell(["Stand"], isHeading: true, columns: 2),
            Table.Cell(["Punten"], isHeading: true),
        ],
        [Table.Cell(["1"]), Table.Cell([Span("Goes", link: club)]), Table.Cell(["27"])],
        [Table.Cell(["2"]), Table.Cell(["Hoek"]), Table.Cell(["9"])],
    ])

    private func lines(_ document: Document, _ typesetter: Typesetter) -> [String] {
        typesetter.typeset(document).lines.map(drawing)
    }

    @Test func `a table stands in columns, with a stroke below its headings`() {
        let text = Typesetter(measure: 40).typeset(Document([.table(Self.stand)]))
        #expect(
            drawing(text) == """
                Stand        Punten
                ─  ────────  ──────
                1  Goes [1]      27
                2  Hoek           9
                """)
        #expect(text.links == [Self.club])
        #expect(text.lines[0].runs.first == TypesetRun("Stand", style: .strong))
        #expect(text.lines[1].runs.map(\.role) == [.rule])
        #expect(text.lines[2].runs.filter { $0.link == 1 }.map(\.text) == ["Goes", " [1]"])
    }

    @Test(arguments: [(18, TableForm.columns), (40, .records)])
    func `what does not fit, or is read aloud, stands as records`(measure: Int, form: TableForm) {
        let typesetter = Typesetter(measure: measure, tables: form)
        #expect(
            lines(Document([.table(Self.stand), .paragraph(["Daarna."])]), typesetter) == [
                "Stand: 1", "Stand: Goes [1]", "Punten: 27", "", "Stand: 2", "Stand: Hoek",
                "Punten: 9", "", "Daarna.",
            ])
    }

    @Test func `a long cell of a record hangs beside its heading`() {
        let table = Table([
            [Table.Cell(["Wat"], isHeading: true), Table.Cell(["Wie"], isHeading: true)],
            [Table.Cell(["Een nieuwe laag asfalt op de dijk"]), Table.Cell(["Waterschap"])],
        ])
        #expect(
            drawing(.table(table), measure: 20) == """
                Wat: Een nieuwe laag
                  asfalt op de dijk
                Wie: Waterschap
                """)
    }

    @Test(arguments: [
        ["1.250", "3"], ["12", "-"], ["€ 12,50", "€ 3"], ["1,4 miljoen", "900.000"],
        ["250 miljard euro", "3 euro"], ["ca. 300", "12"], ["120 km/u", "80 km/u"],
        ["12 (34%)", "7 (6%)"], ["10 procent", "9"], ["n.b.", "44"], ["> 100", "7"],
    ])
    func `numbers stand right, whatever they count`(cells: [String]) {
        let rows = cells.map { [Table.Cell(["Een naam"]), Table.Cell([Span(SafeText(line: $0))])] }
        let lines = lines(Document([.table(Table(rows))]), Typesetter(measure: 60))
        #expect(Set(lines.map(\.count)).count == 1)
        #expect(zip(lines, cells).allSatisfy { $0.hasSuffix(" " + $1) })
    }

    @Test(arguments: [["12 uur", "3 dagen"], ["3 jan", "Goes"], ["2e", "Hoek"]])
    func `what is not all of one kind stands left`(cells: [String]) {
        let rows = cells.map { [Table.Cell(["Naam"]), Table.Cell([Span(SafeText(line: $0))])] }
        let lines = lines(Document([.table(Table(rows))]), Typesetter(measure: 60))
        #expect(lines == cells.map { "Naam  " + $0 })
    }

    @Test func `a table stands in quotes and in lists as well`() {
        let table = Block.table(Table([[Table.Cell(["a"]), Table.Cell(["b"])]]))
        #expect(
            drawing(.quote([table]), .list([ListItem([table], marker: "b.")]), measure: 20) == """
                │ a  b

                b. a  b
                """)
    }

    @Test func `capitals in a table are no dateline`() {
        let text = Typesetter(measure: 40).typeset(
            Document([
                .table(Table([[Table.Cell(["GOES - uit"])]])), .paragraph(["GOES - Het regent."]),
            ]))
        #expect(text.lines[0].runs.map(\.role) == [.body])
        #expect(text.lines[2].runs.first?.role == .dateline)
    }

    @Test func `a cell from right to left is read so in its column`() throws {
        try #require(BidiLibrary.shared != nil)
        let table = Table([
            [Table.Cell(["נמל"]), Table.Cell(["2"])], [Table.Cell(["Haven"]), Table.Cell(["10"])],
        ])
        let typesetter = Typesetter(measure: 40, order: .visual)
        #expect(lines(Document([.table(table)]), typesetter) == ["למנ     2", "Haven  10"])
    }

    @Test(.tags(.slow)) func `ten thousand rows are set as a whole`() {
        let row = [Table.Cell(["東京"], columns: 99), Table.Cell([Span("x", link: Self.club)])]
        let text = Typesetter(measure: 40).typeset(
            Document([.table(Table(Array(repeating: row, count: 10_000)))]))
        #expect(text.lines.count == 10_000)
        #expect(text.links.count == 1)
    }
}

struct LinesTests {
    private static let verse: [[Span]] = [
        ["Het water komt,"], ["het water gaat en laat het land alleen"], [], [" "],
        ["en komt weer."], [],
    ]

    @Test func `lines end where their author ended them, and hang where they are too long`() {
        #expect(
            drawing(.paragraph(["Zo:"]), .lines(Self.verse), .paragraph(["Uit."]), measure: 24)
                == """
                Zo:

                Het water komt,
                het water gaat en laat
                  het land alleen

                en komt weer.

                Uit.
                """)
    }

    @Test func `a line that just fits is not broken`() {
        #expect(drawing(.lines([["123456789 12345"], ["x"]]), measure: 15) == "123456789 12345\nx")
    }

    @Test func `lines in quotes and lists keep their margin`() {
        #expect(
            drawing(
                .quote([.lines(Self.verse)]), .list([ListItem([.lines(Self.verse)])]), measure: 26)
                    == """
                    │ Het water komt,
                    │ het water gaat en laat
                    │   het land alleen
                    │
                    │ en komt weer.

                    • Het water komt,
                      het water gaat en laat
                        het land alleen

                      en komt weer.
                    """)
    }

    @Test func `empty lines at the beginning are no blank lines`() {
        #expect(drawing(.lines([[], ["a"], [], ["b"], []]), measure: 9) == "a\n\nb")
    }

    @Test func `where there is no room lines do not hang`() {
        #expect(drawing(.lines([["een twee drie"]]), measure: 9) == "een twee\ndrie")
    }

    @Test func `lines are never justified`() {
        let drawn = drawing(.lines(Self.verse), measure: 24, alignment: .justified)
        #expect(!drawn.contains("  het  "))
        #expect(drawn.contains("het water gaat en laat\n"))
    }
}

struct SignTests {
    private static let picture = WebAddress(literal: "https://beeld.example/haven.jpg")

    @Test func `what is struck has its signs, once around spans that follow each other`() {
        #expect(
            drawing(
                .paragraph([
                    "Dit is ", Span("beslist", style: .struck),
                    Span(" niet", style: [.struck, .strong]), " zo. ",
                    Span("Oud", style: .struck, link: Self.picture), " nieuw.",
                ]), measure: 60) == "Dit is ~~beslist niet~~ zo. ~~Oud~~ [1] nieuw.")
    }

    @Test func `struck text keeps its signs in headings, lists and tables`() {
        let spans = [Span("oud", style: .struck), " nieuw"]
        #expect(
            drawing(
                .subhead(spans), .list([ListItem([.paragraph(spans)])]),
                .lines([spans, ["x"]]), .table(Table([[Table.Cell(spans), Table.Cell(["9"])]])),
                measure: 40) == """
                    ~~oud~~ nieuw
                    • ~~oud~~ nieuw

                    ~~oud~~ nieuw
                    x

                    ~~oud~~ nieuw  9
                    """)
    }

    @Test func `a picture has a number where it opens, and is not named twice without words`() {
        let text = Typesetter(measure: 40).typeset(
            Document([
                .image(alternative: "De haven", address: Self.picture),
                .image(alternative: "", address: Self.picture),
                .image(alternative: "", address: WebAddress(literal: "https://beeld.example/2")),
                .image(alternative: "Zonder adres", address: nil),
            ]))
        #expect(
            drawing(text) == """
                Foto: De haven [1]

                [foto] [2]

                Foto: Zonder adres
                """)
        #expect(text.links.count == 2)
    }

    @Test func `marks of any width stand right`() {
        #expect(
            drawing(
                .list(
                    ["i.", "viii.", "二.", "B."].map { ListItem([.paragraph(["x"])], marker: $0) }),
                measure: 30) == "   i. x\nviii. x\n  二. x\n   B. x")
    }
}

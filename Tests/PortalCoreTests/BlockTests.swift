import PortalCore
import PortalModel
import Testing

struct BlockTests {
    private func rows(_ left: [Block], _ right: [Block]) -> [Comparison.Row] {
        Comparison(report("Titel", Document(left)), report("Titel", Document(right))).rows
    }

    @Test func `links and looks make no difference`() throws {
        let address = try #require(WebAddress("https://example.org/"))
        let rows = rows(
            [.paragraph([Span("Lees "), Span("dit stuk", style: .strong, link: address)])],
            [.paragraph([Span("Lees dit "), Span("stuk", style: .emphasis)])])
        #expect(rows[1].isSame)
        #expect(rows[1].left == [.paragraph([Span("Lees dit stuk")])])
    }

    @Test func `pictures and rules are left out`() {
        let rows = rows(
            [
                .image(alternative: "De haven", address: nil), .rule,
                .paragraph(["De haven is vol."]),
            ],
            [.paragraph(["De haven is vol."])])
        #expect(rows.count == 2)
        #expect(rows[1].isSame)
    }

    @Test func `items of a list stand beside each other one by one`() {
        let rows = rows(
            [.list(start: 3, items: [[.paragraph(["aardappels"])], [.paragraph(["uien"])]])],
            [.list(start: 3, items: [[.paragraph(["aardappels"])]])])
        #expect(rows.count == 3)
        #expect(rows[1].isSame)
        #expect(
            rows[2].left == [
                .list(start: 4, items: [[.paragraph([Span("uien", style: .unmatched)])]])
            ])
        #expect(rows[2].right.isEmpty)
    }

    @Test func `rows of a table and lines of verse stand beside each other one by one`() {
        func row(_ cells: SafeText...) -> [Table.Cell] { cells.map { Table.Cell([Span($0)]) } }
        let rows = rows(
            [
                .table(Table([row("Vlissingen", "316"), row("Yerseke", "", "92")])),
                .lines([["De dijk verloor nooit een woord"], [], ["hoort al het water aan"]]),
            ],
            [
                .table(Table([row("Vlissingen", "361")])),
                .lines([["De dijk verloor zelden een woord"], ["hoort al het water aan"]]),
            ])
        #expect(
            rows.map { $0.left.map(\.plainText) } == [
                ["Titel"], ["Vlissingen · 316"], ["Yerseke · 92"],
                ["De dijk verloor nooit een woord"], ["hoort al het water aan"],
            ])
        #expect(rows[1].left.flatMap(\.unmatchedTexts) == ["316"])
        #expect(rows[1].right.flatMap(\.unmatchedTexts) == ["361"])
        #expect(rows[3].right.flatMap(\.unmatchedTexts) == ["zelden"])
        #expect(rows[4].isSame)
    }

    @Test func `what is struck in one text alone makes them differ`() {
        let rows = rows(
            [.paragraph(["De brug is ", Span("niet", style: .struck), " open."])],
            [.paragraph(["De brug is niet open."])])
        #expect(rows[1].left.map(\.plainText) == ["De brug is ~~niet~~ open."])
        #expect(!rows[1].isSame)
    }

    @Test func `a table that is marked keeps its shape`() {
        let table = Table([
            [Table.Cell([Span("a", style: .unmatched)], isHeading: true, columns: 2, rows: 3)]
        ])
        let marked = Block.table(table).bracketingUnmatched("[", "]")
        #expect(
            marked
                == .table(
                    Table([
                        [
                            Table.Cell(
                                [Span("[a]", style: .unmatched)], isHeading: true, columns: 2,
                                rows: 3)
                        ]
                    ])))
    }

    @Test func `a quote stays a quote`() {
        let rows = rows(
            [.quote([.paragraph(["Wij zijn er klaar voor."])])],
            [.paragraph(["Wij zijn er nog niet klaar voor."])])
        #expect(rows[1].left == [.quote([.paragraph(["Wij zijn er klaar voor."])])])
        #expect(rows[1].right.flatMap(\.unmatchedTexts) == ["nog niet"])
    }
}

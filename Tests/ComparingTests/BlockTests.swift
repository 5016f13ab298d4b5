import Comparing
import PortalModel
import Testing

struct BlockTests {
    private func rows(_ left: [Block], _ right: [Block]) -> [Comparison.Row] {
        Comparison(
            ComparedText(title: "Titel", body: Document(left)),
            ComparedText(title: "Titel", body: Document(right))
        ).rows
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

    @Test func `a quote stays a quote`() {
        let rows = rows(
            [.quote([.paragraph(["Wij zijn er klaar voor."])])],
            [.paragraph(["Wij zijn er nog niet klaar voor."])])
        #expect(rows[1].left == [.quote([.paragraph(["Wij zijn er klaar voor."])])])
        #expect(rows[1].right.flatMap(\.unmatchedTexts) == ["nog niet"])
    }
}

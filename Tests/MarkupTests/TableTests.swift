import Markup
import PortalModel
import TestTags
import Testing

struct TableTests {
    private func table(_ html: String) -> Table? {
        guard case .table(let table) = Document(html: html).blocks.last else { return nil }
        return table
    }

    @Test func `cells keep their headings and links`() {
        let html = """
            <table><thead><tr><td>Club</td><th>Punten</th></tr></thead>
            <tr><td><a href='https://a.nl/'>Ajax</a></td><td>10</td></tr></table>
            """
        #expect(
            table(html)
                == Table([
                    [
                        Table.Cell(["Club"], isHeading: true),
                        Table.Cell(["Punten"], isHeading: true),
                    ],
                    [
                        Table.Cell([Span("Ajax", link: WebAddress("https://a.nl/"))]),
                        Table.Cell(["10"]),
                    ],
                ]))
    }

    @Test func `cells reach over columns and rows, within bounds`() {
        let html = """
            <table><tr><th colspan=2>A</th><td rowspan=2>B</td></tr><tr></tr>
            <tr><td colspan=100000 rowspan=-4>C</td><td colspan=x>D</td></tr></table>
            """
        #expect(
            table(html)
                == Table([
                    [Table.Cell(["A"], isHeading: true, columns: 2), Table.Cell(["B"], rows: 2)],
                    [], [Table.Cell(["C"], columns: 100), Table.Cell(["D"])],
                ]))
    }

    @Test func `a first row in bold type heads its columns`() {
        let html =
            "<table><tr><td><b>Dag</b></td><td><b>Weer</b></td></tr><tr><td>ma</td><td>zon</td></tr></table>"
        #expect(
            table(html)?.rows.first == [
                Table.Cell(["Dag"], isHeading: true), Table.Cell(["Weer"], isHeading: true),
            ])
    }

    @Test func `lines in a cell are one line`() {
        let html = """
            <table><tr><th>Aantal<br>inwoners</th><th>Open</th></tr>
            <tr><td>een<br>twee</td><td>Ma 9.00<br>Di 10.00</td></tr>
            <tr><td><p>Jan</p><p>Piet</p></td><td><ul><li>a<li>B</ul></td></tr></table>
            """
        let lines = table(html)?.rows.map { $0.map { $0.spans.map(\.text.string).joined() } }
        #expect(
            lines == [
                ["Aantal inwoners", "Open"], ["een twee", "Ma 9.00 / Di 10.00"],
                ["Jan / Piet", "a / B"],
            ])
    }

    @Test func `a table for layout leaves what it holds`() {
        let html = "<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c</li></ul></td></tr></table>"
        #expect(
            Document(html: html).blocks == [
                .paragraph(["a"]), .paragraph(["b"]), .list([ListItem([.paragraph(["c"])])]),
            ])
        let story = String(repeating: "Een verhaal dat lang is. ", count: 40)
        #expect(
            table("<table><tr><td>\(story)</td><td>Lees meer</td></tr><tr><td>x</td></tr></table>")
                == nil)
    }

    @Test func `an outer table for layout keeps the table in it`() {
        let inner = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
        #expect(table("<table><tr><td>x</td><td>\(inner)</td></tr></table>")?.rows.count == 2)
    }

    @Test(.tags(.slow)) func `cells are counted among the objects of a document`() {
        let cells = String(repeating: "<td>", count: 400_000)
        let document = Document(html: "<table><tr><td>a</td><td>b</td></tr><tr>\(cells)</table>")
        #expect(document.plainText.utf8.count < 2_000_000)
        #expect(Document(html: "<table><tr>\(cells)</table><p>na").plainText.isEmpty)
    }
}

import PortalModel
import Testing

struct TableTests {
    private func text(_ rows: [Table.Cell]...) -> String {
        Document([.table(Table(rows))]).plainText
    }

    private func cells(_ texts: SafeText...) -> [Table.Cell] {
        texts.map { Table.Cell([Span($0)]) }
    }

    private func headings(_ texts: SafeText...) -> [Table.Cell] {
        texts.map { Table.Cell([Span($0)], isHeading: true) }
    }

    @Test func `columns are as wide as their widest cell takes on a screen`() {
        #expect(
            text(
                headings("Haven", "Schip", "Vlag"), cells("大阪", "Zeemeeuw", "🇯🇵"),
                cells("Vlissingen", "Cafe\u{301} Noord", "NL")) == """
                    Haven       Schip       Vlag
                    大阪        Zeemeeuw    🇯🇵
                    Vlissingen  Cafe\u{301} Noord  NL
                    """)
    }

    @Test func `numbers of one unit stand right, and so does what heads them`() {
        #expect(
            text(
                headings("Plaats", "Inwoners", "Groei", "Club"),
                cells("Goes", "39.112", "+1,2%", "1"),
                cells("Veere", "1.650", "–", "vv 2"), cells("Sluis", "900", "-12%", "3")) == """
                    Plaats  Inwoners  Groei  Club
                    Goes      39.112  +1,2%  1
                    Veere      1.650      –  vv 2
                    Sluis        900   -12%  3
                    """)
        #expect(text(cells("a", "9 km"), cells("b", "10 km")) == "a   9 km\nb  10 km")
        #expect(text(cells("a", "9 km"), cells("b", "10 uur")) == "a  9 km\nb  10 uur")
    }

    @Test func `a cell reaches over columns and rows`() {
        #expect(
            text(
                [
                    Table.Cell(["Poule B"], isHeading: true, columns: 2),
                    Table.Cell(["Saldo"], isHeading: true),
                ],
                [Table.Cell(["1"], rows: 2), Table.Cell(["Zierikzee"]), Table.Cell(["12"])],
                cells("Tholen", "4"), cells("3", "Kapelle", "-2")) == """
                    Poule B       Saldo
                    1  Zierikzee     12
                       Tholen         4
                    3  Kapelle       -2
                    """)
    }

    @Test func `one cell across a table takes no room of its columns`() {
        #expect(
            text(
                [Table.Cell(["Vertrektijden van de veerdienst in de zomer"], columns: 100)],
                headings("Van", "Tijd"), cells("Breskens", "6.20"), [Table.Cell([])],
                [Table.Cell(["Alleen op werkdagen."], columns: 2)], cells("Kruiningen", "7.05"))
                    == """
                    Vertrektijden van de veerdienst in de zomer
                    Van         Tijd
                    Breskens    6.20
                    Alleen op werkdagen.
                    Kruiningen  7.05
                    """)
    }

    private static let long: SafeText =
        "Een omschrijving die zo lang is dat er naast haar niets meer past op een regel"

    @Test func `a table that is too wide becomes records`() {
        #expect(
            text(
                headings("Jaar", "Werk", "Kosten:"), cells("2025", Self.long, "12"),
                cells("", "Verf", "3"), cells("2026", "", "")) == """
                    Jaar: 2025
                    Werk: \(Self.long)
                    Kosten: 12

                    Werk: Verf
                    Kosten: 3

                    Jaar: 2026
                    """)
    }

    @Test func `a record has the headings of all rows above it, and what reaches into it`() {
        #expect(
            text(
                [
                    Table.Cell(["Dorp"], isHeading: true, rows: 2),
                    Table.Cell(["Uitslag"], isHeading: true, columns: 2),
                ],
                headings("voor", "tegen"),
                [
                    Table.Cell(["Domburg"], rows: 2), Table.Cell(["31"]),
                    Table.Cell([Span(Self.long)]),
                ],
                cells("7", "8")) == """
                    Dorp: Domburg
                    Uitslag voor: 31
                    Uitslag tegen: \(Self.long)

                    Dorp: Domburg
                    Uitslag voor: 7
                    Uitslag tegen: 8
                    """)
    }

    @Test func `two columns without headings are names and what they are`() {
        #expect(
            text(cells("Adres", "Kade 3"), cells("Let op!", Self.long), cells("", "Los")) == """
                Adres: Kade 3
                Let op! \(Self.long)
                Los
                """)
    }

    @Test func `rows without headings are parted`() {
        #expect(
            text(cells("a", "b", Self.long), cells("c", "d", "e")) == """
                a
                b
                \(Self.long)

                c
                d
                e
                """)
    }

    @Test
    func `a bold first row heads the columns, a bold last one and the sum of headings do not`() {
        func bold(_ texts: SafeText...) -> [Table.Cell] {
            texts.map { Table.Cell([Span($0, style: .strong)]) }
        }
        #expect(
            text(bold("Post", "Wat"), cells("1", Self.long), bold("Totaal", "9")) == """
                Post: 1
                Wat: \(Self.long)

                Post: Totaal
                Wat: 9
                """)
        #expect(
            text(headings("Wie", Self.long)) == "Wie: \(Self.long)")
    }

    @Test func `a table of nothing is nothing`() {
        #expect(text() == "")
        #expect(text([], [], []) == "")
        #expect(text(cells("", " "), [Table.Cell([], columns: 9, rows: 9)]) == "")
    }

    @Test func `more columns than a screen has lose no cell`() {
        let row = (0..<250).map { Table.Cell([Span("c\($0)")]) }
        let words = Set(text(row, row).split(separator: "\n"))
        #expect(words.count == 250)
    }

    @Test func `cells that reach far and rows without end stay within bounds`() {
        let far = Table.Cell([Span("abc")], isHeading: true, columns: 100, rows: 100)
        let flood = Table((0..<3_000).map { _ in Array(repeating: far, count: 3) })
        let wide = Table.Cell([Span(Self.long)], rows: 100)
        let repeated = Table((0..<3_000).map { _ in [wide, Table.Cell(["x"], rows: 50), wide] })
        for table in [flood, repeated] {
            let document = Document([.table(table)])
            #expect(document.plainText.utf8.count < 4 * document.searchText.utf8.count + 100_000)
        }
    }
}

struct ReadTextTests {
    @Test func `what is struck is signed, and is a word like any other to a search`() {
        let document = Document([
            .paragraph([
                "Kost ", Span(" 12 ", style: .struck), "15 euro. ", Span("Niet", style: .struck),
                Span(" hier", style: [.struck, .strong]), ".", Span(" ", style: .struck), "Wel.",
            ]),
            .table(Table([[Table.Cell([Span("oud", style: .struck)]), Table.Cell(["nieuw"])]])),
        ])
        #expect(
            document.plainText
                == "Kost  ~~12~~ 15 euro. ~~Niet hier~~. Wel.\n\n~~oud~~  nieuw")
        #expect(document.searchText == "Kost  12 15 euro. Niet hier. Wel.\n\noud  nieuw")
        #expect(document.wordCount == 9)
    }

    @Test func `a picture is named as on the screen, and by the author's words to a search`() {
        let address = WebAddress(literal: "https://beeld.example/1.jpg")
        let document = Document([
            .image(alternative: "De haven", address: address),
            .image(alternative: "", address: address), .image(alternative: "", address: nil),
        ])
        #expect(document.plainText == "Foto: De haven\n\n[foto]")
        #expect(document.searchText == "De haven")
    }

    @Test func `lines are read as they stand, and begin an article as one`() {
        let document = Document([.lines([["Kade 3"], [], ["4381 AA ", "Vlissingen"]])])
        #expect(document.plainText == "Kade 3\n\n4381 AA Vlissingen")
        #expect(document.firstParagraph == "Kade 3 4381 AA Vlissingen")
    }

    @Test func `an article without a page opens the only address in it`() {
        func article(_ spans: Span...) -> Article {
            let headline = Headline(
                id: ArticleID(rawValue: 1), title: "t", teaser: "",
                section: SectionID(edition: "e", name: "s"), sectionName: "s", source: "b",
                published: Timestamp(seconds: 0))
            return Article(headline: headline, body: Document([.paragraph(spans)]))
        }
        let sound = WebAddress(literal: "https://geluid.example/1.mp3")
        let other = WebAddress(literal: "https://elders.example/")
        #expect(article("x").address == nil)
        #expect(article(Span("a", link: sound), Span(" b", link: sound)).address == sound)
        #expect(article(Span("a", link: sound), Span("b", link: other)).address == nil)
        #expect(article(Span("a", link: sound), Span(" ", link: other)).address == sound)
    }
}

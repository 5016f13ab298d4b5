import PortalModel
import Testing
import TextGrid

struct LinkTests {
    private let report: WebAddress
    private let other: WebAddress

    init() throws {
        report = try #require(WebAddress("https://nos.nl/artikel/12"))
        other = try #require(WebAddress("https://www.nu.nl/"))
    }

    @Test func `a link is followed by its number and one address has one number`() {
        let text = Typesetter(measure: 72).typeset(
            Document([
                .paragraph([
                    "Zie ", Span("het ", link: report),
                    Span("verslag ", style: .strong, link: report),
                    "van de NOS, ", Span("een ander", link: other), " en ",
                    Span("nog eens", link: report), ".",
                ])
            ]))
        #expect(
            drawing(text) == "Zie het verslag [1] van de NOS, een ander [2] en nog eens [1].")
        #expect(text.links == [report, other])
        #expect(
            text.lines[0].runs[1...3] == [
                TypesetRun("het ", link: 1), TypesetRun("verslag", style: .strong, link: 1),
                TypesetRun(" [1]", role: .marker, link: 1),
            ])
        #expect(text.lines[0].runs[4] == TypesetRun(" van de NOS, "))
    }

    @Test func `addresses of one page have one number, which the list of a document has too`() {
        let addresses = ["https://nos.nl/artikel/12", "http://nos.nl/artikel/12/", "https://nu.nl"]
        let document = Document([
            .paragraph(addresses.map { Span(SafeText(cleaning: "bron "), link: WebAddress($0)) })
        ])
        let text = Typesetter(measure: 72).typeset(document)
        #expect(text.links.map(\.string) == [addresses[0], addresses[2]])
        #expect(document.links == text.links)
    }

    @Test func `the number stays on the line of the last linked word`() {
        let drawn = drawing(
            .paragraph(["Lees het ", Span("hele verslag", link: report)]), measure: 16)
        #expect(
            drawn == """
                Lees het hele
                verslag [1]
                """)
    }

    @Test(arguments: ["https://nos.nl/artikel/12", "nos.nl/artikel/12"])
    func `an address that is spelled out needs no number beside it`(words: String) {
        let text = Typesetter(measure: 72).typeset(
            Document([.paragraph(["Zie ", Span(SafeText(cleaning: words), link: report), "."])]))
        #expect(drawing(text) == "Zie \(words).")
        #expect(text.links == [report])
        #expect(text.lines[0].runs[1].link == 1)
    }

    @Test func `a host is spelled out without its last slash, a part of it is not`() {
        #expect(drawing(.paragraph([Span("www.nu.nl", link: other)]), measure: 40) == "www.nu.nl")
        #expect(drawing(.paragraph([Span("nu.nl", link: other)]), measure: 40) == "nu.nl [1]")
    }

    @Test func `a link around nothing but space has no number`() {
        let text = Typesetter(measure: 40).typeset(
            Document([.paragraph(["Een", Span(" ", link: report), "woord."])]))
        #expect(drawing(text) == "Een woord.")
        #expect(text.links.isEmpty)
    }

    @Test func `an address is broken after its signs`() {
        let drawn = drawing(
            .paragraph(["https://www.voorbeeld.nl/een/lang/adres?met=vraag&en=antwoord.html"]),
            measure: 26)
        #expect(
            drawn == """
                https://www.voorbeeld.nl/
                een/lang/adres?
                met=vraag&en=antwoord.html
                """)
    }
}

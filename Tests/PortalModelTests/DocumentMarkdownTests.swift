import PortalModel
import Testing

struct DocumentMarkdownTests {
    private func markdown(_ blocks: Block...) -> String { Document(blocks).markdown }

    @Test func `blocks stand in order with a blank line between them`() {
        #expect(
            markdown(
                .paragraph(["De veerdienst vaart weer."]), .subhead(["Drukte"]), .rule,
                .lines([["Kade 1"], [], ["4381 Vlissingen"]]),
                .preformatted(["07:15  08:15"]))
                    == """
                    De veerdienst vaart weer.

                    ## Drukte

                    ---

                    Kade 1\\
                    \u{A0}\\
                    4381 Vlissingen

                    ```
                    07:15  08:15
                    ```
                    """)
    }

    @Test func `styles and links keep the spaces around them outside`() {
        let link = WebAddress("https://dorp.example/a_(b)")
        #expect(
            markdown(
                .paragraph([
                    "Het", Span(" veer ", style: .strong), Span("vaart ", style: .emphasis),
                    Span("niet", style: .struck), Span(" "), Span("a`b", style: .code),
                    Span(" meer", link: link),
                ]))
                == "Het **veer** *vaart* ~~niet~~ ``a`b`` [meer](<https://dorp.example/a_(b)>)")
    }

    @Test(arguments: [
        ("5 * 4 * 3 [bron] <b>", "5 \\* 4 \\* 3 \\[bron\\] \\<b\\>"),
        ("# geen kop", "\\# geen kop"), ("- geen lijst", "\\- geen lijst"),
        ("+31 118 12345", "\\+31 118 12345"), ("2026. Een jaar", "2026\\. Een jaar"),
        ("1) ten eerste", "1\\) ten eerste"), ("snake_case & meer", "snake\\_case \\& meer"),
        ("C:\\map", "C:\\\\map"), ("12 euro", "12 euro"),
    ])
    func `signs of the author's mean nothing`(text: String, markdown: String) {
        #expect(self.markdown(.paragraph([Span(SafeText(line: text))])) == markdown)
        #expect(Document.markdown(SafeText(line: text)) == markdown)
    }

    @Test func `lists keep their numbers and what stands inside their items`() {
        #expect(
            markdown(
                .list([
                    ListItem([.paragraph(["Eerst"]), .paragraph(["en dan"])], marker: "9."),
                    ListItem([.paragraph(["Letter"])], marker: "b."),
                    ListItem([.list([ListItem([.paragraph(["Diep"])])])]),
                ]))
                    == """
                    9. Eerst

                       en dan
                    - b. Letter
                    - - Diep
                    """)
    }

    @Test func `quotes, pictures and attachments`() {
        let address = WebAddress(literal: "https://dorp.example/foto.jpg")
        #expect(
            markdown(
                .quote([.paragraph(["Eerste."]), .paragraph(["Tweede."])]),
                .image(alternative: "Een [brug]", address: address),
                .image(alternative: "Zonder adres", address: nil),
                .attachments([Span("Geluid", link: address)]))
                    == """
                    > Eerste.
                    >
                    > Tweede.

                    ![Een \\[brug\\]](<https://dorp.example/foto.jpg>)

                    Foto: Zonder adres

                    - [Geluid](<https://dorp.example/foto.jpg>)
                    """)
    }

    @Test func `a fence is longer than any in the text`() {
        #expect(markdown(.preformatted(["````"])) == "`````\n````\n`````")
    }
}

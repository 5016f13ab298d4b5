import Markup
import PortalModel
import TestTags
import Testing

struct LineTests {
    @Test func `a single end of a line makes no paragraph`() {
        #expect(
            Document(html: "<p>Markt 1<br>4331 LK  <br/>\n<b>Middelburg</b><br></p>").blocks == [
                .lines([["Markt 1"], ["4331 LK"], [Span("Middelburg", style: .strong)]])
            ])
    }

    @Test func `stanzas are parted, and a line alone is a paragraph`() {
        #expect(
            Document(html: "a<br>b<br><br>c<br>&nbsp;<br><br>d").blocks == [
                .lines([["a"], ["b"]]), .paragraph(["c"]), .paragraph(["d"]),
            ])
        #expect(Document(html: "<p><br>a<br></p>").blocks == [.paragraph(["a"])])
    }

    @Test func `lines keep their links, styles and indentation`() {
        let html = "a <a href='https://a.nl/'>b<br>c</a><br>&nbsp;&nbsp;<i>d</i>"
        let address = WebAddress("https://a.nl/")
        #expect(
            Document(html: html).blocks == [
                .lines([
                    ["a ", Span("b", link: address)], [Span("c", link: address)],
                    ["\u{A0}\u{A0}", Span("d", style: .emphasis)],
                ])
            ])
    }

    @Test func `paragraphs that end in a single end of a line stay paragraphs`() {
        let long = "Dit is een zin van een bericht " + String(repeating: "en nog wat ", count: 9)
        #expect(
            Document(html: "\(long)<br>\(long)<br>kort<br>en kort").blocks == [
                .paragraph([SafeText(line: long)].map { Span($0) }),
                .paragraph([SafeText(line: long)].map { Span($0) }),
                .lines([["kort"], ["en kort"]]),
            ])
    }

    @Test func `a heading on the first line is one`() {
        #expect(
            Document(html: "<p><b>Uitslagen</b><br>Goes 1<br>Veere 2</p>").blocks == [
                .subhead(["Uitslagen"]), .lines([["Goes 1"], ["Veere 2"]]),
            ])
    }

    @Test func `headings and cells are one line`() {
        #expect(
            Document(html: "<h2>Een<br>twee</h2><p>x</p>").blocks.first == .subhead(["Een twee"]))
    }

    @Test func `lines of code are code`() {
        #expect(
            Document(html: "<code>if x {<br>&nbsp;&nbsp;y()<br>}</code>").blocks == [
                .preformatted(["if x {", "  y()", "}"])
            ])
    }

    @Test func `tabs in preformatted text keep its columns`() {
        #expect(
            Document(html: "<pre>a\tb\n\tc<br>\t\td</pre>").blocks == [
                .preformatted(["a   b", "    c", "        d"])
            ])
    }

    @Test func `a style keeps line ends`() {
        #expect(
            Document(html: "<p style='white-space: pre-line'>a\nb\n\nc</p>").blocks == [
                .lines([["a"], ["b"]]), .paragraph(["c"]),
            ])
    }

    @Test(.tags(.slow)) func `a million line ends are one`() {
        let html = "a" + String(repeating: "<br>", count: 1_000_000) + "b"
        #expect(Document(html: html).blocks == [.paragraph(["a"]), .paragraph(["b"])])
    }

    // MARK: Plain text

    @Test func `plain text keeps its lines`() {
        let text = "Hoofdstukken:\r\n00:00 Begin\r\n01:20 De sluis <van Veere>\r\n\r\nTot ziens"
        #expect(
            Document(plainText: text).blocks == [
                .lines([["Hoofdstukken:"], ["00:00 Begin"], ["01:20 De sluis <van Veere>"]]),
                .paragraph(["Tot ziens"]),
            ])
    }

    @Test func `so does text without tags that might have had some`() {
        #expect(
            Document(html: "Goes &amp; Veere\n- een\n- twee").blocks == [
                .lines([["Goes & Veere"], ["- een"], ["- twee"]])
            ])
        #expect(Document(html: "een\n<i>twee</i>").plainText == "een twee")
    }

    @Test func `indentation that all lines have is no meaning`() {
        #expect(
            Document(plainText: "  a\n    b\n  c").blocks == [
                .lines([["a"], ["\u{A0}\u{A0}b"], ["c"]])
            ])
    }

    @Test func `lines broken at a width are running text`() {
        let mail = """
            De gemeente heeft gisteren besloten dat de brug over het kanaal nog
            deze maand open gaat voor fietsers, en pas in het voorjaar voor het
            andere verkeer. Bewoners zijn daar blij mee.

            Er komt ook een tijdelijke halte voor de bus naar Middelburg, waar de
            reizigers lang om hebben gevraagd.
            """
        #expect(Document(plainText: mail).blocks.count == 2)
        #expect(Document(plainText: mail).plainText.contains("nog deze maand open"))
        #expect(Document(plainText: mail).plainText.contains("waar de reizigers lang"))
    }

    @Test func `lines that end where they want are not`() {
        let texts = [
            "De zee, de zee golft voort\nin wijde golven om het strand,\ndie komen en weer gaan.",
            "Om tien uur begint de vergadering van de raad in het oude stadhuis.\n"
                + "Koffie staat klaar.\nNeem uw legitimatie mee als u binnen wilt komen vandaag.",
            "- eerste punt van een lijst die hier met lange regels is geschreven\n"
                + "- tweede punt van een lijst die hier met lange regels is geschreven",
        ]
        for text in texts {
            guard case .lines(let lines) = Document(plainText: text).blocks.first else {
                Issue.record("no lines")
                continue
            }
            #expect(lines.count == text.split(separator: "\n").count)
        }
    }

    @Test(.tags(.slow))
    func `a hundred thousand lines are read, and no more of them kept than may be`() {
        let text = String(repeating: "regel\n", count: 100_000)
        guard case .lines(let lines) = Document(plainText: text).blocks.first else {
            Issue.record("no lines")
            return
        }
        #expect(lines.count == 100_000)
        let blank = String(repeating: "\n \t\n", count: 500_000)
        #expect(Document(plainText: blank).isEmpty)
    }
}

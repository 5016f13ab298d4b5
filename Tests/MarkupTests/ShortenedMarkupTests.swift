import HostileText
import PortalModel
import Testing

@testable import Markup

/// Long texts are kept from libxml2 and put back where it tells of them; nobody is to notice.
struct ShortenedMarkupTests {
    /// The document of `html`, which must be what comes when nothing is left out: a DEL in a
    /// comment sees to that.
    private func document(_ html: String) -> Document {
        let shortened = Document(html: "<!-- -->" + html)
        let whole = Document(html: "<!--\u{7F}-->" + html)
        #expect(shortened == whole, "\(html)")
        return shortened
    }

    private func texts(leftOutOf html: String) -> Int {
        var html = html
        return html.withUTF8 { AttributeTrimmer.shortened($0).texts.count }
    }

    @Test func `a long text is left out, and stands in the document as it was`() {
        let html = "<p>Het waterschap hoogt de dijk bij Kats op.</p>"
        #expect(texts(leftOutOf: html) == 1)
        #expect(document(html).plainText == "Het waterschap hoogt de dijk bij Kats op.")
    }

    @Test func `what means something to the parser stays`() {
        let html =
            "<p>Lezen &amp; schrijven doen we in de bibliotheek &copy; van Goes &#8211; zo.</p>"
        #expect(
            document(html).plainText
                == "Lezen & schrijven doen we in de bibliotheek © van Goes – zo.")
    }

    @Test(arguments: [
        "<a href='een adres waar geen einde aan komt>Lees hier verder over de brug</a>",
        "<p title=\"een > teken in een lang attribuut van dit element\">tekst van de alinea</p>",
        "<p a\"b>Een aanhalingsteken in de naam van een attribuut</p a\"b>en tekst daarachter",
        "Als a < b dan is het waar dat b groter is dan a, <p>zegt een ander <:een> teken",
        "<!-- een lange opmerking <b>met tags --!> erin en tekst erachter --> en nog meer tekst",
        "<!DOCTYPE html een lange verklaring zonder einde <p>de eerste alinea van het stuk",
        "<![CDATA[ een lange tekst die nergens begint <p>en een alinea ]]> met een einde erbij",
        "<?php echo 'een lange tekst > die niet bedoeld is'; ?><p>de eerste alinea van het stuk",
        "<script>if (lengte < breedte && hoogte > 0) { toon('een lange tekst') }</script><p>na",
        "<style>p > a { content: 'een lange tekst' } <b></style><p>de alinea na de opmaak",
        "<p>een zin met &eacute;&eacute;n teken&#127;&#127; dat niemand ziet, en nog een zin",
        "<pre>\n  een regel met blanco's ervoor die lang genoeg is\n\tnog een regel\n</pre>",
        "<p>                                                  </p><p>een alinea na de leegte</p>",
        "<b>                                                  <i>schuin gezet in een alinea</i></b>",
        "</ geen einde>een tekst die op een vreemd einde volgt</p><p>en de alinea erna",
        "<p>een zin met \u{FFFD} en \u{FEFF} erin, en een hele lange rest die volgt</p>",
        "<textarea>een lange tekst < met tekens > erin</textarea><p>de alinea erna staat er wel",
        "<table>een tekst die in een tabel niet thuishoort<tr><td>de cel van de tabel</table>",
        "<title>de naam van een pagina die lang is</title><p>de eerste alinea van het stuk",
        "een tekst zonder alinea die lang genoeg is\n\n<br>en een tweede die ook lang genoeg is",
    ])
    func `tags that are written badly part the text as they do without it`(html: String) {
        _ = document(html)
    }

    @Test func `markup put together at random is read alike`() {
        let pieces = [
            "<p>", "</p>", "<div class='a>b'>", "</div>", "<a href=https://krant.example/stuk>",
            "</a>", "<br/>", "<img alt=\"een beeld > van de kade in de haven\" src=/a.jpg>", "<b",
            "<", ">", "\"", "'", "&", "&amp;", "&lt;p&gt;", "&#127;", "&#x7f", "<!--", "-->",
            "--!>",
            "<![CDATA[", "]]>", "<?", "<script>", "</script>", "<style", "</style>", "</", "<pre>",
            "</pre>", "<li>", "<td>", "<table>", "</table>", "\n", "   ",
            "                        ",
            "een woord dat lang genoeg is om te vervangen", "kort", "hé, dat is één lange zin é",
            "漢字だけで書かれた長い文章がここにあります", "\u{FFFE}", "\u{1}", "=", "/", "<sup>", "</sup>",
        ]
        var generator = SplitMix(seed: 12)
        for _ in 0..<3000 {
            let count = Int.random(in: 1...12, using: &generator)
            _ = document(
                (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined())
        }
    }

    @Test func `a document that is read twice costs no more of what a reader may make`() {
        let reader = MarkupReader()
        let html = "<p a\"b>Een lange tekst met een teken \" dat niet sluit <b>en meer tekst</p>"
        let once = MarkupReader()
        for _ in 0..<200 { _ = reader.document(html: html) }
        #expect(reader.document(html: html) == once.document(html: html))
    }
}

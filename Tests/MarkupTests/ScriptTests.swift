import Markup
import PortalModel
import Testing

struct ScriptTests {
    private func text(_ html: String) -> String { Document(html: html).plainText }

    @Test(arguments: [
        ("10<sup>26</sup> watt", "10²⁶ watt"), ("E = mc<sup>2</sup>.", "E = mc²."),
        ("10<sup>-9</sup> m", "10⁻⁹ m"), ("10<sup>–3</sup>", "10⁻³"), ("a<sup>n+1</sup>", "aⁿ⁺¹"),
        ("5 km<sup>2</sup>", "5 km²"), ("12 meter<sup>3</sup>", "12 meter³"),
        ("(a + b)<sup>2</sup>", "(a + b)²"), ("<sup>14</sup>C", "¹⁴C"),
        ("2<sup>q</sup>", "2^q"), ("x<sup>1/2</sup>", "x^(1/2)"),
        ("e<sup>x<sup>2</sup></sup>", "e^(x²)"), ("10<sup> 6 </sup>m", "10⁶m"),
        ("10<span style='vertical-align: super'>6</span>", "10⁶"),
        ("10<sup style='vertical-align: super'>6</sup>", "10⁶"),
        ("10<sup><span style='vertical-align: super'>6</span></sup>", "10⁶"),
    ])
    func `a power is raised, by Unicode where it can be`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }

    @Test(arguments: [
        ("H<sub>2</sub>O", "H₂O"), ("x<sub>1</sub>+x<sub>12</sub>", "x₁+x₁₂"),
        ("T<sub>buiten</sub>", "T_buiten"), ("a<sub>i,j</sub>", "a_(i,j)"),
        ("Tekst <sub>Foto: de krant</sub>", "Tekst Foto: de krant"),
    ])
    func `an index is lowered where it belongs to something`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }

    @Test(arguments: [
        "<sup><a href='#fn1'>1</a></sup>", "<a href='#n'><sup>1</sup></a>",
        "<sup class='footnote-ref'>1</sup>", "<sup role=doc-noteref>1</sup>", "<sup>[1]</sup>",
        "<sup><a href='https://krant.nl/x#noot-1'>[1]</a></sup>",
    ])
    func `a mark of a note stands in brackets and never joins a number`(mark: String) {
        #expect(text("<p>Dat was in 1990\(mark), zei hij.</p>") == "Dat was in 1990[1], zei hij.")
    }

    @Test(arguments: [
        ("zegt de minister<sup>3</sup>", "zegt de minister[3]"),
        ("Einde.<sup>12</sup>", "Einde.[12]"), ("“Ja.”<sup>1</sup><sup>2</sup>", "“Ja.”[1][2]"),
        ("met ster<sup>*</sup>", "met ster*"), ("Merk<sup>TM</sup>", "Merk™"),
        ("Merk<sup>®</sup>", "Merk®"), ("Spel<sup>nieuw</sup>", "Spel nieuw"),
    ])
    func `what is raised behind a word is a note or a sign`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }

    @Test(arguments: [
        ("De 1<sup>e</sup>", "De 1e"), ("de XX<sup>e</sup> eeuw", "de XXe eeuw"),
        ("2<sup>nd</sup>", "2nd"), ("le 1<sup>er</sup> mai", "le 1er mai"),
        ("n<sup>o</sup> 5", "nº 5"), ("M<sup>me</sup> Curie", "Mme Curie"),
        ("8<sup>ste</sup>", "8ste"),
    ])
    func `ordinals and titles stay words`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }

    @Test(arguments: [
        ("<sup>3</sup>/<sub>4</sub> liter", "3/4 liter"),
        ("2<sup>1</sup>⁄<sub>2</sub> uur", "2 1/2 uur"),
        ("90 <sup>km</sup>/<sub>u</sub>", "90 km/u"),
    ])
    func `a fraction reads as one`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }

    @Test func `titles and code raise and lower as well`() {
        #expect(MarkupReader().line(html: "Vlak van 3 m<sup>2</sup>") == "Vlak van 3 m²")
        #expect(text("<pre>10<sup>6</sup> H<sub>2</sub></pre>") == "10⁶ H₂")
    }

    @Test func `a superscript over blocks or of many words stays as it is`() {
        #expect(text("<sup><p>een</p><p>2</p></sup>") == "een\n\n2")
        let long = String(repeating: "woord ", count: 60)
        #expect(text("<p>a <sup>\(long)</sup></p>") == "a " + long.dropLast())
    }

    @Test(arguments: [
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>に", "東京(とうきょう)に"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
        ("<ruby>北<rp>（<rt>ほく<rp>）</ruby>", "北(ほく)"), ("<ruby>東<rt></rt></ruby>", "東"),
        ("<ruby>明日<rt>（あした）</rt></ruby>", "明日（あした）"),
    ])
    func `a reading stands behind its characters`(html: String, line: String) {
        #expect(text("<p>\(html)</p>") == line)
    }
}

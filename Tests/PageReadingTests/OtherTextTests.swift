import PageReading
import PortalModel
import Testing

/// Comments, other articles and what else stands under a short article.
struct OtherTextTests {
    /// A short article: two paragraphs under the headline of the page.
    private let short = "<h1>Brug dicht</h1><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p>"
    private let right = Array(paragraphs[..<2])

    private static let remarks = [
        "Dat riep ik vorig jaar al, maar naar mij luistert hier natuurlijk weer niemand.",
        "Wij stonden ook in de kou, en koffie heb ik helemaal niet gezien, jammer hoor.",
        "Een tunnel, dat is wat we nodig hebben, en wel zo snel mogelijk, beste mensen.",
        "Mijn opa heeft die brug nog gebouwd, en toen deed hij het gewoon elke winter.",
    ]

    private static func remarks(in element: String, _ attributes: String = "") -> String {
        (remarks + remarks).map { "<\(element) \(attributes)><b>Wil</b><p>\($0)</p></\(element)>" }
            .joined()
    }

    private static let teasers = (1...4).map {
        (
            title: "Een heel ander bericht, nummer \($0)",
            text: "In de polder is dinsdag iets gebeurd, en \($0) mensen hebben dat gezien."
        )
    }

    @Test(arguments: [
        "<section class=comments><h3>Reacties</h3>\(remarks(in: "div"))</section>",
        "<div><h3>Reacties (8)</h3>\(remarks(in: "div", "class=x1"))</div>",
        "<div class=q><h4>8 Kommentare</h4><ul>\(remarks(in: "li"))</ul></div>",
        "<div><h2>Leave a comment</h2>\(remarks(in: "div"))</div>",
        "<section>\(remarks(in: "div", "itemprop=comment itemtype='https://schema.org/Comment'"))</section>",
        "<footer><p>Dit is de krant van het eiland, al honderd jaar, en voor iedereen die leest.</p></footer>",
        "<aside><h3>Meest gelezen</h3><p>\(teasers[0].text)</p><p>\(teasers[1].text)</p></aside>",
        "<div class=more><h2>Meer uit de polder</h2><ul>"
            + teasers.map { "<li><h3><a href=/n>\($0.title)</a></h3><div>\($0.text)</div></li>" }
            .joined() + "</ul></div>",
        "<div>"
            + teasers.map {
                "<div class=k><h4>\($0.title)</h4><p>\($0.text)</p><a href=/n>Lees verder</a></div>"
            }.joined() + "</div>",
    ])
    func `a short article does not bring back what stands under it`(under: String) throws {
        #expect(try lines(page("<div><article>\(short)</article>\(under)</div>")) == right)
        #expect(try lines(page("<div class=a>\(short)</div>\(under)")) == right)
    }

    @Test func `a second article below, with a headline of its own, is another one`() throws {
        let other = "<h1>Sluis stuk</h1><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p>"
        for tag in ["article", "div class=verhaal"] {
            let end = tag.split(separator: " ")[0]
            let html = page("<\(tag)>\(short)</\(end)><\(tag)>\(other)</\(end)>")
            #expect(try lines(html) == right)
        }
    }

    @Test func `parts of an article with headings of their own belong to it`() throws {
        let html = page(
            """
            <main><section class=deel>\(short)</section>
            <section class=deel><h2>Wat nu</h2><p>\(paragraphs[2])</p></section></main>
            """)
        #expect(try lines(html) == right + ["Wat nu", paragraphs[2]])
    }

    @Test(arguments: [
        "<div class=article><span>Ook hierover</span><h3><a href=/s>Sluis stuk</a></h3><p>\(teasers[0].text)</p></div>",
        "<p><b><a href=/s>SLUIS STUK DOOR VORST, SCHIPPERS WACHTEN</a></b></p>",
    ])
    func `another article amid the text is none of it`(card: String) throws {
        let rest = "<p>\(paragraphs[2])</p><p>\(paragraphs[3])</p>"
        #expect(try lines(page("<article>\(short)\(card)\(rest)</article>")) == paragraphs)
    }

    @Test func `what the article says of reactions stays`() throws {
        let html = page(
            "<article>\(short)<h2>Reacties</h2><p>\(paragraphs[2])</p><p>\(paragraphs[3])</p></article>"
        )
        #expect(try lines(html) == right + ["Reacties"] + paragraphs[2...])
    }

    @Test func `a paragraph that is mostly a link is one, also alone in its element`() throws {
        let sentence =
            "Volgens <a href=/r>het verslag dat de rederij maandag aan de raad stuurde</a> klopt dat."
        let html = page("<article>\(short)<div><div><p>\(sentence)</p></div></div></article>")
        #expect(
            try lines(html).last
                == "Volgens het verslag dat de rederij maandag aan de raad stuurde klopt dat.")
    }

    @Test func `lines about the article between headline and text are not its text`() throws {
        let html = page(
            """
            <div><h1>Brug dicht</h1><div>Van onze verslaggever, 8 maart</div><p>12 maart 2026, 9:30</p>
            <dl><dt>Gelezen</dt><dd>112 keer</dd></dl><p>\(paragraphs[0])</p><p>\(paragraphs[1])</p></div>
            """)
        #expect(try lines(html) == right)
    }

    @Test func `headings that are what there is to read stay`() throws {
        let list = (1...3).map { "<h3>\($0). Kade \($0)</h3><figure><img src=\($0).jpg></figure>" }
        let html = page("<article>\(prose)\(list.joined())<p>\(paragraphs[0])</p></article>")
        #expect(try lines(html).contains("2. Kade 2"))
        let items = page(
            "<article>\(prose)<ul><li><h3>Kade</h3><li><h3>Haven</h3></ul><p>\(paragraphs[0])</article>"
        )
        #expect(try read(items).text.contains("Kade"))
    }

    @Test func `a subhead with the words of the headline is not taken for it`() throws {
        let html = page(
            """
            <header><h1>Brug dicht</h1></header><div class=tekst><p>\(paragraphs[0])</p>
            <ul><li>Haven: twee uur</li></ul><p>Dat was het.</p><h2>Dicht, brug</h2>
            <p>\(paragraphs[1])</p></div>
            """)
        #expect(try read(html).text.contains("Haven: twee uur"))
    }
}

import PageReading
import PortalModel
import Testing

struct CleaningTests {
    /// The article with `extra` between its second and third paragraph.
    private func article(with extra: String) -> String {
        let start = paragraphs[..<2].map { "<p>\($0)</p>" }.joined()
        let end = paragraphs[2...].map { "<p>\($0)</p>" }.joined()
        return page("<article><div class=body>\(start)\(extra)\(end)</div></article>")
    }

    @Test(arguments: [
        "<p>Lees ook: <a href=2>Ook de sluis is stuk</a></p>",
        "<p><a href=2>Lees ook: Ook de sluis is stuk</a></p>",
        "<p>Read more: <a href=2>The lock is broken too</a></p>",
        "<p>Lesen Sie auch: <a href=2>Schleuse defekt</a></p>",
        "<div class='related-articles'><h3>Gerelateerd</h3><p>Een ander verhaal</p></div>",
        "<h3>Lees ook</h3><ul><li><a href=2>De sluis</a><li><a href=3>De kade</a></ul>",
        "<div class='share-bar'><a href=x>Deel</a> <a href=y>Tweet</a></div>",
        "<div class='cookie-notice'><p>Deze site gebruikt koekjes, heel veel koekjes zelfs.</p></div>",
        "<div class=advertentie><p>Nu in de winkel, voor een prikje: laarzen tegen de kou!</p></div>",
        "<form class='newsletter-signup'><p>Elke ochtend het nieuws, gratis, in je mail.</p></form>",
        "<p>Schrijf je in voor onze nieuwsbrief en krijg het nieuws in je inbox.</p>",
        "<div class='author-bio'><p>Jan de Vries schrijft over bruggen, en over sluizen.</p></div>",
        "<figure><img src=a.jpg alt=''><figcaption>De brug, gisteren</figcaption></figure>",
        "<ul class=tags><li><a href=/t/1>brug</a><li><a href=/t/2>vorst</a></ul>",
        "<nav><a href=1>Vorige</a> <a href=2>Volgende</a></nav>",
        "<h2>Meer over dit onderwerp</h2>",
    ])
    func `what interrupts an article is left out`(extra: String) throws {
        #expect(try lines(article(with: extra)) == paragraphs)
    }

    @Test(arguments: [
        "<p>Zie ook de kaart van de omleiding.</p>",
        "<p>Zie ook: <a href=2>de kaart van de omleiding</a></p>",
        "<p>Zie ook <a href=2>het besluit van de gemeente</a> van vorig jaar</p>",
        "<p>See also the map of the detour.</p>",
    ])
    func `an author's pointer in the middle of the text stays`(paragraph: String) throws {
        let text = try read(article(with: paragraph)).text
        #expect(text.contains("Zie ook") || text.contains("See also"))
    }

    @Test(arguments: [
        "<p>Zie ook:</p><ul><li><a href=2>De sluis</a><li><a href=3>De kade</a></ul>",
        "<h3>Zie ook</h3><ul><li><a href=2>De sluis</a><li><a href=3>De kade</a></ul>",
    ])
    func `a list of other articles goes with what announces it`(list: String) throws {
        let text = try read(article(with: list)).text
        #expect(!text.contains("ie ook"))
        #expect(!text.contains("De kade"))
    }

    @Test func `below the text a pointer leads away`() throws {
        let body = paragraphs.map { "<p>\($0)</p>" }.joined()
        let end = "<p>Zie ook: <a href=2>De sluis is ook stuk</a></p>"
        let text = try read(page("<article><div>\(body)\(end)</div></article>")).text
        #expect(!text.contains("Zie ook"))
    }

    @Test(arguments: [
        ("<figure><iframe src='//www.youtube.com/embed/a-1'></iframe></figure>", "[video]"),
        ("<div><video poster=a.jpg><source src=/a.mp4>Geen browser</video></div>", "[video]"),
        ("<p><audio src=/a.mp3></audio></p>", "[audio]"),
    ])
    func `a film or a sound in an article leaves a link`(extra: String, mark: String) throws {
        #expect(try lines(article(with: extra)) == paragraphs[..<2] + [mark] + paragraphs[2...])
    }

    @Test(arguments: [
        "<iframe src='https://reclame.example/1'></iframe>", "<object data=/a.swf>x</object>",
        "<video></video>",
    ])
    func `something embedded that nobody knows leaves nothing`(extra: String) throws {
        #expect(try lines(article(with: extra)) == paragraphs)
    }

    @Test func `a paragraph that holds a link or two stays`() throws {
        let extra =
            "<p>De <a href=2>rederij</a> vaart zes keer per dag, in de <a href=3>zomer</a> acht keer.</p>"
        #expect(try lines(article(with: extra)).count == paragraphs.count + 1)
    }

    @Test func `subheads, lists, quotes, code and tables stay what they are`() throws {
        let html = article(
            with: """
                <h2>Wat nu</h2><p>De gemeente ziet drie wegen, en kiest er morgen een.</p>
                <ul><li>een nieuwe brug</li><li>een tunnel onder de haven door</li></ul>
                <blockquote><p>We wachten al jaren, en we wachten nog wel even.</p></blockquote>
                <pre>brug --open</pre>
                <table><tr><th>jaar</th><th>dagen dicht</th></tr><tr><td>2024</td><td>3</td></tr></table>
                """)
        let kinds = try read(html).body.blocks.map { block in
            switch block {
            case .paragraph, .lines: "p"
            case .subhead: "h"
            case .list: "l"
            case .quote: "q"
            case .preformatted, .table: "c"
            case .rule, .attachments: "r"
            case .image: "i"
            }
        }
        #expect(kinds == ["p", "p", "h", "p", "l", "q", "c", "c", "p", "p"])
    }

    @Test func `links of the text are kept and made absolute`() throws {
        let html = article(
            with:
                "<p>Meer staat in het <a href='/verslag'>verslag</a> van de raad, van gisteren.</p>"
        )
        let links = try read(html).body.blocks.flatMap { block -> [WebAddress] in
            guard case .paragraph(let spans) = block else { return [] }
            return spans.compactMap(\.link)
        }
        #expect(links == [WebAddress("https://krant.example/verslag")])
    }

    @Test func `the headline and what stands over it are not repeated in the text`() throws {
        let html = page(
            """
            <article><div>Binnenland</div><h1>Brug dicht</h1><div class=date>21 november 2026</div>
            \(prose)</article>
            """)
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a heading that nothing follows is left out`() throws {
        let html = page("<article>\(prose)<h2>Reageer op dit verhaal</h2></article>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `what is said twice for two layouts is read once`() throws {
        let html = page(
            """
            <article><div class=breed><p>\(paragraphs[0])</p></div>
            <div class=smal><p>\(paragraphs[0])</p></div>
            \(paragraphs[1...].map { "<p>\($0)</p>" }.joined())</article>
            """)
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a refrain stays`() throws {
        let html = page("<article>\(prose)<p>\(paragraphs[0])</p></article>")
        #expect(try lines(html) == paragraphs + [paragraphs[0]])
    }
}

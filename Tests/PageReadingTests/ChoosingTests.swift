import PageReading
import PortalModel
import Testing

struct ChoosingTests {
    @Test func `the article is found among navigation, side column and footer`() throws {
        let html = page(
            """
            <header><nav><a href="/">Voorpagina</a> <a href="/sport">Sport</a></nav></header>
            <div class="kolommen"><div class="tekst">\(prose)</div>
            <aside><h3>Net binnen</h3><ul><li><a href="/2">Iets anders, ver weg</a></ul></aside></div>
            <footer><p>Dit is de krant van het eiland, al honderd jaar, voor iedereen.</p></footer>
            """)
        #expect(try lines(html) == paragraphs)
    }

    @Test func `an article without any helpful names is found by its text`() throws {
        let html = page(
            "<div><a href=1>Een</a> <a href=2>Twee</a></div><div>\(prose)</div><div><a href=3>Drie</a></div>"
        )
        #expect(try lines(html) == paragraphs)
    }

    @Test func `text parted by line breaks alone is an article too`() throws {
        let html = page(
            "<div id=menu><a href=1>Een</a></div><div>\(paragraphs.joined(separator: "<br><br>"))</div>"
        )
        #expect(try lines(html) == paragraphs)
    }

    @Test func `an article cut into pieces is put together`() throws {
        let pieces = paragraphs.map { "<section><div><p>\($0)</p></div></section>" }
        let html = page("<main>\(pieces.joined(separator: "<div class=ad>Koop nu</div>"))</main>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a lead that stands apart under the headline belongs to the article`() throws {
        let lead = "De enige weg van het eiland af was gisteren urenlang versperd door de vorst."
        let html = page(
            """
            <div class="kop"><h1>Brug dicht</h1><div><p>\(lead)</p></div></div>
            <div class="foto"><img src="brug.jpg" alt="De brug"></div>
            <div class="rest">\(prose)</div>
            """, head: "<meta property='og:title' content='Brug dicht'>")
        #expect(try lines(html) == [lead] + paragraphs)
    }

    @Test func `comments are no part of the article, however many there are`() throws {
        let comment =
            "<div class=comment><p>Dat zei ik vorig jaar ook al, en toen, tja, niemand luisterde.</p></div>"
        let html = page(
            "<article>\(prose)</article><div id=comments>\(String(repeating: comment, count: 20))</div>"
        )
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a name that speaks of a sidebar does not hide the article in it`() throws {
        let html = page("<div class='sidebar-layout'><div class='has-sidebar'>\(prose)</div></div>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a page that put all its text into a form is read`() throws {
        let html = page("<form id=aspnetForm><div>\(prose)</div><input name=q></form>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `a button that was never closed does not swallow the article`() throws {
        let html = page("<header><button class=menu>Menu</header><main>\(prose)</main>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `text that is hidden is not read while other text is shown`() throws {
        let html = page(
            "<div>\(prose)<p style='display: none'>Dit ziet niemand, en dat is maar goed ook.</p></div>"
        )
        #expect(try lines(html) == paragraphs)
    }

    @Test func `an article that scripts would have shown is read`() throws {
        let html = page("<div hidden id='S:1'>\(prose)</div><p>Laden</p>")
        #expect(try lines(html) == paragraphs)
    }

    @Test func `the text told to machines is taken where the page shows none`() throws {
        let html = page(
            "<div id=root><p>Even geduld</p></div>",
            head: """
                <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brug dicht",
                "articleBody": "\(paragraphs.joined(separator: "\\n\\n"))"}</script>
                """)
        let text = try read(html).text
        for paragraph in paragraphs { #expect(text.contains(paragraph)) }
    }
}

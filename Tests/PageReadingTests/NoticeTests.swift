import PageReading
import PortalModel
import Testing

/// What a page says to its readers about itself, and sentences of articles that sound like it.
struct NoticeTests {
    private func article(with extra: String) -> String {
        let start = paragraphs[..<2].map { "<p>\($0)</p>" }.joined()
        let end = paragraphs[2...].map { "<p>\($0)</p>" }.joined()
        return page("<article>\(start)\(extra)\(end)</article>")
    }

    @Test(arguments: [
        "In de nieuwsbrief van de rederij stond een verkeerd e-mailadres, en dat merkte pas iemand maandag.",
        "De rechter vindt dat winkels zonder toestemming geen cookie mogen plaatsen, en verbiedt de nieuwsbrief.",
        "The council's newsletter had printed the wrong email address, a spokesman said on Monday.",
        "Datenschutz: Die Einwilligung der Fahrgäste fehlte, stellte das Gericht am Montag fest.",
    ])
    func `a sentence about newsletters or cookies is a sentence`(sentence: String) throws {
        #expect(try lines(article(with: "<p>\(sentence)</p>")).contains(sentence))
    }

    @Test(arguments: [
        "<p>Schrijf je in voor de nieuwsbrief en ontvang het nieuws op je e-mailadres.</p>",
        "<p>Sign up for our newsletter and enter your email address below.</p>",
        "<p>© 2026 De Eilander, alle rechten voorbehouden</p>",
        "<div class=blok><h4>Samenvatting</h4><ul><li>De brug zat vast.</ul><p>Gemaakt door AI: deze samenvatting kan fouten bevatten.</p></div>",
        "<div><h3>Aanbevolen inhoud</h3><p>Hier staat een bericht van Instagram.</p><p>Ik ga akkoord met het tonen van externe inhoud.</p><p>Instagram toestaan</p></div>",
        "<div><p>Empfohlener redaktioneller Inhalt</p><p>Ich bin einverstanden, dass mir externe Inhalte von YouTube angezeigt werden.</p></div>",
        "<div class='foto groot'><img src=a.jpg><p>De brug, op een foto van vorig jaar winter.</p></div>",
    ])
    func `what a page says of itself is left out`(extra: String) throws {
        #expect(try lines(article(with: extra)) == paragraphs)
    }

    @Test func `what is told about the author under a short article is left out`() throws {
        let html = page(
            """
            <article><h1>Brug dicht</h1><div class=tekst><p>\(paragraphs[0])</p></div>
            <div class="about-author"><p>Wil Poot schrijft over water, en woont zelf op een schip.</p>
            </div></article>
            """)
        #expect(try lines(html) == [paragraphs[0]])
    }

    @Test func `a live blog has times and headings, and no numbers`() throws {
        let items = paragraphs.enumerated().map {
            "<li><time>1\($0):30</time><h2>Kop \($0)</h2><p>\($1)</p></li>"
        }
        let text = try read(page("<h1>Brug dicht</h1><ol>\(items.joined())</ol>")).text
        #expect(text.contains("Kop 2") && !text.contains("1. 1"))
    }
}

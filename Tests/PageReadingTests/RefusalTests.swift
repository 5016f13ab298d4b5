import PageReading
import PortalModel
import Testing

struct RefusalTests {
    @Test func `a PDF is no page`() {
        #expect(problem("%PDF-1.7 <<>>") == .notAPage)
        #expect(problem("<p>x", contentType: "application/pdf") == .notAPage)
        #expect(problem("<p>x", contentType: "image/png") == .notAPage)
    }

    @Test func `text without any markup is no page`() {
        #expect(problem("Alleen maar tekst, en niets dan tekst.") == .notAPage)
    }

    @Test func `nothing at all is nothing`() {
        #expect(problem("") == .empty)
    }

    @Test func `an address of a consent wall is one, whatever it shows`() {
        let html = page("<main>\(prose)</main>")
        #expect(
            problem(html, from: "https://myprivacy.dpgmedia.nl/consent?siteKey=x") == .consentWall)
        #expect(problem(html) == nil)
    }

    @Test func `a page that asks for consent and nothing else is a wall`() {
        let html = """
            <html><head><title>Privacy</title><script></script></head><body><h1>Jouw privacy</h1>
            <p>Wij en onze partners gebruiken cookies om persoonsgegevens te verwerken, bijvoorbeeld
            voor advertenties, en vragen daarvoor je toestemming.</p><p>Kies Akkoord, of pas je
            instellingen aan als je dat liever hebt, dan kan het ook.</p></body></html>
            """
        #expect(problem(html) == .consentWall)
    }

    @Test func `an article about cookies is no wall`() {
        let html = page(
            "<article>\(prose)<p>De site vroeg om toestemming voor cookies, meldde de krant.</p></article>"
        )
        #expect(problem(html) == nil)
    }

    @Test func `a page that says it is not free and shows little is behind a paywall`() {
        let linked = """
            <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brug dicht",
            "isAccessibleForFree": "False"}</script>
            """
        #expect(
            problem(page("<article><p>\(paragraphs[0])</p></article>", head: linked)) == .paywall)
        let whole = prose + prose.replacing("veerboot", with: "pont")
        #expect(problem(page("<article>\(whole)\(whole)</article>", head: linked)) == nil)
    }

    @Test func `a page that scripts would fill has no text`() {
        #expect(problem(page("<div id=root></div><script src=app.js></script>")) == .noText)
    }
}

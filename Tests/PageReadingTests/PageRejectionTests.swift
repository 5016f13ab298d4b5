import PageReading
import PortalModel
import Testing

struct PageRejectionTests {
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

    private let notFree = """
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brug dicht",
        "isAccessibleForFree": "False"}</script>
        """

    @Test func `a page that is not free and shows nothing is behind a paywall`() {
        let gate = "<p>Lees verder met een abonnement.</p>"
        #expect(problem(page("<article>\(gate)</article>", head: notFree)) == .paywall)
        #expect(problem(page("<article>\(gate)</article>")) == .paywall)
    }

    @Test func `the beginning that a page shows is read, and known for one`() throws {
        let start = "<p>\(paragraphs[0])</p>"
        let shown = try read(page("<article>\(start)</article>", head: notFree))
        #expect(shown.text == paragraphs[0] && shown.isBeginning)
        let whole = prose + prose.replacing("veerboot", with: "pont")
        #expect(try !read(page("<article>\(whole)\(whole)</article>", head: notFree)).isBeginning)
    }

    @Test(arguments: [
        "<div class=slot><p>Dit artikel is alleen voor abonnees.</p></div>",
        "<div><h3>Verder lezen? Kies een abonnement dat bij je past.</h3></div>",
        "<p>Cet article est réservé aux abonnés.</p>",
    ])
    func `a line that keeps the rest for subscribers is no text`(gate: String) throws {
        for html in ["<article>\(prose)\(gate)</article>", "<article>\(prose)</article>\(gate)"] {
            let shown = try read(page(html))
            #expect(shown.isBeginning && shown.text.hasSuffix(paragraphs[3]))
        }
    }

    @Test func `an offer to subscribe under a whole article makes it no beginning`() throws {
        let offer = "<div><p>Al abonnee? Log in. Nog geen abonnee? Word het nu.</p></div>"
        #expect(try !read(page("<article>\(prose)</article>\(offer)")).isBeginning)
    }

    @Test func `news about subscriptions is no paywall`() throws {
        let text = """
            De abonnees van de bibliotheek in Tholen betalen volgend jaar meer: een abonnement kost
            dan 52 euro. Wie het niet kan betalen, kan bij de gemeente terecht.
            """
        #expect(try !read(page("<article><h1>Brug dicht</h1><p>\(text)</p></article>")).isBeginning)
    }

    @Test func `a page that scripts would fill has no text`() {
        #expect(problem(page("<div id=root></div><script src=app.js></script>")) == .noText)
    }
}

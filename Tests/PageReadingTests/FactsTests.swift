import PageReading
import PortalModel
import Testing

struct FactsTests {
    private let linked = """
        <script type="application/ld+json">
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "De Eilander"},
        {"@type": "NewsArticle", "headline": "Brug dicht door vorst",
        "author": [{"@type": "Person", "name": "Jan de Vries"}, {"name": "Eva Smit"}],
        "datePublished": "2026-11-21T10:00:00+01:00",
        "publisher": {"@type": "Organization", "name": "De Eilander"}}]}</script>
        """

    @Test func `linked data tells title, authors, site and time`() throws {
        let page = try read(page("<article>\(prose)</article>", head: linked))
        #expect(page.title == "Brug dicht door vorst")
        #expect(page.byline == "Jan de Vries, Eva Smit")
        #expect(page.site == "De Eilander")
        #expect(page.published?.iso8601 == "2026-11-21T09:00:00Z")
        #expect(page.language == "nl")
    }

    @Test func `linked data that is no JSON does no harm`() throws {
        let head = "<script type='application/ld+json'>{\"headline\": oeps</script>"
        #expect(try read(page("<article>\(prose)</article>", head: head)).title == "Brug dicht")
    }

    @Test func `meta elements tell what linked data does not`() throws {
        let page = try read(
            page(
                "<article>\(prose)</article>",
                head: """
                    <meta property="og:title" content="Brug &amp; sluis dicht | De Eilander">
                    <meta property="og:site_name" content="De Eilander">
                    <meta name="author" content="Jan de Vries">
                    <meta property="article:published_time" content="2020-09-26T12:07:40+02:00CET">
                    """))
        #expect(page.title == "Brug & sluis dicht")
        #expect(page.byline == "Jan de Vries")
        #expect(page.published?.iso8601 == "2020-09-26T10:07:40Z")
    }

    @Test func `elements tell what nothing else does`() throws {
        let html = """
            <html lang="nl_BE"><body><h1>Brug dicht</h1><span class="byline">Eva Smit</span>
            <time datetime="2026-11-20T08:30:00Z">gisteren</time><div>\(prose)</div></body></html>
            """
        let page = try read(html)
        #expect(page.title == "Brug dicht")
        #expect(page.byline == "Eva Smit")
        #expect(page.published?.iso8601 == "2026-11-20T08:30:00Z")
        #expect(page.language == "nl-be")
    }

    @Test(arguments: [
        ("nl", "nl"), ("NL_be", "nl-be"), ("nl-NL, en", "nl-nl"), ("Dutch", "nl"),
        ("Nederlands", "nl"), ("dut", "nl"), ("English (UK)", "en"), ("fy", "fy"),
        ("zh-Hant-TW", "zh-hant-tw"), ("frysk", "fy"), ("und", nil), ("x", nil), ("onbekend", nil),
        ("de taal van het eiland", nil), ("<nl>", nil),
    ])
    func `a language is a tag, whatever the page calls it`(told: String, tag: String?) throws {
        let head = "<meta http-equiv='content-language' content='\(told)'>"
        let html = "<html><head>\(head)</head><body><article>\(prose)</article></body></html>"
        #expect(try read(html).language == tag)
    }

    @Test func `control characters reach neither title nor text`() throws {
        let page = try read(
            page(
                "<article>\(prose)<p>Kleur: &#27;[31mrood&#x9b;31m, en dan &#x202E;omgekeerd, zei hij.</p></article>",
                head: "<meta property='og:title' content='Brug&#27;]0;x&#7; dicht'>"))
        let all = page.title.string + page.text.filter { $0 != "\n" }
        #expect(
            !all.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(!all.unicodeScalars.contains("\u{202E}"))
    }
}

import HostileText
import PageReading
import PortalModel
import TestTags
import Testing

/// Pages of which a byte is not what it was.
struct MutationTests {
    private static let page = """
        <!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Brug dicht | Krant</title>
        <base href="/a/"><meta property="og:title" content="Brug &amp; dicht"><style>p{}</style>
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Brug \\u20ac",\
        "datePublished":"2026-11-21","author":[{"name":"Jan"}]}</script></head><body class="page">
        <nav><a href="/">Home</a></nav><article class="article-body"><h1>Brug dicht</h1><figure>
        <img src="a.jpg" alt="Brug"><figcaption>De brug</figcaption></figure><p>MIDDELBURG - De brug
        over het kanaal is sinds zaterdag dicht, omdat een schip er tegenaan voer.</p><h2>Omrijden</h2>
        <p>Wie naar de overkant wil, rijdt om over <a href="#x">de dam</a>, een kwartier langer.</p>
        <ol start="3"><li>een<li>twee</ol><table><tr><th>a<td>b</table><p hidden>x</p><!-- c -->
        <p>Maandag gaat hij weer open, zegt de provincie in een bericht.</p></article><aside>
        <ul><li><a href="/2">Meer</a></ul></aside><footer>cookies</footer></body></html>
        """

    @Test(.tags(.slow), arguments: 1...4 as ClosedRange<UInt64>)
    func `a byte that is another ends no reader`(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        var accepted = 0
        for _ in 0..<100 {
            let bytes = Array(Self.page.utf8).mutated(with: &generator)
            guard let page = try? ExtractedArticle(reading: bytes) else { continue }
            accepted += 1
            let lines = page.body.plainText.split(separator: "\n")
            #expect(lines.allSatisfy { Harm.first(in: String($0)) == nil }, "seed \(seed)")
        }
        #expect(accepted > 50)
    }
}

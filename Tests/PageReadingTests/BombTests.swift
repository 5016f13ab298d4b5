import PageReading
import PortalModel
import Testing

/// Pages made to hurt. That each of these ends in an answer is what is tested; how long it may
/// take is for the benchmark.
struct BombTests {
    /// Whether there was an answer of either kind.
    private func answers(_ html: String) -> Bool {
        do throws(DeliveryProblem) {
            let page = try read(html)
            return !page.body.isEmpty
        } catch {
            return !error.sentence.isEmpty
        }
    }

    @Test(
        arguments: ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<a href=x>", "<p>x<b>"])
    func `200,000 nested tags are survived`(tag: String) {
        #expect(answers(page(String(repeating: tag, count: 200_000) + prose)))
    }

    @Test
    func `100,000 attributes are survived and the text is read`() throws {
        let attributes = (0..<100_000).map { "a\($0)=\($0)" }.joined(separator: " ")
        #expect(try lines(page("<div \(attributes)>\(prose)</div>")) == paragraphs)
    }

    @Test
    func `of a tag of many attributes the first are read`() throws {
        let attributes = (0..<200).map { "a\($0)" }.joined(separator: " ")
        func byline(_ meta: String) throws -> SafeText? {
            try read(page("<div>\(prose)</div>", head: "<meta \(meta)>")).byline
        }
        #expect(try byline("name='author' content='Jan Jansen' \(attributes)") == "Jan Jansen")
        #expect(try byline("\(attributes) name='author' content='Jan Jansen'") == nil)
    }

    @Test
    func `what comes after very many elements is not read`() throws {
        let many = String(repeating: "<i></i>", count: 200_000)
        #expect(try lines(page("<div>\(prose)\(many)</div>")) == paragraphs)
        #expect(problem(page("<div>\(many)\(prose)</div>")) == .noText)
    }

    @Test
    func `what comes after five megabytes is not read`() {
        let filler = "<!--\(String(repeating: "x", count: 5_000_000))-->"
        #expect(problem(page("\(filler)\(prose)")) == .noText)
    }

    @Test
    func `of 30 MB of text the beginning is read`() throws {
        let text = try read(page("<p>" + String(repeating: "woord, ", count: 4_300_000))).text
        #expect(text.hasPrefix("woord, woord") && text.utf8.count <= ExtractedArticle.maximumLength)
    }

    @Test(
        arguments: [
            "<h1>a</h1>", "<h2>Lees ook</h2><p>een</p>", "<p>woord, woord, woord, woord, woord</p>",
            "<h2>Reacties</h2><div>een</div>", "<div class=foto><img>x</div>",
            "<ol><li><h2>a</h2>b</ol>", "<article><h1>a</h1>twee</article>",
            "<div><a href=/x>Een ander bericht</a><p>en een regel daarover</p></div>",
            "<p>Verder lezen? Word abonnee</p>", "<p>Samenvatting door AI</p>",
            "<div><h3><a href=/x>Kop</a></h3><p>Een regel of twee, meer niet.</p></div>",
        ])
    func `tens of thousands of small blocks are survived`(block: String) {
        #expect(answers(page(String(repeating: block, count: 50_000))))
    }

    @Test
    func `linked data that nests without end is passed over`() throws {
        let data = String(repeating: "[", count: 1_000_000)
        let head = "<script type='application/ld+json'>\(data)</script>"
        #expect(try lines(page("<div>\(prose)</div>", head: head)) == paragraphs)
    }

    @Test(arguments: [
        "<", "<!", "<!--", "<p", "<p a", "<p a=", "<p a='", "&", "&#", "&#x", "<script>", "</",
        "\u{0}<p>",
    ])
    func `a page that ends in the middle is read so far`(end: String) throws {
        #expect(try lines("<div>\(prose)</div>" + end) == paragraphs)
    }
}

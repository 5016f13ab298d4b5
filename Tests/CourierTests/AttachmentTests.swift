import FeedParsing
import NewsStore
import PortalModel
import TestTags
import Testing

@testable import portaal_courier

/// What hangs on an item, as its reader gets it.
@Suite(.tags(.slow)) struct AttachmentTests {
    /// The article of an item that holds `text`.
    private func article(_ text: String) throws -> DeliveredArticle {
        let feed = """
            <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
                xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
            <title>Eb en vloed</title><guid>1</guid>\(text)</item></channel></rss>
            """
        let articles = DeliveredArticle.all(
            of: try ParsedFeed(parsing: Array(feed.utf8)), from: SourceID(rawValue: 1))
        return try #require(articles.first)
    }

    private func marks(_ text: String) throws -> [String] {
        Document(stored: try article(text).body).attachments.map(\.text.string)
    }

    private func audio(_ length: String, _ duration: String) -> String {
        """
        <enclosure url="https://a.nl/1.mp3" length="\(length)" type="audio/mpeg"/>
        <itunes:duration>\(duration)</itunes:duration>
        """
    }

    @Test(arguments: [
        ("31000000", "34:10", "[audio, 34 min, 31 MB]"),
        ("450000", "2710", "[audio, 45 min, 450 kB]"),
        ("1234567890", "1:12:03", "[audio, 1 uur 12 min, 1,2 GB]"), ("0", "0", "[audio]"),
        ("1", "00:00:42", "[audio, 42 s]"), ("62,447,386", "x", "[audio, 62 MB]"),
    ])
    func `a file tells how long it takes and how large it is`(
        length: String, duration: String, mark: String
    ) throws {
        #expect(try marks(audio(length, duration)) == [mark])
    }

    @Test(arguments: [
        ("url='https://a.nl/1' type='video/mp4'", "[video]"),
        ("url='https://a.nl/1.pdf'", "[pdf]"), ("url='https://a.nl/1.epub?x'", "[epub]"),
        ("url='https://a.nl/1' type='application/zip'", "[bestand]"),
        ("url='https://a.nl/' type='image/png'", "[foto]"),
        ("url='https://a.nl/1' type='text/html'", "[pagina]"),
    ])
    func `a file tells what it is`(attributes: String, mark: String) throws {
        #expect(try marks("<enclosure \(attributes)/>") == [mark])
    }

    @Test func `what readers say of it is a link`() throws {
        let article = try article("<comments>https://a.nl/1#reacties</comments>")
        let attachments = Document(stored: article.body).attachments
        #expect(attachments.map(\.text) == ["reacties"])
        #expect(attachments.map(\.link?.string) == ["https://a.nl/1#reacties"])
        #expect(
            try marks(
                "<comments>https://a.nl/1</comments><description>&lt;a href='https://a.nl/1'&gt;Praat mee&lt;/a&gt;</description>"
            ).isEmpty)
    }

    @Test func `a picture says what it shows, unless the article shows one or says so`() throws {
        func media(_ text: String) -> String {
            """
            <media:content url="https://a.nl/1.jpg" medium="image">
            <media:description>\(text)</media:description></media:content>
            """
        }
        let text = "<description>Een dag aan zee.</description>"
        #expect(try marks(media("Een pier") + text) == ["[foto: Een pier]"])
        #expect(try marks(media("Een pier")) == ["[foto]"])
        let body = try article(media("Een pier")).body
        #expect(Document(stored: body).searchText == "Een pier")
        let shown = "<description>&lt;img src='/2.jpg' alt='Strand'&gt;</description>"
        #expect(try marks(media("Een pier") + shown).isEmpty)
        #expect(try marks("<media:thumbnail url='https://a.nl/klein.jpg'/>").isEmpty)
    }

    @Test func `files make no text`() throws {
        let article = try article(audio("31000000", "34:10"))
        #expect(article.teaser.isEmpty)
        #expect(Document(stored: article.body).wordCount == 0)
    }

    @Test func `ten thousand files are a few`() throws {
        let files = (0..<10_000).map { "<enclosure url='https://a.nl/\($0).mp3'/>" }
        #expect(try marks(files.joined()).count == 20)
    }
}

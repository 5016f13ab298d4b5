import PortalCore
import PortalModel
import TestSupport
import TestTags
import Testing
import TextGrid

/// An article of which only what is near the screen is typeset.
struct LongArticleSession {
    /// One of 4,000 paragraphs, the last of which has a link.
    private func session() throws -> Session {
        var article = Newsroom.articles[0]
        let link = WebAddress(literal: "https://krant.example/slot")
        article.body = Document(
            (1...4000).map { number in .paragraph([Span("Alinea nummer \(number).")]) }
                + [.paragraph([Span("Slot", link: link)])])
        var session = try Session(width: 80, height: 24, articles: [article])
        try session.press("Enter")
        return session
    }

    @Test(.tags(.slow)) func `paging through it shows every paragraph, in order, to its links`()
        throws
    {
        var session = try session()
        var seen: [Int] = []
        for _ in 0..<500 {
            for row in session.rows {
                guard let match = row.firstMatch(of: /Alinea nummer (\d+)\./),
                    let number = Int(match.1), number > seen.last ?? 0
                else { continue }
                seen.append(number)
            }
            if session.rows.contains(where: { $0.contains("krant.example/slot") }) { break }
            try session.press("Space")
        }
        #expect(seen == Array(1...4000))
        #expect(session.rows.contains { $0.contains("krant.example/slot") })
    }

    @Test func `G goes to its end and g back, and a window of another size keeps the place`() throws
    {
        var session = try session()
        let first = session.frame
        try session.press("G")
        #expect(session.rows.contains { $0.contains("krant.example") })
        try session.press("g")
        #expect(session.frame.text(ofRow: 5) == first.text(ofRow: 5))
        try session.press("Space*150")
        let place = try #require(session.rows.first { $0.contains("Alinea") })
        session.resize(width: 60, height: 20)
        #expect(session.rows.contains { $0.contains(place.drop { $0 == " " }) })
    }

    @Test func `a place far down is found again`() throws {
        var session = try session()
        try session.press("Space*200")
        let place = try #require(session.rows.first { $0.contains("Alinea") })
        try session.press("q Enter")
        #expect(session.rows.contains { $0.contains(place.drop { $0 == " " }) })
    }

    @Test func `how far the reader is is told by all of it`() throws {
        var session = try session()
        #expect(session.rows.contains { $0.contains(" 0% ") || $0.contains(" 1% ") })
        try session.press("G")
        #expect(session.rows.contains { $0.contains(" 100% ") })
    }
}

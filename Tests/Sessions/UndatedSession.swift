import PortalCore
import PortalModel
import TestSupport
import Testing

/// Articles of which nobody says when they appeared.
struct UndatedSession {
    private static let undated: Article = {
        var article = Newsroom.article(
            "Museum zoekt oude foto’s", in: "Opmerkelijk", minutesOld: 3, "Wie heeft er nog?")
        article.headline.isDated = false
        return article
    }()

    private static func opened(width: Int = 80) throws -> Session {
        var session = try Session(width: width, height: 40)
        session.bring([undated])
        try session.press("8")
        return session
    }

    @Test func `a list says that there is no date, and not when it came`() throws {
        let session = try Self.opened()
        let title = try #require(session.rows.firstIndex { $0.contains("Museum zoekt") })
        let facts = try #require(
            session.rows[title...].first { $0.contains("zonder datum") })
        #expect(!facts.contains("geleden") && !facts.contains(":"))
    }

    @Test func `a list of one line leaves the place of the time empty`() throws {
        var session = try Self.opened()
        try session.press("d d")
        let row = try #require(session.rows.first { $0.contains("Museum zoekt") })
        #expect(!row.contains("14:2"))
    }

    @Test func `the article says that it has no date, and when it came in`() throws {
        var session = try Self.opened()
        try session.press("Enter")
        #expect(
            session.rows.contains { $0.contains("zonder datum · binnengekomen om 14:20") })
        #expect(!session.rows.prefix(12).contains { $0.contains("geleden") })
    }
}

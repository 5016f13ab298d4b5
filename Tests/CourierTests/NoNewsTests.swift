import LoopbackServing
import NewsStore
import PortalModel
import Testing

/// Answers that are no news, from servers that gave some before.
struct NoNewsTests {
    /// What comes instead, by the path that is asked for.
    private static func answerWithoutNews(_ path: String) -> Reply {
        let fields = ["ETag: \"2\"", "Last-Modified: Sat, 21 Nov 2026 13:23:00 GMT"]
        return switch path {
        case "/leeg": .answer(answer("200 OK", fields, text: ""))
        case "/wit": .answer(answer("200 OK", fields, text: " \n"))
        case "/half":
            .lastWords(
                Array(
                    "HTTP/1.1 200 OK\r\nETag: \"2\"\r\nContent-Length: 999\r\n\r\n<rss><channel>"
                        .utf8))
        case "/hotel":
            .answer(
                answer("200 OK", fields, text: "<!DOCTYPE html><html><body>Log in</body></html>"))
        case "/tekst": .answer(answer("200 OK", fields, text: "Even geduld"))
        default: .answer(answer("500 Oeps", fields, text: "<rss><channel/></rss>"))
        }
    }

    private static let problems: [String: DeliveryProblem.Code] = [
        "leeg": .empty, "wit": .empty, "half": .brokenOff, "hotel": .webPage, "tekst": .notAFeed,
        "stuk": .status,
    ]

    @Test func `articles and validators stay, and the reason is told`() throws {
        let server = try LoopbackServer { request in
            request.field("If-None-Match") == nil
                ? .answer(answer("200 OK", ["ETag: \"1\""], body: feed(request.path)))
                : Self.answerWithoutNews(request.path)
        }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(
            to: Self.problems.keys.sorted().map { ($0, "http://127.0.0.1:\(server.port)/\($0)") })
        let page = NewsPage.section(SectionID(edition: "NL & Wereld", name: "Dorp"))
        #expect(try home.run("refresh").reports.values.allSatisfy { $0.new == 3 })
        let news = try NewsDatabase(path: home.newsDatabase)
        let before = try news.headlines(on: page, count: 100)
        #expect(before.count == 3 * Self.problems.count)
        // Once more, to see what the server is asked with after an answer without news.
        for _ in 1...2 {
            let codes = try home.run("refresh", "--now-due").reports.mapValues { $0.problem?.code }
            #expect(codes == Self.problems)
        }
        #expect(try news.headlines(on: page, count: 100) == before)
        let later = server.requests.dropFirst(Self.problems.count)
        #expect(later.count == 2 * Self.problems.count)
        #expect(later.allSatisfy { $0.field("If-None-Match") == "\"1\"" })
        #expect(later.allSatisfy { $0.field("If-Modified-Since") == nil })
    }
}

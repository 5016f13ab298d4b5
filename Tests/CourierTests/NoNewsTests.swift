import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestTags
import Testing

/// Answers that are no news, from servers that gave some before.
@Suite(.tags(.slow)) struct NoNewsTests {
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
        case "/omweg":
            .answer(
                answer(
                    "200 OK", fields,
                    text: "<html><meta http-equiv=refresh content='0; url=/hotel'></html>"))
        case "/tekst": .answer(answer("200 OK", fields, text: "Even geduld"))
        default: .answer(answer("500 Oeps", fields, text: "<rss><channel/></rss>"))
        }
    }

    private static let problems: [String: DeliveryProblem.Code] = [
        "leeg": .empty, "wit": .empty, "half": .brokenOff, "hotel": .webPage, "tekst": .notAFeed,
        "omweg": .webPage,
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
        // The page that sends its reader on costs one more.
        #expect(later.count == 2 * (Self.problems.count + 1))
        #expect(later.allSatisfy { $0.field("If-None-Match") == "\"1\"" })
        #expect(later.allSatisfy { $0.field("If-Modified-Since") == nil })
    }

    @Test(arguments: ["portaal.toml", "sources.toml"])
    func `a mistake that voids a file of the reader's takes no source out`(file: String) throws {
        let server = try LoopbackServer { .answer(answer("200 OK", body: feed($0.path))) }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("Dorp", "http://127.0.0.1:\(server.port)/dorp")])
        _ = try home.run("refresh")
        let news = try NewsDatabase(path: home.newsDatabase)
        let before = try news.sources().map(\.source.name)
        let place = home.folder.appendingPathComponent(".config/portaal/\(file)")
        try Data("[[section]\n".utf8).write(to: place)
        let run = try home.run("refresh", "--now-due")
        #expect(run.messages == [.failed(problem: DeliveryProblem(.unreadableSettings))])
        #expect(try news.sources().map(\.source.name) == before)
        #expect(server.requests.count == 1)
    }

    @Test func `a page that sends its reader on to the feed gives news`() throws {
        let server = try LoopbackServer { request in
            request.path == "/goed"
                ? .answer(answer(body: feed("/goed")))
                : .answer(
                    answer(text: "<html><meta http-equiv=Refresh content='0; URL=/goed'></html>"))
        }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("Krant", "http://127.0.0.1:\(server.port)/oud")])
        #expect(try home.run("refresh").reports["Krant"]?.new == 3)
    }

    @Test func `a feed whose last bytes are missing is news, but will be asked for whole`() throws {
        let text = String(decoding: feed("/f"), as: UTF8.self)
        let words = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 99999\r\n\r\n\(text)"
        let server = try LoopbackServer { _ in .lastWords(Array(words.utf8)) }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("Krant", "http://127.0.0.1:\(server.port)/f")])
        let report = try #require(try home.run("refresh").reports["Krant"])
        #expect(report.new == 3)
        #expect(report.problem == nil)
        _ = try home.run("refresh", "--now-due")
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.field("If-None-Match") == nil })
    }

    @Test func `of a feed over the limit the items that came whole are news, and that is told`()
        throws
    {
        let item = "<item><title>Bericht</title><guid>a</guid></item>"
        let start =
            "HTTP/1.1 200 OK\r\n\r\n<rss version='2.0'><channel><title>K</title>\(item)<item>"
        let server = try LoopbackServer { _ in
            .flood(start: Array(start.utf8), again: [UInt8](repeating: 0x20, count: 65_536))
        }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("Krant", "http://127.0.0.1:\(server.port)/f")])
        let report = try #require(try home.run("refresh").reports["Krant"])
        #expect(report.outcome == .fetched)
        #expect(report.new == 1)
        #expect(report.problem == DeliveryProblem(.tooLarge, "10"))
        let health = try NewsDatabase(path: home.newsDatabase).sources().first
        #expect(health?.problem == DeliveryProblem(.tooLarge, "10"))
        #expect(health?.delivered == health?.checked)
    }
}

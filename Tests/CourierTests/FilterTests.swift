import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestTags
import Testing

/// The courier that goes through what is stored for what is muted.
@Suite(.tags(.slow)) struct FilterTests {
    private static let noon = "2026-01-28T12:00:00Z"
    private static let front = NewsPage.front(EditionID(name: "NL & Wereld"))

    /// A home with three articles of one source.
    private func home() throws -> CourierHome {
        let server = try LoopbackServer { _ in .answer(answer(body: feed("Dorpsnieuws"))) }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("Krant", "http://127.0.0.1:\(server.port)/")])
        #expect(try home.run("refresh", "--now", Self.noon).status == 0)
        return home
    }

    private func write(_ text: String, in home: CourierHome) throws {
        let file = home.folder.appendingPathComponent(".config/portaal/filters.toml")
        try Data(text.utf8).write(to: file)
    }

    private func reports(_ run: CourierHome.Run) -> [MuteReport] {
        run.messages.compactMap { if case .filtered(let report) = $0 { report } else { nil } }
    }

    @Test func `what the file says is muted, and shown once it says so no more`() throws {
        let home = try home()
        try write("[[mute]]\nwords = \"dorpsnieuws 1\"\n", in: home)
        let run = try home.run("filter", "--now", Self.noon)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.messages.count == 2)
        #expect(reports(run) == [MuteReport(muted: 1)])
        let news = try NewsDatabase(path: home.newsDatabase)
        #expect(try news.muted(on: Self.front).map(\.headline.title) == ["Dorpsnieuws 1"])
        #expect(reports(try home.run("filter", "--now", Self.noon)) == [MuteReport()])
        try FileManager.default.removeItem(
            at: home.folder.appendingPathComponent(".config/portaal/filters.toml"))
        #expect(
            reports(try home.run("filter", "--now", Self.noon)) == [MuteReport(shown: 1)])
    }

    @Test func `a rule ends with its last day`() throws {
        let home = try home()
        try write("[[mute]]\nsource = \"Krant\"\nuntil = \"2026-01-28\"\n", in: home)
        #expect(reports(try home.run("filter", "--now", Self.noon)) == [MuteReport(muted: 3)])
        #expect(
            reports(try home.run("filter", "--now", "2026-01-29T12:00:00Z"))
                == [MuteReport(shown: 3)])
    }

    @Test(arguments: ["[[mute]\nwords = 1", "version = 99"])
    func `a file that cannot be read is told, and what is muted stays so`(text: String) throws {
        let home = try home()
        try write("[[mute]]\nsource = \"Krant\"\n", in: home)
        #expect(reports(try home.run("filter", "--now", Self.noon)) == [MuteReport(muted: 3)])
        try write(text, in: home)
        let run = try home.run("filter", "--now", Self.noon)
        // Exit code 1.
        #expect(run.status == 1 << 8)
        #expect(run.messages.count == 1)
        guard case .failed(let problem) = run.messages.first else {
            Issue.record("\(run.messages)")
            return
        }
        #expect(problem.sentence.string.contains("filters.toml"))
        let news = try NewsDatabase(path: home.newsDatabase)
        #expect(try news.mutedCount(on: Self.front) == 3)
    }

    @Test func `a mistake in one rule leaves the others`() throws {
        let home = try home()
        try write(
            "[[mute]]\nwords = \"...\"\n[[mute]]\nwords = \"dorpsnieuws 2\"\n", in: home)
        #expect(reports(try home.run("filter", "--now", Self.noon)) == [MuteReport(muted: 1)])
    }
}

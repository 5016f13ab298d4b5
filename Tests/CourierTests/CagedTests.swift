import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import Synchronization
import TestTags
import Testing

/// The courier at work, as the kernel sees it (proc(5)) while a server is being asked.
@Suite(.tags(.slow)) struct CagedTests {
    /// What is noted of the couriers that asked, by the path that they asked for.
    private final class Notes: Sendable {
        let lines = Mutex<[String: [String]]>([:])
    }

    @Test func `whatever a courier fetches for, it is in its cage`() throws {
        let home = try CourierHome()
        let folder = home.folder.path
        let notes = Notes()
        let server = try LoopbackServer { request in
            let lines = Self.bars(ofCouriersOf: folder)
            notes.lines.withLock { $0[request.path, default: []] += lines }
            return .answer(answer(text: request.path == "/bron" ? Self.feed : "niets"))
        }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)/"
        try home.subscribe(to: [("bron", address + "bron")])
        _ = try home.run("refresh")
        let page = NewsPage.section(SectionID(edition: "NL & Wereld", name: "Dorp"))
        let headline = try #require(
            try NewsDatabase(path: home.newsDatabase).headlines(on: page, count: 1).first)
        _ = try home.run("pages", headline.id.text)
        let drawn = try home.run("picture", headline.id.text, "--columns", "40", "--rows", "10")
        try home.launch(["find", address + "zoek"])
        let found = notes.lines.withLock { $0 }
        let canDraw = !drawn.messages.contains { message in
            if case .picture(let report) = message {
                report.problem?.code == .noPictureLibraries
            } else {
                false
            }
        }
        let pictures = canDraw ? ["/beeld"] : []
        #expect(found.keys.sorted() == pictures + ["/bron", "/pagina", "/zoek"])
        for (path, lines) in found { #expect(lines == Self.expected, "\(path)") }
    }

    @Test func `a courier in its cage asks a proxy, and nothing that it needs is refused`() throws {
        let home = try CourierHome()
        let server = try LoopbackServer { _ in .answer(answer(text: Self.feed)) }
        defer { server.stop() }
        try home.subscribe(to: [("bron", "http://krant.example/rss")])
        home.environment["http_proxy"] = "http://127.0.0.1:\(server.port)"
        let run = try home.run("refresh")
        #expect(run.reports["bron"]?.new == 1)
        #expect(server.requests.map(\.path) == ["http://krant.example/rss"])
        #expect(!run.errors.contains("call-refused"))
    }

    private static let feed = """
        <rss version="2.0"><channel><title>x</title><item><title>Een</title><guid>1</guid>
        <link>/pagina</link><description>&lt;img src="/beeld" alt="Huis"&gt;</description></item></channel></rss>
        """

    /// On a kernel without a filter for system calls, all but that.
    private static let expected =
        ["1073741824", "NoNewPrivs:\t1"]
        + (FileManager.default.fileExists(atPath: "/proc/sys/kernel/seccomp/actions_avail")
            ? ["Seccomp:\t2"] : [])

    private static func processes() -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "/proc")
                .filter { Int($0) != nil }.map { "/proc/" + $0 }
        } catch {
            Issue.record(error)
            return []
        }
    }

    /// The address space that couriers of this home may have, and what of the cage the kernel tells.
    private static func bars(ofCouriersOf home: String) -> [String] {
        func text(_ file: String) -> String {
            String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        }
        return processes().filter { process in
            text(process + "/cmdline").split(separator: "\0").first?.hasSuffix("/portaal-courier")
                == true && text(process + "/environ").contains("HOME=\(home)\0")
        }.flatMap { process in
            let space = text(process + "/limits").split(separator: "\n")
                .first { $0.hasPrefix("Max address space") }?.split(separator: " ")
            let status = text(process + "/status").split(separator: "\n").map(String.init)
            return [space.map { String($0[3]) } ?? ""]
                + status.filter { $0.hasPrefix("NoNewPrivs:") || $0 == "Seccomp:\t2" }
        }
    }
}

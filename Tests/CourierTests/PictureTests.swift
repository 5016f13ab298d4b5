import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestTags
import Testing

/// The lead picture of an article, from a server's bytes to cells.
@Suite(.tags(.slow)) struct PictureTests {
    /// Eight by eight pixels, the left half red and the right half blue.
    private static let picture = Data(
        base64Encoded: """
            iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR42mM4wcAAR0jMEwxDSwIA\
            ieUyAbwAT94AAAAASUVORK5CYII=
            """)

    private func report(of bytes: [UInt8]) throws -> (report: PictureReport, memory: Int) {
        let server = try LoopbackServer { request in
            request.path == "/beeld"
                ? .answer(answer(body: bytes)) : .answer(answer(body: Self.feed))
        }
        defer { server.stop() }
        let home = try CourierHome()
        try home.subscribe(to: [("bron", "http://127.0.0.1:\(server.port)/feed")])
        _ = try home.run("refresh")
        let article = try #require(
            try NewsDatabase(path: home.newsDatabase).headlines(
                on: .section(SectionID(edition: "NL & Wereld", name: "Dorp")), count: 1
            ).first?.id)
        let run = try home.run("picture", article.text, "--columns", "40", "--rows", "10")
        #expect(run.status == 0)
        let reports = run.messages.compactMap { message in
            if case .picture(let report) = message { report } else { nil }
        }
        #expect(reports.count == 1)
        return (try #require(reports.first), run.memory)
    }

    private static let feed = Array(
        """
        <rss version="2.0"><channel><title>x</title><item><title>Een</title><guid>1</guid>
        <description>&lt;p&gt;&lt;img src="/beeld" alt="Een huis"&gt;&lt;/p&gt;</description>
        </item></channel></rss>
        """.utf8)

    /// Whether the machine has the libraries; where not, the sentence says which.
    private func canDraw(_ report: PictureReport) -> Bool {
        guard report.problem?.code == .noPictureLibraries else { return true }
        #expect(report.problem?.sentence.string.contains("libchafa0 en libgdk-pixbuf") == true)
        #expect(report.picture == nil)
        return false
    }

    @Test func `the picture of an article is fetched and drawn`() throws {
        let (report, _) = try report(of: Array(try #require(Self.picture)))
        guard canDraw(report) else { return }
        #expect(report.problem == nil)
        #expect(report.picture?.columns == 20)
        #expect(report.picture?.rows.count == 10)
    }

    @Test(arguments: ["size", "half", "text", "bulk"])
    func `a hostile picture gets a sentence and little memory`(kind: String) throws {
        var bytes = Array(try #require(Self.picture))
        switch kind {
        // 60,000 by 60,000, with the checksum that belongs to it.
        case "size":
            bytes.replaceSubrange(
                16..<33,
                with: [
                    0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0,
                ] + Self.checksumOfSize)
        case "half": bytes = Array(bytes.prefix(60))
        case "text": bytes = Array("<html><body>Geen beeld</body></html>".utf8)
        default: bytes += [UInt8](repeating: 0, count: 30_000_000)
        }
        let (report, memory) = try report(of: bytes)
        #expect(memory < 200_000_000)
        guard canDraw(report) else { return }
        #expect(report.picture == nil)
        #expect(report.problem?.code == (kind == "bulk" ? .tooLarge : .notAPicture))
    }

    private static let checksumOfSize: [UInt8] = [0x0F, 0xB0, 0xE2, 0x15]
}

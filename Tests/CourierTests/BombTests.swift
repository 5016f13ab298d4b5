import Foundation
import LoopbackServing
import PortalModel
import TestTags
import Testing

/// Documents that are made to cost more than they are worth, among others that are not.
@Suite(.tags(.slow)) struct BombTests {
    /// What a bomb may end in: the limit that it hit, or what could be saved of it.
    private static let bombs: [(name: String, reply: Reply, codes: Set<DeliveryProblem.Code?>)] = {
        func document(_ parts: String...) -> Reply { .answer(answer(text: parts.joined())) }
        func item(_ inside: String) -> String {
            "<rss version=\"2.0\"><channel><item><title>x</title>\(inside)</item></channel></rss>"
        }
        let ok = "HTTP/1.1 200 OK\r\n"
        let laughs = (1...9).map { level in
            "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
        }
        return [
            ("gzip", gzipWithoutEnd(), [.tooLarge]),
            (
                "endless",
                .flood(start: Array("\(ok)\r\n".utf8), again: [UInt8](repeating: 65, count: 65536)),
                [.tooLarge]
            ),
            (
                "headers",
                .flood(start: Array(ok.utf8), again: Array("X-Veel: \(filler(1000))\r\n".utf8)),
                [.tooLarge]
            ),
            (
                "laughs",
                document(
                    "<!DOCTYPE rss [<!ENTITY l0 \"ha\">", laughs.joined(), "]>",
                    item("<description>&l9;</description>")), [nil, .malformed]
            ),
            (
                "nested",
                document(
                    item(
                        String(repeating: "<a>", count: 200_000)
                            + String(repeating: "</a>", count: 200_000))), [nil, .malformed]
            ),
            (
                "nested-html",
                document(
                    item(
                        "<description><![CDATA["
                            + String(repeating: "<div>", count: 200_000)
                            + "]]></description>")), [nil, .malformed]
            ),
            (
                "attributes",
                document(
                    item("<a \((0..<100_000).map { "a\($0)=\"1\"" }.joined(separator: " "))/>")),
                [nil, .malformed]
            ),
            (
                "text",
                document(item("<description>\(filler(9_900_000))</description>")),
                [nil, .malformed]
            ),
            ("more-text", document(item("<title>\(filler(30_000_000))</title>")), [.tooLarge]),
        ]
    }()

    @Test func `bombs end at their limits, cost little memory and keep nobody from the others`()
        throws
    {
        let servers = try Self.bombs.map { bomb in try LoopbackServer { _ in bomb.reply } }
        let good = try LoopbackServer { request in
            .answer(answer(body: feed(request.path)))
        }
        defer { for server in servers + [good] { server.stop() } }
        let home = try CourierHome()
        try home.subscribe(
            to: zip(Self.bombs, servers).map { ($0.name, "http://127.0.0.1:\($1.port)/") }
                + (0..<10).map { ("goed-\($0)", "http://127.0.0.1:\(good.port)/\($0)") })
        let run = try home.run("refresh")
        #expect(run.status == 0)
        #expect(run.memory < 200_000_000, "\(run.memory) bytes")
        for bomb in Self.bombs {
            let report = try #require(run.reports[bomb.name])
            #expect(bomb.codes.contains(report.problem?.code), "\(bomb.name): \(report)")
        }
        for number in 0..<10 { #expect(run.reports["goed-\(number)"]?.new == 3) }
    }

    /// A gzip file (RFC 1952) of zeros whose one DEFLATE block (RFC 1951 §3.2.6) has no end: half a
    /// gigabyte and more, were it read. The code for 258 copies of a byte takes 13 bits, so that
    /// eight of them are 13 bytes that come again and again.
    private static func gzipWithoutEnd() -> Reply {
        let copies = String(repeating: "1100010100000", count: 16)
        let bits = Array(("110" + "00110000" + copies).utf8)
        let packed = stride(from: 0, to: bits.count - 7, by: 8).map { start in
            bits[start..<start + 8].reversed().reduce(UInt8(0)) { $0 << 1 | $1 & 1 }
        }
        let header = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
        let beginning: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        let period = packed[2..<15]
        return .flood(
            start: Array(header.utf8) + beginning + packed[..<2],
            again: Array([[UInt8]](repeating: Array(period), count: 5000).joined()))
    }

    private static func filler(_ count: Int) -> String { String(repeating: "a", count: count) }
}

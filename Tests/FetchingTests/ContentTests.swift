import Fetching
import LoopbackServing
import PortalModel
import Testing

/// Content that is not what the headers above it say, or not all of it.
struct ContentTests {
    private static let text = "<rss><channel><title>Het dorp</title></channel></rss>"
    private static let bytes = Array(text.utf8)

    @Test(arguments: ["UTF-8", "none", "aws-chunked", "gzip", "deflate", "br", "x-eigen, gzip"])
    func `content that is not encoded as it is called is taken as it is`(coding: String) throws {
        let server = try LoopbackServer { _ in
            .answer(answer("200 OK", ["Content-Encoding: \(coding)"], body: Self.bytes))
        }
        defer { server.stop() }
        let body = try server.body()
        #expect(body.text == Self.text)
        #expect(body.shortfall == nil)
        #expect(server.requests.count <= 2)
        if server.requests.count == 2 {
            #expect(server.requests[1].field("Accept-Encoding") == "identity")
        }
    }

    @Test func `an error whose content is not encoded as it is called is that error`() throws {
        let server = try LoopbackServer { _ in
            .answer(answer("503 Even niet", ["Content-Encoding: gzip"], text: "even niet"))
        }
        defer { server.stop() }
        #expect(try server.fetch().problem == DeliveryProblem(.status, "503"))
        #expect(server.requests.count == 1)
    }

    @Test(
        arguments: [
            ["Content-Type: application/gzip"], [], ["Content-Encoding: identity"],
            ["Content-Encoding: x-onbekend"],
        ])
    func `a file that is packed is unpacked though it is not called so`(fields: [String]) throws {
        let packed = gzip(Self.bytes)
        let server = try LoopbackServer { _ in .answer(answer("200 OK", fields, body: packed)) }
        defer { server.stop() }
        #expect(try server.body().text == Self.text)
    }

    @Test func `a file of several parts, and packed twice, is unpacked`() throws {
        let parts = gzip(Array(Self.bytes.prefix(20))) + gzip(Array(Self.bytes.dropFirst(20)))
        let packed = gzip(parts)
        let server = try LoopbackServer { _ in
            .answer(answer("200 OK", ["Content-Encoding: gzip"], body: packed))
        }
        defer { server.stop() }
        #expect(try server.body().text == Self.text)
    }

    @Test func `what only begins like a packed file stays what it is`() throws {
        let bytes: [UInt8] = [0x1F, 0x8B, 0x08, 0xFF, 0xFF, 0xFF]
        let server = try LoopbackServer { _ in .answer(answer(body: bytes)) }
        defer { server.stop() }
        #expect(try server.body().bytes == bytes)
    }

    @Test func `a packed file whose end is missing gives what there is, and says so`() throws {
        let packed = Array(gzip(Self.bytes).dropLast(9))
        let server = try LoopbackServer { _ in
            .answer(answer("200 OK", ["ETag: \"1\""], body: packed))
        }
        defer { server.stop() }
        let body = try server.body()
        #expect(body.text == String(Self.text.dropLast()))
        #expect(body.shortfall?.code == .brokenOff)
        #expect(body.validators.isEmpty)
    }

    @Test(arguments: [
        "Content-Length: 500\r\n\r\n\(text)",
        "Transfer-Encoding: chunked\r\n\r\n35\r\n\(text)\r\n",
        "Transfer-Encoding: chunked\r\n\r\n99\r\n\(text)",
    ])
    func `what came before the connection broke off is handed over without validators`(
        rest: String
    ) throws {
        let words = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nLast-Modified: gisteren\r\n\(rest)"
        let server = try LoopbackServer { _ in .lastWords(Array(words.utf8)) }
        defer { server.stop() }
        let body = try server.body()
        #expect(body.text == Self.text)
        #expect(body.shortfall?.code == .brokenOff)
        #expect(body.validators.isEmpty)
        #expect(try server.fetch(kind: .page).body?.text == Self.text)
        #expect(try server.fetch(kind: .picture).body == nil)
    }

    @Test func `a page may send the request on, by the rules of a redirect`() throws {
        let server = try LoopbackServer { request in
            .answer(answer(text: request.path == "/4" ? "er" : request.path))
        }
        defer { server.stop() }
        func fetch(_ path: String, onward: (String) -> String?) throws -> FetchOutcome? {
            var outcome: FetchOutcome?
            var fetcher = try Fetcher()
            fetcher.run(
                try server.requests(for: [path]), referral: { _, body in onward(body.text) },
                onFinished: { outcome = $1 })
            return outcome
        }
        let body = try fetch("/1") { text in
            Int(text.dropFirst()).map { "/\($0 + 1)" }
        }?.body
        #expect(body?.text == "er")
        #expect(body?.isReferred == true)
        #expect(body?.movedPermanently == nil)
        #expect(
            try fetch("/9") { Int($0.dropFirst()).map { "/\($0 + 1)" } }?.problem?.code
                == .tooManyRedirects)
        // What sends to itself is what it is.
        #expect(try fetch("/9") { _ in "/9" }?.body?.text == "/9")
        #expect(try fetch("/9") { _ in "ftp://a.example/" }?.problem?.code == .redirectRefused)
    }
}

import Fetching
import LoopbackServing
import PortalModel
import Testing

/// Cookies, which live for one pending over redirects.
struct CookieTests {
    /// A server that lets nobody through without a cookie that it sets itself.
    private static func gate(_ attributes: String) throws -> LoopbackServer {
        try LoopbackServer { request in
            request.field("Cookie")?.contains("sleutel=7") == true
                ? .answer(answer(text: "binnen"))
                : .answer(
                    answer(
                        "302 Eerst dit",
                        ["Set-Cookie: sleutel=7; \(attributes)", "Location: \(request.path)"]))
        }
    }

    @Test(arguments: ["Path=/", "Max-Age=9999; HttpOnly", "SameSite=Strict"])
    func `a server that waits for its cookie to come back is satisfied`(attributes: String) throws {
        let server = try Self.gate(attributes)
        defer { server.stop() }
        #expect(try server.body("/nieuws").text == "binnen")
        #expect(server.requests.count == 2)
    }

    @Test func `the next request knows nothing of it, on whatever connection`() throws {
        let server = try Self.gate("Path=/; Max-Age=9999")
        defer { server.stop() }
        var fetcher = try Fetcher()
        for _ in 1...2 {
            fetcher.run(try server.requests(for: ["/een", "/twee", "/drie"])) { _, outcome in
                #expect(outcome.body?.text == "binnen")
            }
        }
        let bare = server.requests.filter { $0.field("Cookie") == nil }
        #expect(bare.map(\.path).sorted() == ["/drie", "/drie", "/een", "/een", "/twee", "/twee"])
        #expect(server.requests.count == 12)
    }

    @Test func `a page that waits for its cookie to come back is satisfied`() throws {
        let server = try LoopbackServer { request in
            request.field("Cookie") == "sleutel=7"
                ? .answer(answer(text: "binnen"))
                : .answer(answer("200 OK", ["Set-Cookie: sleutel=7"], text: "wacht"))
        }
        defer { server.stop() }
        var text: String?
        var fetcher = try Fetcher()
        fetcher.run(
            try server.requests(for: ["/"]), referral: { $1.text == "wacht" ? "/" : nil },
            onFinished: { text = $1.body?.text })
        #expect(text == "binnen")
    }

    @Test func `a cookie that is not to be sent in the clear stays away`() throws {
        let server = try Self.gate("Path=/; Secure; Domain=elders.example")
        defer { server.stop() }
        #expect(try server.fetch().problem?.code == .tooManyRedirects)
    }

    @Test func `another host gets none, and the first gets its own again`() throws {
        let other = try LoopbackServer { request in
            redirect(to: String(request.path.dropFirst(2)))
        }
        defer { other.stop() }
        let server = try LoopbackServer { request in
            if request.field("Cookie") == "sleutel=7" { return .answer(answer(text: "terug")) }
            let home = "http://\(request.field("Host") ?? "")/"
            return .answer(
                answer(
                    "302 Elders",
                    [
                        "Set-Cookie: sleutel=7; Path=/",
                        "Location: http://localhost:\(other.port)/?\(home)",
                    ]))
        }
        defer { server.stop() }
        #expect(try server.body().text == "terug")
        #expect(other.requests.count == 1)
        #expect(other.requests.allSatisfy { $0.field("Cookie") == nil })
    }
}

import LoopbackServing
import PortalModel
import Testing

@testable import Fetching

/// Redirects as a server sends them.
struct RedirectTests {
    /// `/hop/3` sends to `/hop/2`, and so on down to `/hop/0`, which has the content.
    private static func countdown(_ request: ReceivedRequest) -> Reply {
        let left = request.path.split(separator: "/").last.flatMap { Int($0) } ?? 0
        return left == 0 ? .answer(answer(text: "er")) : redirect(to: "/hop/\(left - 1)")
    }

    @Test func `five redirects are followed`() throws {
        let server = try LoopbackServer(RedirectTests.countdown)
        defer { server.stop() }
        let body = try server.body("/hop/5")
        #expect(body.text == "er")
        let address = try server.address("/hop/0")
        #expect(body.finalAddress == address)
        #expect(body.movedPermanently == nil)
    }

    @Test func `a sixth is not`() throws {
        let server = try LoopbackServer(RedirectTests.countdown)
        defer { server.stop() }
        #expect(try server.fetch("/hop/6").problem == DeliveryProblem(.tooManyRedirects, "5"))
        #expect(server.requests.count == 6)
    }

    @Test func `a loop ends`() throws {
        let server = try LoopbackServer { _ in redirect(to: "/") }
        defer { server.stop() }
        #expect(try server.fetch("/").problem?.code == .tooManyRedirects)
    }

    @Test func `a reference goes by the address that sent it`() throws {
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            switch request.path {
            case "/a/b/feed": redirect(to: "../c?d=1#e")
            default: .answer(answer(text: request.path))
            }
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        #expect(try server.body("/a/b/feed").text == "/a/c?d=1")
    }

    @Test(arguments: [
        ("/één", "/%C3%A9%C3%A9n"), ("/a b", "/a%20b"), ("/a%20b", "/a%20b"),
    ])
    func `a reference that is not quite an address still leads there`(
        location: String, path: String
    ) throws {
        let server = try LoopbackServer { request in
            request.path == "/" ? redirect(to: location) : .answer(answer(text: request.path))
        }
        defer { server.stop() }
        #expect(try server.body("/").text == path)
    }

    @Test(arguments: [
        ([301, 308], true), ([308], true), ([301, 302], false), ([307, 301], false), ([303], false),
    ])
    func `an address is new for good when every redirect says so`(
        statuses: [Int], isPermanent: Bool
    ) throws {
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            let hop = Int(request.path.dropFirst()) ?? 0
            guard hop < statuses.count else {
                return .answer(
                    answer(request.field("If-None-Match") == nil ? "200" : "304", text: ""))
            }
            return redirect(statuses[hop], to: "/\(hop + 1)")
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        let validators = Validators(entityTag: "\"1\"")
        let moved = isPermanent ? try server.address("/\(statuses.count)") : nil
        #expect(
            try server.fetch("/0", validators: validators)
                == .unchanged(NotModified(movedPermanently: moved, maxAge: nil)))
    }

    @Test(arguments: [
        "ftp://127.0.0.1/feed", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "gopher://x",
    ])
    func `a redirect to what is no web address is refused by name`(location: String) throws {
        let server = try LoopbackServer { _ in redirect(to: location) }
        defer { server.stop() }
        let problem = try #require(try server.fetch().problem)
        #expect(problem.code == .redirectRefused)
        #expect(problem.context?.string == "\(location) (geen webadres)")
    }

    @Test func `names and passwords in an address stay out of the problem`() throws {
        let server = try LoopbackServer { _ in redirect(to: "ftp://jan:geheim@127.0.0.1/a@b") }
        defer { server.stop() }
        let address = try server.address("/", user: "piet:ookgeheim@")
        let outcome = try fetchAll([FetchRequest(id: 0, address: address)]).first?.outcome
        #expect(outcome?.problem?.context?.string == "ftp://127.0.0.1/a@b (geen webadres)")
    }

    @Test func `a redirect with an endless page is followed all the same`() throws {
        let handler = { @Sendable (request: ReceivedRequest) -> Reply in
            guard request.path == "/" else { return .answer(answer(text: "er")) }
            return .flood(
                start: Array("HTTP/1.1 302 Elders\r\nLocation: /er\r\n\r\n".utf8),
                again: [UInt8](repeating: 0x2E, count: 4096))
        }
        let server = try LoopbackServer(handler)
        defer { server.stop() }
        #expect(try server.body("/").text == "er")
    }
}

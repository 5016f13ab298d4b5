import Dispatch
import LoopbackServing

/// Serves feeds and pages to the courier on 127.0.0.1; it ends with the value.
final class NewsServer: Sendable {
    private let server: LoopbackServer

    /// A server that gives what `answer` makes of a path and of the address of "", which may take
    /// its time; nil is a 404.
    init(_ answer: @escaping @Sendable (_ path: String, _ base: String) -> String?) throws {
        server = try LoopbackServer { request in
            let body = answer(request.path, "http://\(request.field("Host") ?? "")")
            let type = body?.hasPrefix("<rss") == true ? "application/rss+xml" : "text/html"
            let head = """
                HTTP/1.1 \(body == nil ? "404 Not Found" : "200 OK")\r
                Content-Type: \(type); charset=utf-8\r
                Content-Length: \(body?.utf8.count ?? 0)\r
                \r

                """
            return .answer(Array((head + (body ?? "")).utf8))
        }
    }

    deinit {
        server.stop()
    }

    /// The address of a path.
    func address(_ path: String) -> String { "http://127.0.0.1:\(server.port)\(path)" }

    /// The paths that were asked for so far.
    var paths: [String] { server.requests.map(\.path) }
}

/// Holds an answer back until the test lets it go.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Lets all through, now and later.
    func open() {
        semaphore.signal()
    }

    /// Waits until it is open; a test that has failed already holds nobody longer than a minute.
    func pass() {
        if semaphore.wait(timeout: .now() + 60) == .success { semaphore.signal() }
    }
}

import Foundation
import Synchronization

/// Serves feeds and pages to the courier on 127.0.0.1, one thread a connection; it ends with the
/// value.
final class NewsServer: Sendable {
    private let listener: Int32
    private let base: String
    private let asked = Asked()

    /// The paths that were asked for.
    private final class Asked: Sendable {
        let paths = Mutex<[String]>([])
    }

    /// A server that gives what `answer` makes of a path and of the address of "", which may take
    /// its time; nil is a 404.
    init(_ answer: @escaping @Sendable (_ path: String, _ base: String) -> String?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let generic = bytes.bindMemory(to: sockaddr.self).baseAddress else {
                return false
            }
            return fcntl(listener, F_SETFD, FD_CLOEXEC) == 0
                && bind(listener, generic, length) == 0 && listen(listener, 128) == 0
                && getsockname(listener, generic, &length) == 0
        }
        guard isListening else {
            throw Command.Failure(description: "no server: error \(errno)")
        }
        let base = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        self.base = base
        let asked = asked
        Thread.detachNewThread { Self.acceptAll(listener, asked) { answer($0, base) } }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The address of a path.
    func address(_ path: String) -> String { base + path }

    /// The paths that were asked for so far.
    var paths: [String] { asked.paths.withLock { $0 } }

    private static func acceptAll(
        _ listener: Int32, _ asked: Asked, _ answer: @escaping @Sendable (String) -> String?
    ) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            Thread.detachNewThread {
                serve(connection, asked, answer)
                close(connection)
            }
        }
        close(listener)
    }

    private static func serve(
        _ connection: Int32, _ asked: Asked, _ answer: (String) -> String?
    ) {
        var head: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while head.firstRange(of: Array("\r\n\r\n".utf8)) == nil {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return }
            head += piece[..<count]
        }
        let words = String(decoding: head, as: UTF8.self).split(separator: " ")
        let path = words.count > 1 ? String(words[1]) : ""
        asked.paths.withLock { $0.append(path) }
        let body = answer(path)
        let type = body?.hasPrefix("<rss") == true ? "application/rss+xml" : "text/html"
        let reply = """
            HTTP/1.1 \(body == nil ? "404 Not Found" : "200 OK")\r
            Content-Type: \(type); charset=utf-8\r
            Content-Length: \(body?.utf8.count ?? 0)\r
            Connection: close\r
            \r
            \(body ?? "")
            """
        var rest = Array(reply.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
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

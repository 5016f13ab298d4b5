import Foundation
import Synchronization

/// Serves feeds over HTTP/1.1 on 127.0.0.1, one thread a connection: `/N` is feed N, with an
/// `ETag`, and `304` for whoever sends that back.
final class FeedServer: Sendable {
    /// A feed as it is now.
    struct Feed {
        /// Until it changes, the feed is unchanged.
        let version: Int
        /// The feed, as bytes.
        let text: () -> [UInt8]
    }

    private let port: UInt16
    private let listener: Int32
    private let feed: @Sendable (Int) -> Feed?
    private let open = Mutex<Set<Int32>>([])

    /// A server of these feeds, by their numbers.
    init(feed: @escaping @Sendable (Int) -> Feed?) throws {
        self.feed = feed
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
            return bind(listener, generic, length) == 0 && listen(listener, 128) == 0
                && getsockname(listener, generic, &length) == 0
        }
        guard isListening else { throw BenchmarkFailure("no server: error \(errno)") }
        port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { self.acceptAll() }
    }

    /// Where the first `count` feeds are.
    func addresses(_ count: Int) -> [String] {
        (0..<count).map { "http://127.0.0.1:\(port)/\($0)" }
    }

    /// Ends all connections and takes no more.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { for connection in $0 { shutdown(connection, Int32(SHUT_RDWR)) } }
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            open.withLock { _ = $0.insert(connection) }
            Thread.detachNewThread { self.serve(connection) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var unread: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 8192)
        while true {
            while let end = unread.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: unread[..<end.lowerBound], as: UTF8.self)
                unread.removeSubrange(..<end.upperBound)
                send(answer(to: head), on: connection)
            }
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { break }
            unread += piece[..<count]
        }
        open.withLock { open in
            open.remove(connection)
            close(connection)
        }
    }

    private func answer(to head: String) -> [UInt8] {
        let path = head.split(separator: " ").dropFirst().first ?? ""
        guard let number = Int(path.dropFirst()), let feed = feed(number) else {
            return Self.answer("404 Not Found")
        }
        let tag = "\"\(feed.version)-\(number)\""
        let asked = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("if-none-match:")
        }
        if let asked, asked.contains(tag) { return Self.answer("304 Not Modified", tag: tag) }
        return Self.answer("200 OK", tag: tag, body: feed.text())
    }

    private static func answer(
        _ status: String, tag: String? = nil, body: [UInt8] = []
    ) -> [UInt8] {
        var head = "HTTP/1.1 \(status)\r\n"
        if let tag { head += "ETag: \(tag)\r\n" }
        // An answer of 304 has no content, and no length of one.
        if !status.hasPrefix("304") {
            head += "Content-Type: application/rss+xml; charset=utf-8\r\n"
            head += "Content-Length: \(body.count)\r\n"
        }
        return Array((head + "\r\n").utf8) + body
    }

    private func send(_ bytes: [UInt8], on connection: Int32) {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let count = Foundation.send(
                    connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var baseAddress: UnsafeRawPointer? {
        base.baseAddress.map { $0 + startIndex }
    }
}

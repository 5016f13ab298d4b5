import Dispatch
import Foundation
import Synchronization

/// What the server got to read of one request.
package struct ReceivedRequest: Sendable {
    /// The request line and the header lines, each character one byte.
    package let lines: [String]

    /// The path with its query.
    package var path: String {
        let words = lines.first?.split(separator: " ") ?? []
        return words.count > 1 ? String(words[1]) : ""
    }

    /// The value of the first header line of that name.
    package func field(_ name: String) -> String? {
        let start = name.lowercased() + ": "
        return lines.first { $0.lowercased().hasPrefix(start) }
            .map { String($0.dropFirst(start.count)) }
    }
}

/// What the server does about a request.
package enum Reply: Sendable {
    /// Sends these bytes and waits for the next request on the same connection.
    case answer([UInt8])
    /// Sends these bytes and closes the connection.
    case lastWords([UInt8])
    /// Sends these bytes again and again, for as long as somebody takes them.
    case flood(start: [UInt8], again: [UInt8])
    /// Sends these bytes, and then `drop` again and again with a pause of a tenth of a second
    /// before each, for as long as somebody takes them; nothing more when it is empty.
    case drip(start: [UInt8], drop: [UInt8])
    /// Says nothing until the client goes away.
    case silence
}

/// A server on 127.0.0.1 that says whatever a test wants said, one thread a connection. Its
/// threads end when `stop` is called, or when the clients are gone.
package final class LoopbackServer: Sendable {
    /// Where it listens.
    package let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())
    private let handler: @Sendable (ReceivedRequest) -> Reply

    private struct State {
        var isStopped = false
        var open: Set<Int32> = []
        var accepted = 0
        var requests: [ReceivedRequest] = []
    }

    /// What went wrong with a system call.
    package struct SystemError: Error {
        let call: String
        let number = errno

        package init(call: String) {
            self.call = call
        }
    }

    /// Listens at once, and lets `handler` say what is to be done about each request.
    package init(_ handler: @escaping @Sendable (ReceivedRequest) -> Reply) throws {
        self.handler = handler
        // A program that a test starts must not keep connections open that are closed here.
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        guard listener >= 0 else { throw SystemError(call: "socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let generic = bytes.bindMemory(to: sockaddr.self).baseAddress else {
                return false
            }
            return bind(listener, generic, length) == 0 && listen(listener, 128) == 0
                && getsockname(listener, generic, &length) == 0
        }
        guard isListening else {
            let error = SystemError(call: "bind")
            close(listener)
            throw error
        }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.acceptAll() }
    }

    /// How many connections there have been.
    package var connectionCount: Int { state.withLock { $0.accepted } }

    /// What has been asked so far.
    package var requests: [ReceivedRequest] { state.withLock { $0.requests } }

    /// Ends all connections and takes no more.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            let isTaken = state.withLock { state in
                guard !state.isStopped else { return false }
                state.accepted += 1
                state.open.insert(connection)
                return true
            }
            guard isTaken else {
                close(connection)
                break
            }
            Thread.detachNewThread { self.serve(connection) }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var unread: [UInt8] = []
        while let request = nextRequest(connection, &unread) {
            state.withLock { $0.requests.append(request) }
            guard act(handler(request), on: connection) else { break }
        }
        state.withLock { state in
            state.open.remove(connection)
            shutdown(connection, Int32(SHUT_RDWR))
            close(connection)
        }
    }

    /// False when the connection is to be closed.
    private func act(_ reply: Reply, on connection: Int32) -> Bool {
        switch reply {
        case .answer(let bytes):
            return send(bytes, to: connection)
        case .lastWords(let bytes):
            _ = send(bytes, to: connection)
            return false
        case .flood(let start, let again):
            guard send(start, to: connection) else { return false }
            while send(again, to: connection) {}
            return false
        case .drip(let start, let drop):
            guard send(start, to: connection) else { return false }
            while !isLeft(connection), send(drop, to: connection) {}
            return false
        case .silence:
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
            return false
        }
    }

    /// Waits for a tenth of a second, and says whether the client went away.
    private func isLeft(_ connection: Int32) -> Bool {
        var polled = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 100) != 0
    }

    private func nextRequest(_ connection: Int32, _ unread: inout [UInt8]) -> ReceivedRequest? {
        let end = Array("\r\n\r\n".utf8)
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            if let head = unread.firstRange(of: end) {
                let text = String(
                    String.UnicodeScalarView(
                        unread[..<head.lowerBound].map { Unicode.Scalar($0) }))
                unread.removeSubrange(..<head.upperBound)
                return ReceivedRequest(
                    lines: text.split(separator: "\r\n").map { String($0) })
            }
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            unread += piece[..<count]
            // The first byte of a TLS handshake (RFC 8446 §5.1), which this server cannot shake.
            if unread.first == 0x16 { return ReceivedRequest(lines: ["TLS"]) }
        }
    }

    private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { piece in
                Foundation.send(
                    connection, piece.baseAddress, piece.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

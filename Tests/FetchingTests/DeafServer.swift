import Foundation
import LoopbackServing

/// A port on 127.0.0.1 whose owner takes no connection: its queue is full already, so that the
/// system lets whoever knocks wait.
final class DeafServer {
    /// Where it does not listen.
    let port: UInt16
    private var sockets: [Int32] = []

    /// The system gave no such port.
    struct Unavailable: Error {}

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        sockets.append(listener)
        guard Self.call(bind, listener, &address), listen(listener, 0) == 0 else {
            throw Unavailable()
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isNamed = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.bindMemory(to: sockaddr.self).baseAddress.map {
                getsockname(listener, $0, &length) == 0
            }
        }
        guard isNamed == true else { throw Unavailable() }
        port = UInt16(bigEndian: address.sin_port)
        // One more than a queue of length 0 takes, and one to be sure.
        for _ in 0..<3 {
            let visitor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            _ = fcntl(visitor, F_SETFL, O_NONBLOCK)
            _ = Self.call(connect, visitor, &address)
            sockets.append(visitor)
        }
    }

    /// Lets go of everything.
    func stop() {
        for socket in sockets { close(socket) }
        sockets = []
    }

    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32, _ socket: Int32,
        _ address: inout sockaddr_in
    ) -> Bool {
        withUnsafeBytes(of: &address) { bytes in
            let generic = bytes.bindMemory(to: sockaddr.self).baseAddress
            return function(socket, generic, socklen_t(bytes.count)) == 0
        }
    }
}

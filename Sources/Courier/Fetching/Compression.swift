import CZlib

/// Content that is still compressed once its headers have been obeyed: a `.gz` file, or content
/// that was compressed and not called so. It is known by its first bytes (RFC 1952 §2.3.1, RFC 1950
/// §2.2), with which no feed and no page begins.
enum Compression {
    struct Contents {
        var bytes: [UInt8] = []
        /// Whether there was more than the limit lets through.
        var isCut = false
        /// Whether the end was missing or damaged.
        var isBroken = false
    }

    /// Compressions of each other that are undone.
    private static let maximumLayers = 3

    /// `bytes` without all their compressions, up to `limit` bytes; nil where there are none. A
    /// multiple of the limit is the most that is written in all.
    static func decompressed(_ bytes: [UInt8], limit: Int) -> Contents? {
        var result: Contents?
        for _ in 0..<maximumLayers {
            guard let inner = inflated(result?.bytes ?? bytes, limit: limit) else { break }
            result = Contents(
                bytes: inner.bytes, isCut: inner.isCut || result?.isCut == true,
                isBroken: inner.isBroken || result?.isBroken == true)
        }
        return result
    }

    private static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        let start = Array(bytes.prefix(3))
        guard start.count == 3 else { return false }
        return start == [0x1F, 0x8B, 0x08]
            || start[0] == 0x78 && (Int(start[0]) << 8 | Int(start[1])) % 31 == 0
    }

    /// Nil where the bytes are no such thing after all.
    private static func inflated(_ bytes: [UInt8], limit: Int) -> Contents? {
        guard begins(bytes) else { return nil }
        var stream = z_stream()
        return bytes.withUnsafeBufferPointer { input in
            // zlib remembers where its state is, so that the stream must stay in one place.
            withUnsafeMutablePointer(to: &stream) { inflated(input, limit: limit, $0) }
        }
    }

    private static func inflated(
        _ input: UnsafeBufferPointer<UInt8>, limit: Int, _ stream: UnsafeMutablePointer<z_stream>
    ) -> Contents? {
        // The largest window, and either format.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 32, zlibVersion(), size) == Z_OK else { return nil }
        defer { inflateEnd(stream) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        var contents = Contents()
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let status = piece.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                return inflate(stream, Z_NO_FLUSH)
            }
            let count = piece.count - Int(stream.pointee.avail_out)
            let room = limit - contents.bytes.count
            contents.bytes += piece.prefix(min(count, room))
            if count > room {
                contents.isCut = true
                return contents
            }
            switch status {
            case Z_OK:
                continue
            case Z_STREAM_END:
                // A file may have several members (RFC 1952 §2.2); what is none is left out.
                let rest = UnsafeBufferPointer(
                    start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
                guard begins(rest), inflateReset(stream) == Z_OK else { return contents }
            default:
                contents.isBroken = true
                return contents.bytes.isEmpty ? nil : contents
            }
        }
    }
}

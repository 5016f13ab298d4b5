/// A PNG as a test writes it: its pixels stored without compression (PNG, third edition; RFC 1950;
/// RFC 1951, §3.2.4).
struct WrittenPNG {
    let bytes: [UInt8]

    /// A picture of 8 bits a channel, red, green and blue of each pixel from `color`.
    init(width: Int, height: Int, color: (Int, Int) -> (UInt8, UInt8, UInt8)) {
        var lines: [UInt8] = []
        for row in 0..<height {
            lines.append(0)
            for column in 0..<width {
                let (red, green, blue) = color(column, row)
                lines += [red, green, blue]
            }
        }
        bytes =
            Self.signature + Self.chunk("IHDR", Self.header(width, height))
            + Self.chunk("IDAT", Self.stored(lines)) + Self.chunk("IEND", [])
    }

    /// The same with another size in its header.
    func claiming(width: Int, height: Int) -> [UInt8] {
        Self.signature + Self.chunk("IHDR", Self.header(width, height))
            + bytes.dropFirst(Self.signature.count + 25)
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func header(_ width: Int, _ height: Int) -> [UInt8] {
        number(width) + number(height) + [8, 2, 0, 0, 0]
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return number(data.count) + body + number(Int(checksum(body)))
    }

    private static func stored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var rest = data[...]
        while !rest.isEmpty {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            for half in [length, ~length] { stream += [UInt8(half & 0xFF), UInt8(half >> 8)] }
            stream += block
        }
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in data {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return stream + number(Int(high << 16 | low))
    }

    /// CRC-32 as PNG has it, in annex D.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

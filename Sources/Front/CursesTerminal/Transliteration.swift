import PortalModel

extension String {
    /// The text in ASCII, as far as it can be told in it; lines stay lines.
    public var inASCII: String {
        guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            let written = SafeText(cleaning: line).signsWrittenOut.string
            return String(
                decoding: written.map { ($0.unicodeScalars.first ?? " ").transliterated },
                as: UTF8.self)
        }.joined(separator: "\n")
    }
}

extension Unicode.Scalar {
    /// The ASCII character that stands for this one where the locale has no other.
    var transliterated: UInt8 {
        switch value {
        case 0x20...0x7E: return UInt8(value)
        case 0xA0...0x17F: return Self.latin[Int(value - 0xA0)]
        case 0x2010...0x2015, 0x2212: return UInt8(ascii: "-")
        case 0x2018...0x201B, 0x2032: return UInt8(ascii: "'")
        case 0x201C...0x201F, 0x2033: return UInt8(ascii: "\"")
        case 0x2709: return UInt8(ascii: "@")
        case 0x2020...0x2023, 0x25CF, 0x2665: return UInt8(ascii: "*")
        case 0x2026: return UInt8(ascii: ".")
        case 0x2039, 0x2190, 0x25C0...0x25C5: return UInt8(ascii: "<")
        case 0x203A, 0x2192, 0x25B6...0x25BB: return UInt8(ascii: ">")
        case 0x2191, 0x25B2...0x25B5: return UInt8(ascii: "^")
        case 0x2193, 0x25BC...0x25BF: return UInt8(ascii: "v")
        case 0x20AC: return UInt8(ascii: "E")
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576:
            return UInt8(ascii: "-")
        case 0x2550: return UInt8(ascii: "=")
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575,
            0x2577, 0x2589...0x2590:
            return UInt8(ascii: "|")
        case 0x250C...0x254B, 0x2552...0x2573: return UInt8(ascii: "+")
        case 0x2580...0x2588, 0x2592, 0x2593, 0x25A0, 0x25B0: return UInt8(ascii: "#")
        case 0x2591, 0x25A1, 0x25B1: return UInt8(ascii: ".")
        default: return UInt8(ascii: "?")
        }
    }

    /// For U+00A0 to U+017F, in their order.
    private static let latin = Array(
        """
         !cLoY|S"ca<--R-o+23'uP.,1o>????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs\
        aaaaaaaceeeeiiiidnooooo:ouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg\
        GgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSs\
        SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs
        """.utf8)
}

import PortalModel

/// The words, signs and line ends of a TOML document with their places; comments and blanks are
/// left out.
struct TOMLTokens {
    struct Token {
        enum Kind: Equatable {
            /// A bare word, or what stands between quotation marks, escapes and all.
            case word(String)
            /// Bare signs among which is one that TOML has in strings and comments alone.
            case stray
            /// One of `[ ] { } , = .`.
            case sign(UInt8)
            case line
            case end
        }

        let kind: Kind
        let place: ConfigurationMistake.Place

        /// Whether it stands after a value that is no array or table.
        var endsScalar: Bool {
            switch kind {
            case .line, .end: true
            case .sign(let sign): ",]}".utf8.contains(sign)
            case .word, .stray: false
            }
        }
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        // A mark of the byte order may begin the document.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func next() -> Token {
        skipBlanks()
        let place = ConfigurationMistake.Place(line: line, column: column)
        guard let byte = byte() else { return Token(kind: .end, place: place) }
        let kind: Token.Kind
        switch byte {
        case UInt8(ascii: "\n"):
            step()
            kind = .line
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            kind = .word(quoted(by: byte))
        case _ where TOMLTokens.isSign(byte):
            step()
            kind = .sign(byte)
        default:
            kind = bare()
        }
        return Token(kind: kind, place: place)
    }

    private func byte(ahead: Int = 0) -> UInt8? {
        index + ahead < bytes.count ? bytes[index + ahead] : nil
    }

    /// Goes over one byte; only the first byte of a scalar moves the column.
    private mutating func step() {
        if bytes[index] == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if bytes[index] & 0xC0 != 0x80 {
            column += 1
        }
        index += 1
    }

    private mutating func skipBlanks() {
        while let next = byte() {
            if next == UInt8(ascii: "#") {
                while let next = byte(), next != UInt8(ascii: "\n") { step() }
            } else if TOMLTokens.isBlank(next) {
                step()
            } else {
                return
            }
        }
    }

    private mutating func bare() -> Token.Kind {
        let start = index
        while let next = byte(), !TOMLTokens.isSign(next), !TOMLTokens.isBlank(next),
            next != UInt8(ascii: "\n"), next != UInt8(ascii: "#")
        {
            step()
        }
        let word = bytes[start..<index]
        return word.allSatisfy { (0x21...0x7E).contains($0) }
            ? .word(String(decoding: word, as: UTF8.self)) : .stray
    }

    /// A string in one or three quotation marks; only in double ones a backslash escapes.
    private mutating func quoted(by mark: UInt8) -> String {
        let isTriple = byte(ahead: 1) == mark && byte(ahead: 2) == mark
        let width = isTriple ? 3 : 1
        for _ in 0..<width { step() }
        let start = index
        while let next = byte() {
            if next == UInt8(ascii: "\\"), mark == UInt8(ascii: "\""), byte(ahead: 1) != nil {
                step()
                step()
                continue
            }
            let closes = (0..<width).allSatisfy { byte(ahead: $0) == mark }
            // Up to two marks may stand inside, right before the three that close.
            if closes, !(isTriple && byte(ahead: 3) == mark) { break }
            step()
        }
        let content = String(decoding: bytes[start..<index], as: UTF8.self)
        for _ in 0..<min(width, bytes.count - index) { step() }
        return content
    }

    /// Whether what follows the bracket before, or a second one, is the first byte of a key
    /// (TOML 1.0, "Keys"), a bracket that closes, or the end.
    func keyBeginsHere() -> Bool {
        var ahead = 0
        for isSecond in [false, true] {
            while let next = byte(ahead: ahead), " \t".utf8.contains(next) { ahead += 1 }
            if !isSecond, byte(ahead: ahead) == UInt8(ascii: "[") { ahead += 1 }
        }
        guard let next = byte(ahead: ahead) else { return true }
        return switch next {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_\"']".utf8.contains(next)
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}

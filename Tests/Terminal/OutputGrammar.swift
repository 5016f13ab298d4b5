import HostileText

/// What a terminal may be sent: the sequences of its own terminfo entry, a few of ours, and text.
struct OutputGrammar {
    /// A sequence: bytes, some of which stand for any number.
    private struct Pattern {
        enum Part: Hashable {
            case byte(UInt8)
            case number
        }

        let parts: [Part]

        /// How many of `bytes` it takes at the start; nil where they are something else.
        func length(in bytes: ArraySlice<UInt8>) -> Int? {
            var rest = bytes
            for part in parts {
                switch part {
                case .byte(let byte):
                    guard rest.popFirst() == byte else { return nil }
                case .number:
                    let digits = rest.prefix { (0x30...0x39).contains($0) }
                    guard (1...4).contains(digits.count) else { return nil }
                    rest = rest.dropFirst(digits.count)
                }
            }
            return bytes.count - rest.count
        }
    }

    private let patterns: [Pattern]

    /// What ncurses sends to draw a screen (terminfo(5)); neither keys nor what resets, prints or
    /// asks something.
    private static let capabilities: Set = [
        "blink", "bold", "cbt", "civis", "clear", "cnorm", "cr", "csr", "cub", "cub1", "cud",
        "cud1", "cuf", "cuf1", "cup", "cuu", "cuu1", "cvvis", "dch", "dch1", "dim", "dl", "dl1",
        "ech", "ed", "el", "el1", "enacs", "home", "hpa", "ht", "ich", "ich1", "il", "il1", "ind",
        "indn",
        "nel", "op", "rc", "rev", "ri", "rin", "ritm", "rmacs", "rmam", "rmcup", "rmir", "rmkx",
        "rmso", "rmul", "sc", "sgr0", "sitm", "smacs", "smam", "smcup", "smir", "smkx", "smso",
        "smul", "vpa", "BD", "BE", "E3",
    ]

    /// What is sent on top of the entry: bracketed paste and the mouse (xterm, "Control
    /// Sequences").
    private static let own = [
        "\\E[?2004h", "\\E[?2004l", "\\E[?1000h", "\\E[?1000l", "\\E[?1006h", "\\E[?1006l",
        "\\E[?1006;1000h", "\\E[?1006;1000l",
    ]

    /// The grammar of a terminal whose entry `infocmp -1 -x` prints as `entry`.
    init(terminfo entry: String) {
        var patterns = Self.own.compactMap(Self.pattern)
        for line in entry.split(separator: "\n") where line.first == "\t" {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let name = line[..<equals].dropFirst()
            var value = line[line.index(after: equals)...]
            if value.last == "," { value = value.dropLast() }
            if name == "rep", value.hasPrefix("%p1%c") { value = value.dropFirst(5) }
            guard name == "rep" || Self.capabilities.contains(String(name)) else { continue }
            if let pattern = Self.pattern(value) { patterns.append(pattern) }
        }
        self.patterns = patterns.sorted { $0.parts.count > $1.parts.count }
    }

    /// The grammar of a command: lines, a line begun again, and nothing else.
    init() {
        patterns = ["\\r", "\\n"].compactMap(Self.pattern)
    }

    /// The pattern of a capability (terminfo(5), "Parameterized Strings"): each printed parameter
    /// is a number. Nil for one with choices, all of which select renditions.
    private static func pattern(_ text: some StringProtocol) -> Pattern? {
        var parts: [Pattern.Part] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                let known: [UInt8: UInt8] = [
                    UInt8(ascii: "E"): 0x1B, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "n"): 0x0A,
                ]
                parts.append(.byte(known[escaped] ?? escaped))
            case UInt8(ascii: "^"):
                guard let letter = rest.popFirst() else { return nil }
                parts.append(.byte(letter & 0x1F))
            case UInt8(ascii: "$") where rest.first == UInt8(ascii: "<"):
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            case UInt8(ascii: "%"):
                guard let operation = rest.popFirst() else { return nil }
                switch operation {
                case UInt8(ascii: "i"), UInt8(ascii: "+"), UInt8(ascii: "-"): break
                case UInt8(ascii: "p"): rest = rest.dropFirst()
                case UInt8(ascii: "{"): rest = rest.drop { $0 != UInt8(ascii: "}") }.dropFirst()
                case UInt8(ascii: "d"): parts.append(.number)
                default: return nil
                }
            default:
                parts.append(.byte(byte))
            }
        }
        return parts.isEmpty ? nil : Pattern(parts: parts)
    }
}

extension OutputGrammar {
    /// What a terminal was sent that it should not have been.
    struct Violation: Error, CustomStringConvertible {
        let description: String
    }

    /// The text in `bytes`, each sequence as a line feed.
    ///
    /// Throws at the first byte that is part of neither, and for text with what harms in it.
    func text(in bytes: [UInt8]) throws -> String {
        var text: [UInt8] = []
        var run: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            guard byte < 0x20 || byte == 0x7F else {
                run.append(byte)
                rest = rest.dropFirst()
                continue
            }
            try Self.check(run)
            guard let length = length(of: rest) else {
                let start = String(decoding: bytes[..<rest.startIndex].suffix(40), as: UTF8.self)
                let end = String(decoding: rest.prefix(40), as: UTF8.self)
                throw Violation(description: "\(start.debugDescription) | \(end.debugDescription)")
            }
            text += run + [0x0A]
            run = []
            rest = rest.dropFirst(length)
        }
        try Self.check(run)
        return String(decoding: text + run, as: UTF8.self)
    }

    /// How long the sequence at the start of `bytes` is; nil where there is none that is known.
    private func length(of bytes: ArraySlice<UInt8>) -> Int? {
        let known = patterns.compactMap { $0.length(in: bytes) }.max()
        return known ?? Self.rendition(bytes) ?? Self.command(bytes)
    }

    /// SGR (ECMA-48, 8.3.117).
    private static func rendition(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.starts(with: [0x1B, 0x5B]) else { return nil }
        let end = bytes.dropFirst(2).drop { (0x30...0x39).contains($0) || $0 == 0x3B }
        guard end.first == UInt8(ascii: "m"), end.startIndex - bytes.startIndex < 40 else {
            return nil
        }
        return end.startIndex - bytes.startIndex + 1
    }

    /// OSC 52 with Base64, OSC 8 with an address of the web or none, and the question of OSC 11.
    private static func command(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.starts(with: [0x1B, 0x5D]) else { return nil }
        let content = bytes.dropFirst(2).prefix { $0 != 0x07 && $0 != 0x1B }
        let end = bytes[content.endIndex...]
        let close = end.first == 0x07 ? 1 : end.starts(with: [0x1B, 0x5C]) ? 2 : 0
        guard close > 0, content.count < 8192 else { return nil }
        let length = content.endIndex - bytes.startIndex + close
        let text = String(decoding: content, as: UTF8.self)
        if text == "11;?" { return length }
        if let match = text.wholeMatch(of: /52;c;([A-Za-z0-9+\/]*={0,2})/) {
            return match.1.utf8.count % 4 == 0 ? length : nil
        }
        return text.wholeMatch(of: /8;(id=[0-9]+)?;(https?:\/\/[!-~]+)?/) == nil ? nil : length
    }

    /// Throws where a run of text is no UTF-8 or holds what harms.
    private static func check(_ run: [UInt8]) throws {
        guard let text = String(validating: run, as: UTF8.self) else {
            throw Violation(description: "no UTF-8: \(String(decoding: run, as: UTF8.self))")
        }
        if let harm = Harm.first(in: text) {
            throw Violation(description: "\(harm) in \(text.debugDescription)")
        }
    }
}

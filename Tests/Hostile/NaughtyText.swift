/// Text that somebody might send who means no good.
package enum NaughtyText {
    /// One of every kind: what a terminal obeys, what misleads a reader, what costs a program.
    package static let strings: [String] = [
        escapes, controls, misleading, floods, joined, edges,
    ].flatMap { $0 }

    /// The text of these scalars, some of which no literal may hold.
    private static func text(_ values: UInt32...) -> String {
        String(String.UnicodeScalarView(values.compactMap { Unicode.Scalar($0) }))
    }

    /// Sequences that terminals act upon (ECMA-48; xterm, "Control Sequences").
    package static let escapes = [
        "\u{1B}[2J\u{1B}[Hgewist", "\u{1B}[31;1mrood\u{1B}[0m", "\u{1B}]0;titel\u{7}",
        "\u{1B}]2;titel\u{1B}\\", "\u{1B}]52;c;cm0gLXJm\u{7}",
        "\u{1B}]8;;https://kwaad.example/\u{7}klik\u{1B}]8;;\u{7}",
        "\u{1B}]1337;File=inline=1:AAAA\u{7}", "\u{1B}P$q\"p\u{1B}\\", "\u{1B}_app\u{1B}\\",
        "\u{1B}^privé\u{1B}\\", "\u{1B}X\u{1B}\\", "\u{1B}c", "\u{1B}[c", "\u{1B}[6n",
        "\u{1B}[?1049h", "\u{1B}[?25l", "\u{1B}[20t", "\u{1B}(0lqk\u{1B}(B", "\u{1B}#8",
        "\u{1B}[1;1r", "\u{1B}Z", "\u{1B}[>c", "\u{1B}[200~rm -rf\u{1B}[201~",
        "\u{9B}31mrood", "\u{9D}0;titel\u{9C}", "\u{90}q\u{9C}", "\u{9E}x\u{9C}", "\u{9F}x\u{9C}",
        "\u{84}\u{85}\u{88}\u{8D}\u{8E}\u{8F}\u{96}\u{97}\u{98}\u{9A}",
    ]

    /// Controls one by one.
    package static let controls: [String] = {
        let values: [UInt32] = Array(0x00...0x1F) + Array(0x7F...0x9F)
        return values.map { "voor" + text($0) + "na" }
    }()

    /// What does not look like what it is.
    package static let misleading = [
        "\u{202E}gnp.exe", "\u{202D}a\u{202C}", "\u{202A}a\u{202B}b", "\u{2066}a\u{2069}",
        "\u{2067}\u{2068}", "\u{200E}\u{200F}\u{61C}", "a\u{200B}b", "a\u{200C}b", "a\u{200D}b",
        "a\u{2060}b", "\u{FEFF}a\u{FEFF}", "a\u{AD}b", "a\u{34F}b", "a\u{180E}b", "a\u{2061}b",
        "\u{E0001}\u{E0067}\u{E0062}\u{E007F}", "x\u{FE0F}\u{FE0E}\u{FE00}", "x\u{E0100}\u{E01EF}",
        "\u{3164}\u{115F}\u{1160}\u{FFA0}", "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{FFFC}",
        "\u{2028}regel\u{2029}", "\u{206A}\u{206F}", "pаypаl.nl", "\u{1D173}\u{1D17A}",
    ]

    /// What is small to send and large to draw.
    package static let floods: [String] = [
        "e" + String(repeating: "\u{301}", count: 500),
        "Z" + (0x300...0x36F).map { text($0) }.joined(),
        "o" + String(repeating: "\u{20DD}\u{489}", count: 500),
        "👍" + String(repeating: "🏽", count: 500), "ｶ" + String(repeating: "\u{FF9E}", count: 500),
        String(repeating: "\u{1100}", count: 500), String(repeating: "\u{1161}", count: 500),
        String(repeating: "\u{1161}\u{11A8}", count: 500),
        String(repeating: "\u{D7C7}", count: 500),
        String(repeating: "\u{915}\u{94D}", count: 500),
        Array(repeating: "👩", count: 500).joined(separator: "\u{200D}"),
        String(repeating: "\u{D4E}", count: 500), String(repeating: "\u{E33}", count: 500),
        String(repeating: "🇳", count: 501), String(repeating: "\u{FDFD}", count: 100),
        "\u{1112}\u{119E}" + String(repeating: "\u{11AB}", count: 200), "꧅꧅꧅ 𒐫𒐫𒐫 ⸻⸻⸻",
    ]

    /// Emoji of several scalars, whole and in pieces.
    package static let joined = [
        "👨‍👩‍👧‍👦", "🏴‍☠️", "👩🏻‍❤️‍💋‍👨🏿", "👁️‍🗨️", "🧑🏽‍🚀", "❤️‍🔥", "🇳🇱🇧🇪🇸", "1️⃣#️⃣*️⃣",
        "👩\u{200D}", "\u{200D}👩", "👩\u{200D}\u{200D}👩", "1\u{FE0F}\u{200D}👩",
        "🇳\u{200D}👩", "🏽\u{200D}👩", "👩\u{200D}🏽", "👩\u{FE0F}\u{FE0F}", "👩\u{301}\u{200D}👩",
        "👩\u{200D}\u{200B}👩", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ]

    /// The first and the last of what there is.
    package static let edges: [String] = [
        "", " ", text(0xFFFE, 0xFFFF), text(0xFDD0, 0xFDEF), text(0x1FFFE, 0x10FFFF),
        "\u{E000}\u{F8FF}",
        "\u{F0000}\u{10FFFD}", "\u{D7FF}\u{E000}", "\u{FFFD}", "\u{A0}\u{2007}\u{202F}\u{3000}",
        "\u{301}", "\u{20E3}", "\u{2800}", "İıſßŉǰΐ", "%s%n%d", "${HOME}`id`$(id)", "../../x",
        "-rf --help", "'\";--", "<script>&lt;&amp;#27;", "\\u001b\\x1b", "NaN null undefined 1e999",
    ]

    /// Bytes that are not UTF-8: alone, cut off, overlong, surrogates, beyond the last plane.
    package static let bytes: [[UInt8]] = [
        [0x80], [0xBF, 0xBF], [0xC2], [0xE2, 0x80], [0xF0, 0x9F, 0x91], [0xFE], [0xFF, 0xFE],
        [0xC0, 0x9B], [0xC1, 0xBF], [0xE0, 0x80, 0x9B], [0xF0, 0x80, 0x80, 0x9B],
        [0xF8, 0x80, 0x80, 0x80, 0x9B], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
        [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF],
        [0x1B, 0xC2, 0x9B, 0x9B], [0xC2, 0x1B, 0x5B, 0x6D], [0xE2, 0x80, 0x1B, 0xAE],
    ]
}

extension SplitMix {
    /// Up to `length` pieces: scalars of all kinds that have to be looked at, and naughty strings.
    package mutating func naughtyText(length: Int = 12) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7E, 0x7F...0x9F, 0xA0...0xFF, 0x300...0x320, 0x5B0...0x61C,
            0x900...0x94D, 0xE30...0xE4E, 0x1100...0x1112, 0x1160...0x11FF, 0xD7B0...0xD7FF,
            0x200B...0x200F,
            0x2028...0x202E, 0x2060...0x206F, 0x2190...0x27BF, 0x3041...0x30FF, 0xAC00...0xAC40,
            0xE000...0xE010, 0xFDD0...0xFDEF, 0xFE00...0xFE0F, 0xFF9E...0xFFA0, 0xFFF0...0xFFFF,
            0x1D173...0x1D17A, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0x1F400...0x1F64F,
            0x200D...0x200D, 0xE0000...0xE01EF, 0x0...0x10FFFF,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if UInt8.random(in: 0...15, using: &self) == 0 {
                text += NaughtyText.strings.randomElement(using: &self) ?? ""
                continue
            }
            let range = ranges.randomElement(using: &self) ?? 0x20...0x7E
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

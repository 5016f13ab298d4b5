import PortalModel

/// What is sent to put text into the clipboard of the terminal that the reader sits at.
enum Clipboard {
    /// What stands between the portal and that terminal.
    enum Multiplexer {
        case none
        case tmux
        case screen
    }

    /// OSC 52 (xterm, "Manipulate Selection Data") with the text in Base64, so that nothing of the
    /// text itself is sent.
    ///
    /// tmux may take the sequence itself or, with `allow-passthrough`, hand a wrapped one on; it
    /// ignores what it was not told to do. GNU screen hands on what is wrapped.
    static func sequence(for text: String, through multiplexer: Multiplexer) -> String {
        let plain = "\u{1B}]52;c;\(base64(text.utf8))\u{7}"
        switch multiplexer {
        case .none: return plain
        case .tmux: return plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\"
        case .screen: return "\u{1B}P\(plain)\u{1B}\\"
        }
    }

    /// Base64 (RFC 4648, section 4); the standard library has none, and Foundation would make the
    /// portal start later.
    static func base64(_ bytes: some Sequence<UInt8>) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(bits >> UInt32(count) & 0x3F)])
            }
        }
        if count > 0 { result.append(alphabet[Int(bits << UInt32(6 - count) & 0x3F)]) }
        while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
        return String(decoding: result, as: UTF8.self)
    }
}

/// What is sent to make cells a link (OSC 8, "Hyperlinks in Terminal Emulators",
/// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
enum Hyperlink {
    /// Makes what is drawn next lead to `address`. Cells of one `number` light up together, also
    /// where a link goes on in the next row.
    ///
    /// A web address is printable ASCII, so nothing in it ends the sequence.
    static func opening(_ address: WebAddress, number: Int) -> String {
        "\u{1B}]8;id=\(number);\(address.string)\u{1B}\\"
    }

    static let closing = "\u{1B}]8;;\u{1B}\\"

    /// Longer addresses than this, in bytes, are no links: terminals drop them.
    static let maximumLength = 2000
}

import Foundation
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
        let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
        switch multiplexer {
        case .none: return plain
        case .tmux: return plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\"
        case .screen: return "\u{1B}P\(plain)\u{1B}\\"
        }
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

import PortalModel

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

    /// Makes what is drawn next lead nowhere.
    static let closing = "\u{1B}]8;;\u{1B}\\"

    /// Longer addresses than this, in bytes, are no links: terminals drop them.
    static let maximumLength = 2000
}

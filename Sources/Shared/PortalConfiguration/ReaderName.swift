import PortalModel
import System

/// The name under which a restricted portal keeps what one of its readers did: that of a folder, so
/// that it leads to no other one.
public struct ReaderName: Hashable, Sendable {
    public let text: String

    /// Bytes that the name of a folder may have.
    private static let longest = 250

    /// The name that is written as `text`: letters and digits of ASCII, `-`, `_` and `.`, the first
    /// of them no full stop; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard (1...Self.longest).contains(text.utf8.count), !text.hasPrefix("."),
            text.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        self.text = String(text)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Whose portal it is by `environment`: the one whom `PORTAAL_READER` names, else the owner of
    /// the key that let them in, which sshd tells with `ExposeAuthInfo`.
    ///
    /// - Returns: nil where nobody is named, and a Dutch sentence where that is by a mistake.
    public static func named(
        in environment: [String: String]
    ) -> (name: ReaderName?, problem: SafeText?) {
        if let text = environment["PORTAAL_READER"], !text.isEmpty {
            guard let name = ReaderName(text) else {
                return (nil, "PORTAAL_READER is geen naam van een lezer; er wordt niets bewaard.")
            }
            return (name, nil)
        }
        guard let path = environment["SSH_USER_AUTH"] else { return (nil, nil) }
        do throws(FileProblem) {
            let text = try TextFile.read(path, limit: 65_536) ?? ""
            guard let key = key(in: text) else { return (nil, nil) }
            guard let name = ReaderName("key-" + key) else {
                return (nil, "Deze soort sleutel is te lang; er wordt niets bewaard.")
            }
            return (name, nil)
        } catch {
            return (nil, error.sentence)
        }
    }

    /// The public key in what sshd tells, `publickey ssh-ed25519 AAAA…` on a line of its own, in
    /// the letters of Base64 that a name of a file may have (RFC 4648, section 5).
    private static func key(in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "publickey" else { continue }
            return String(words[2]).replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: "")
        }
        return nil
    }
}

import PortalModel

/// A file that belongs to an item.
public struct Enclosure: Hashable, Sendable {
    /// Where it is.
    public var address: WebAddress
    /// Its media type as given, such as `image/webp`.
    public var type: SafeText?
    /// What it is, as far as its type, its medium or its name tells.
    public var kind: Kind
    /// Its length in bytes, if told and not 0.
    public var length: Int?
    /// How long it plays, in seconds, if told and not 0.
    public var duration: Int?
    /// What is to be seen or heard in it; nil where nobody says.
    public var description: SafeText?

    /// What a file is to a reader.
    public enum Kind: Hashable, Sendable {
        case audio, video, picture, pdf, page, other
        /// A small picture of the item itself.
        case thumbnail
        /// What no browser opens any more.
        case flash
    }

    /// The bytes that `text` tells, which some feeds write with separators; nil for none.
    static func length(_ text: String) -> Int? {
        let digits = text.utf8.filter { !" ,.".utf8.contains($0) }
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(String(decoding: digits, as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
    }
}

extension Enclosure.Kind {
    /// What a file of media type `type` is, of `medium` (Media RSS), or with the name in `address`.
    init(_ type: SafeText, medium: String? = nil, at address: WebAddress) {
        let type = type.string.lowercased()
        self =
            Self(medium: medium?.lowercased() ?? "") ?? Self(type: type)
            ?? Self(name: address.string) ?? .other
    }

    /// Whether it takes time to play.
    public var plays: Bool { self == .audio || self == .video }

    private init?(medium: String) {
        switch medium {
        case "image": self = .picture
        case "audio": self = .audio
        case "video": self = .video
        default: return nil
        }
    }

    private init?(type: String) {
        switch type.prefix(while: { $0 != "/" }) {
        case "image": self = .picture
        case "audio": self = .audio
        case "video": self = .video
        default:
            if type.hasPrefix("application/pdf") {
                self = .pdf
            } else if type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") {
                self = .page
            } else if type.contains("shockwave-flash") {
                self = .flash
            } else {
                return nil
            }
        }
    }

    private init?(name address: String) {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        switch path.suffix(5).split(separator: ".", omittingEmptySubsequences: false).last {
        case "jpg", "jpeg", "png", "gif", "webp", "avif", "JPG", "PNG": self = .picture
        case "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac": self = .audio
        case "mp4", "m4v", "webm", "mov", "mkv", "avi": self = .video
        case "pdf", "PDF": self = .pdf
        case "swf": self = .flash
        default: return nil
        }
    }
}

/// Times that a recording takes.
enum PlayingTime {
    /// The seconds that `text` tells: `2710`, `45:10`, `1:02:03`; nil for none.
    static func seconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 3 else { return nil }
        var seconds = 0
        for part in parts {
            // Some write fractions.
            guard let number = Double(part.filter { $0 != " " }), (0...1_000_000).contains(number)
            else { return nil }
            seconds = seconds * 60 + Int(number)
        }
        return seconds > 0 ? seconds : nil
    }
}

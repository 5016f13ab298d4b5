import Markup
import PortalModel

/// What a feed says, whatever its format.
public struct ParsedFeed: Hashable, Sendable {
    public var format: FeedFormat
    public var title: SafeText = .empty
    public var link: WebAddress?
    /// Its items in the feed's own order, at most `maximumItems`.
    public var items: [ParsedItem] = []
    public var schedule = Schedule()
    /// Whether its end was there.
    public var isWhole = true

    /// Items after this many are left out.
    public static let maximumItems = 10_000

    /// A feed larger than this, in bytes, is refused.
    public static let maximumLength = 10_000_000

    /// When a feed wishes to be asked.
    public struct Schedule: Hashable, Sendable {
        /// Minutes for which it stays fresh (RSS 2.0, `ttl`).
        public var timeToLive: Int?
        /// Minutes between two changes (RSS 1.0 Syndication module).
        public var updateInterval: Int?
        /// Hours in UTC, 0 to 23, in which nobody need ask (RSS 0.91, `skipHours`).
        public var skipHours: Set<Int> = []
        /// Days in UTC, 0 for Sunday to 6, on which nobody need ask (RSS 0.91, `skipDays`).
        public var skipDays: Set<Int> = []
    }
}

extension ParsedFeed {
    /// Reads a feed in RSS, RDF, Atom or JSON Feed, in any encoding, well-formed or not.
    ///
    /// `contentType` is the header that came with it, `address` the place it came from, which
    /// relative addresses in it count from. Of one that `isCut` at a limit the items count that
    /// came whole. Throws `empty`, `tooLarge`, `webPage`, `notAFeed` or
    /// `malformed`.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, address: WebAddress? = nil,
        isCut: Bool = false
    ) throws(DeliveryProblem) {
        let text = try ParsedFeed.text(of: bytes, contentType: contentType)
        try self.init(text: text, address: address, isCut: isCut)
    }

    /// Reads `text`, UTF-8, as `init(parsing:)` does.
    init(text: [UInt8], address: WebAddress?, isCut: Bool = false) throws(DeliveryProblem) {
        // What is shown of a feed leads to its site, and what leads there is no secret.
        let address = address?.withoutUser
        self =
            ParsedFeed.isXML(text)
            ? try XMLFeedParser(bytes: text, address: address, isCut: isCut).read().feed
            : try JSONFeedParser.parsed(
                isCut ? TruncatedJSONRepair.closed(text) : text, address: address)
    }

    /// The text of a feed as UTF-8, if there is any and it is not too long.
    static func text(of bytes: [UInt8], contentType: String?) throws(DeliveryProblem) -> [UInt8] {
        guard bytes.count <= ParsedFeed.maximumLength else {
            throw DeliveryProblem(.tooLarge, "\(ParsedFeed.maximumLength / 1_000_000)")
        }
        let text = TextDecoding.utf8(bytes, contentType: contentType)
        guard text.contains(where: { $0 > 0x20 }) else { throw DeliveryProblem(.empty) }
        return text
    }

    /// Whether the text of a feed is XML; JSON otherwise.
    static func isXML(_ text: [UInt8]) -> Bool {
        text.first { $0 > 0x20 } != UInt8(ascii: "{")
    }
}

/// The language of a feed.
public struct FeedFormat: Hashable, Sendable {
    public enum Family: String, Hashable, Sendable {
        /// RSS 0.9x and 2.0.
        case rss
        /// RSS 0.90 and 1.0, which are RDF.
        case rdf
        /// Atom 0.3 and 1.0.
        case atom
        case json
    }

    public var family: Family
    /// The version, such as 2.0; empty where the feed does not tell.
    var version: SafeText

    /// Family and version: `rss 2.0`.
    public var text: SafeText {
        let name = SafeText(cleaning: family.rawValue)
        return version.isEmpty ? name : "\(name) \(version)"
    }
}

/// One item or entry of a feed.
public struct ParsedItem: Hashable, Sendable {
    /// What the feed tells it apart by, byte for byte: it is compared, never shown.
    public var guid: String?
    public var title: SafeText = .empty
    public var link: WebAddress?
    /// When it was published or, where only that is told, last changed.
    public var published: Timestamp?
    public var updated: Timestamp?
    public var authors: [SafeText] = []
    /// What the feed gives as its summary or description; nil where it gives none.
    public var summary: Document?
    /// Its text: the content or, where there is none, the description.
    public var content = Document()
    public var categories: [SafeText] = []
    public var enclosures: [Enclosure] = []
    /// Where its readers talk about it.
    public var comments: WebAddress?
    /// What a portal that published it knows of it.
    public var portal: PortalExtension?
}

/// A file that belongs to an item.
public struct Enclosure: Hashable, Sendable {
    public var address: WebAddress
    /// Its media type as given, such as `image/webp`.
    public var type: SafeText?
    public var kind: Kind
    /// Its length in bytes, if told and not 0.
    public var length: Int?
    /// How long it plays, in seconds, if told and not 0.
    public var duration: Int?
    /// What is to be seen or heard in it; nil where nobody says.
    public var description: SafeText?

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
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
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

    var plays: Bool { self == .audio || self == .video }

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

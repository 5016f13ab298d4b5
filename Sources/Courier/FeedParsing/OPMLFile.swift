import Markup
import PortalModel

/// A list of subscriptions in OPML (2.0, and 1.0 and 1.1 as they are found).
///
/// Outlines with `xmlUrl`, or `url`, are subscriptions whatever their `type`; outlines without are
/// folders: the section and, of folders inside folders, first the edition. Nothing is fetched or
/// opened, and only addresses of http and https are taken: everything else, such as a command, is
/// named in `skipped`.
public struct OPMLFile: Hashable, Sendable {
    /// A subscription.
    public struct Subscription: Hashable, Sendable {
        /// Its name and address.
        public let feed: FoundFeed
        /// The folder that it stands in; nil where it stands in none.
        public let section: SafeText?
        /// The edition that the folder says it belongs to, which only the portal's own lists say.
        public let edition: SafeText?
    }

    /// An entry that is left out.
    public struct Skipped: Hashable, Sendable {
        /// Its name, which may be empty.
        public let name: SafeText
        /// What it asks for instead of an address on the web.
        public let address: SafeText
    }

    /// In the order of the list; an address that comes more than once stands here as often.
    public internal(set) var subscriptions: [Subscription] = []
    /// In the order of the list.
    public internal(set) var skipped: [Skipped] = []
    /// Whether entries after `maximumEntries` were left out.
    public internal(set) var isCut = false
    /// Whether the list is not well-formed, so that something in it may have been missed.
    public internal(set) var isDamaged = false

    /// Bytes of a list.
    public static let maximumLength = 10_000_000
    /// Entries after this many, those that are skipped included, are not read.
    public static let maximumEntries = 5_000
    /// Outlines nested deeper than this end the reading.
    static let maximumNesting = 256

    init() {}

    /// Reads a list in any encoding, well-formed or not. Linear in its length.
    ///
    /// Throws `empty`, `tooLarge`, `malformed` for one that nests too deep, and `notAFeed` for
    /// what is no OPML, with the name of the outermost element.
    public init(parsing bytes: [UInt8]) throws(DeliveryProblem) {
        guard bytes.count <= OPMLFile.maximumLength else {
            throw DeliveryProblem(.tooLarge, "\(OPMLFile.maximumLength / 1_000_000)")
        }
        let text = TextDecoding.utf8(bytes, contentType: nil)
        guard text.contains(where: { $0 > 0x20 }) else { throw DeliveryProblem(.empty) }
        let strict = OPMLReader(isRecovering: false)
        if strict.read(text) {
            self = try strict.list()
            return
        }
        if strict.isTooDeep { throw DeliveryProblem(.malformed, OPMLFile.depthLimit) }
        // Where the list breaks off inside a tag, an address may be half of one.
        let whole = Array(text[...(text.lastIndex(of: UInt8(ascii: ">")) ?? 0)])
        let lenient = OPMLReader(isRecovering: true)
        _ = lenient.read(
            XMLRepair(whole, entities: [:]).repaired(after: XMLFeedParser.wrapperElements))
        self = try lenient.list()
        isDamaged = true
    }

    static let depthLimit: SafeText = "\(OPMLFile.maximumNesting) niveaus"
}

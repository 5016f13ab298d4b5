import Markup
import PortalModel

/// A list of subscriptions in OPML (2.0, and 1.0 and 1.1 as they are found).
///
/// Outlines with `xmlUrl`, or `url`, are subscriptions whatever their `type`; outlines without are
/// folders: the section and, of folders inside folders, first the edition. Nothing is fetched or
/// opened, and only addresses of http and https are taken: everything else, such as a command, is
/// named in `skipped`.
public struct OPMLFile: Hashable, Sendable {
    public struct Subscription: Hashable, Sendable {
        public let feed: FoundFeed
        /// The folder that it stands in; nil where it stands in none.
        public let section: SafeText?
        /// The edition that the folder says it belongs to, which only the portal's own lists say.
        public let edition: SafeText?
    }

    /// An entry that is left out.
    public struct Skipped: Hashable, Sendable {
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

/// One reading of an OPML list, strictly or with libxml2's recovery.
final class OPMLReader: XMLReader {
    /// Whether the list nests deeper than is read.
    private(set) var isTooDeep = false

    private struct Folder {
        let depth: Int
        let name: SafeText
        let edition: SafeText?
    }

    private var file = OPMLFile()
    private var folders: [Folder] = []
    private var root: SafeText?
    private var isOPML = false

    override func read(_ bytes: [UInt8]) -> Bool {
        super.read(bytes) && !isTooDeep
    }

    /// What was read. Throws `notAFeed` and `malformed`.
    func list() throws(DeliveryProblem) -> OPMLFile {
        guard isOPML else { throw DeliveryProblem(.notAFeed, root.map { "<\($0)>" }) }
        guard !isTooDeep else { throw DeliveryProblem(.malformed, OPMLFile.depthLimit) }
        return file
    }

    override func open(_ tag: XMLTag) {
        guard !isStopped else { return }
        // The element itself counts, and so do the wrappers around a broken list.
        guard depth < OPMLFile.maximumNesting else {
            isTooDeep = true
            return stop()
        }
        let name = MarkupName(tag.name)
        if root == nil, name != "wrapper" {
            root = SafeText(line: String(cString: tag.name), limit: 40)
            // Some lists leave out the outermost element.
            isOPML = name == "opml" || name == "body"
        }
        if isOPML, name == "outline" { openOutline(tag.attributes, at: depth) }
    }

    private func openOutline(_ attributes: XMLAttributes, at depth: Int) {
        // Ends of elements are not waited for: with recovery some close without an event.
        while let folder = folders.last, folder.depth >= depth { folders.removeLast() }
        let names = [attributes["title"], attributes["text"]].map { text in
            SafeText(line: text ?? "", limit: 60)
        }
        let name = names.first { !$0.isEmpty } ?? .empty
        let reference = [attributes["xmlUrl"], attributes["url"]].compactMap { $0 }
            .first { !$0.allSatisfy(\.isWhitespace) }
        guard let reference else {
            // The portal's own (OPML 2.0, "Extending OPML"), by the prefix that it writes.
            let edition = attributes["edition", "portaal"]
            if !name.isEmpty {
                folders.append(
                    Folder(
                        depth: depth, name: name,
                        edition: edition.map { SafeText(line: $0, limit: 60) }))
            }
            return
        }
        guard file.subscriptions.count + file.skipped.count < OPMLFile.maximumEntries else {
            file.isCut = true
            return stop()
        }
        add(reference, name)
    }

    /// What the innermost folder says or, of folders inside folders, the name of the outermost.
    private var edition: SafeText? {
        folders.last?.edition ?? (folders.count > 1 ? folders.first?.name : nil)
    }

    /// The names of the folders, but for one that is the edition.
    private var section: SafeText? {
        let names = folders.map(\.name)
        guard let last = names.last else { return nil }
        guard names.count > 1 else { return last }
        // The portal's own lists say which edition it is, and name it outside.
        let inner = names.dropFirst().map(\.string).joined(separator: " › ")
        return SafeText(line: inner, limit: 60)
    }

    private func add(_ reference: String, _ name: SafeText) {
        if let address = WebAddress.candidates(typed: reference).first {
            file.subscriptions.append(
                OPMLFile.Subscription(
                    feed: FoundFeed(title: name, address: address), section: section,
                    edition: edition))
        } else {
            file.skipped.append(
                OPMLFile.Skipped(name: name, address: SafeText(line: reference, limit: 200)))
        }
    }
}

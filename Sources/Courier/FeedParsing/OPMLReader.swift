import Markup
import PortalModel

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

    /// The portal's own attribute (OPML 2.0, "Extending OPML"), by the prefix that it writes.
    private static let edition: (prefix: MarkupName, name: MarkupName) = ("portaal", "edition")

    override func read(_ bytes: [UInt8]) -> Bool {
        super.read(bytes) && !isTooDeep
    }

    /// What was read. Throws `notAFeed` and `malformed`.
    func list() throws(DeliveryProblem) -> OPMLFile {
        guard isOPML else {
            throw DeliveryProblem(.notAFeed, root.map { "<\($0)>" })
        }
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
            let edition = attributes[OPMLReader.edition.name, OPMLReader.edition.prefix]
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

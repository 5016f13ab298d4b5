import Markup
import PortalModel

/// The start tag of an element in a feed. Good only as long as the callback runs.
struct StartTag {
    /// Its name without prefix.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Its name without prefix and without regard to case.
    let name: MarkupName
    let namespace: FeedNamespace
    /// The namespaces that it declares: two pointers each, for prefix and address.
    let namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>
    /// Its attributes.
    let attributes: XMLAttributes

    /// What it means; nil for what tells a reader nothing.
    var element: FeedElement? { FeedElement(name, in: namespace) }

    /// The format of a feed that begins with this tag.
    func format(_ element: FeedElement) -> FeedFormat {
        let version = SafeText(line: attributes["version"] ?? "", limit: 20)
        return switch element {
        case .rdf: FeedFormat(family: .rdf, version: declaredVersion ?? version)
        case .feed, .entry: FeedFormat(family: .atom, version: declaredVersion ?? version)
        default: FeedFormat(family: .rss, version: version)
        }
    }

    /// The version that the namespaces stand for, which say it with more care than attributes.
    private var declaredVersion: SafeText? {
        for index in stride(from: 1, to: namespaces.count, by: 2) {
            guard let pointer = namespaces[index] else { continue }
            let address = String(cString: pointer).lowercased()
            if address.contains("purl.org/atom") { return "0.3" }
            if address.contains("w3.org/2005/atom") { return "1.0" }
            if address.contains("purl.org/rss/1.0/modules") { continue }
            if address.contains("purl.org/rss/1.0") { return "1.0" }
            if address.contains("netscape.com/rdf/simple/0.9") { return "0.90" }
        }
        return nil
    }
}

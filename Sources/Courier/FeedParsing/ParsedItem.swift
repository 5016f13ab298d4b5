import PortalModel

/// One item or entry of a feed.
public struct ParsedItem: Hashable, Sendable {
    /// What the feed tells it apart by, byte for byte: it is compared, never shown.
    public var guid: String?
    /// Its title on one line; empty where it has none.
    public var title: SafeText = .empty
    /// Its page.
    public var link: WebAddress?
    /// When it was published or, where only that is told, last changed.
    public var published: Timestamp?
    /// When it was last changed.
    public var updated: Timestamp?
    /// Who wrote it.
    public var authors: [SafeText] = []
    /// What the feed gives as its summary or description; nil where it gives none.
    public var summary: Document?
    /// Its text: the content or, where there is none, the description.
    public var content = Document()
    /// What it is about, in the publisher's words.
    public var categories: [SafeText] = []
    /// Files that belong to it: pictures, sound.
    public var enclosures: [Enclosure] = []
    /// Where its readers talk about it.
    public var comments: WebAddress?
    /// What a portal that published it knows of it.
    public var portal: PortalExtension?

    /// An item of which nothing is known.
    init() {}
}

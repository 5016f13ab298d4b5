extension Document {
    /// What hangs on the article without being its text: files and the page of its comments, each
    /// one linked span.
    public var attachments: [Span] {
        for case .attachments(let spans) in blocks.reversed() { return spans }
        return []
    }

    /// The document with `attachments` at its end, without those that it links or shows already,
    /// nor pictures where it has any: of `maximumAttachments` in all.
    public func attaching(_ attachments: [Span]) -> Document {
        guard !attachments.isEmpty else { return self }
        var known = Set(links.map(\.withoutScheme))
        let hasPicture = blocks.contains(where: \.hasPicture)
        let new = attachments.filter { span in
            guard let link = span.link, known.insert(link.withoutScheme).inserted else {
                return false
            }
            return !(hasPicture && span.text.isOfPicture)
        }
        guard !new.isEmpty else { return self }
        return Document(blocks + [.attachments(Array(new.prefix(Self.maximumAttachments)))])
    }

    /// Attachments after this many are left out.
    static let maximumAttachments = 20

    /// How the mark of a picture begins.
    public static let pictureMark = "[beeld"
}

extension Block {
    fileprivate var hasPicture: Bool {
        switch self {
        case .image: true
        case .paragraph(let spans): spans.contains(where: \.text.isOfPicture)
        case .list(let items): items.contains { $0.blocks.contains(where: \.hasPicture) }
        case .quote(let blocks): blocks.contains(where: \.hasPicture)
        case .lines, .subhead, .preformatted, .table, .rule, .attachments: false
        }
    }
}

extension SafeText {
    fileprivate var isOfPicture: Bool { string.hasPrefix(Document.pictureMark) }
}

extension WebAddress {
    /// One page may be linked encrypted and not.
    fileprivate var withoutScheme: Substring { string.drop { $0 != ":" } }
}

extension Document {
    /// Where the text and its pictures lead, each page once and in reading order: the numbers that
    /// they have where the text is set.
    public var links: [WebAddress] {
        var found = FoundLinks()
        for block in blocks { found.add(block) }
        return found.links
    }
}

extension Article {
    /// What opens when the article as a whole is opened: its page or, where it has none, the only
    /// address in it, such as that of the sound that it brings.
    public var address: WebAddress? {
        if let link { return link }
        let links = body.links
        return links.count == 1 ? links[0] : nil
    }
}

/// Gathers the links of blocks.
private struct FoundLinks {
    private(set) var links: [WebAddress] = []
    private var known: Set<Substring> = []

    mutating func add(_ block: Block) {
        switch block {
        case .paragraph(let spans), .subhead(let spans), .attachments(let spans): add(spans)
        case .lines(let lines): for line in lines { add(line) }
        case .list(let items): for block in items.lazy.flatMap(\.blocks) { add(block) }
        case .quote(let blocks): for block in blocks { add(block) }
        case .table(let table): for cell in table.rows.lazy.joined() { add(cell.spans) }
        case .image(_, let address): if let address { add(address) }
        case .preformatted, .rule: break
        }
    }

    private mutating func add(_ spans: [Span]) {
        for span in spans {
            // A link around nothing but space is none.
            guard let link = span.link, span.text.string.utf8.contains(where: { $0 != 0x20 })
            else { continue }
            add(link)
        }
    }

    private mutating func add(_ address: WebAddress) {
        if known.insert(address.page).inserted { links.append(address) }
    }
}

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
        var known = Set(links.map(\.page))
        let hasPicture = blocks.contains(where: \.hasPicture)
        let new = attachments.filter { span in
            guard let link = span.link, known.insert(link.page).inserted else {
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
    public static let pictureMark = "[foto"
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
    fileprivate var isOfPicture: Bool {
        // Until version 1.0 they were marked as "[beeld]", which may be stored.
        string.hasPrefix(Document.pictureMark) || string.hasPrefix("[beeld")
    }
}

extension WebAddress {
    /// What is the same of addresses of one page, which may be linked encrypted and not, with a
    /// slash at its end and without.
    public var page: Substring {
        let rest = string.drop { $0 != ":" }
        return rest.last == "/" ? rest.dropLast() : rest
    }
}

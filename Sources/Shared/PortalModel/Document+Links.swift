extension Document {
    /// Where the text and its pictures lead, each address once and in reading order: the numbers
    /// that they have where the text is set.
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
    private var known: Set<WebAddress> = []

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
        if known.insert(address).inserted { links.append(address) }
    }
}

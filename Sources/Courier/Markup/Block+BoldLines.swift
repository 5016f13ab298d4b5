import PortalModel

extension [Block] {
    /// These blocks where a short line set wholly in bold type, with text below it, is a subhead,
    /// which is how many Dutch newsrooms write one: `<p><strong>Tussenkop</strong></p>`, or
    /// `<p><strong>Tussenkop</strong><br>` and the text.
    var withBoldLinesAsSubheads: [Block] {
        var blocks: [Block] = []
        for (index, block) in enumerated() {
            switch block {
            case .paragraph(let spans)
            where spans.looksLikeSubhead && index + 1 < count && self[index + 1].isText:
                blocks.append(.subhead(spans.withoutStrong))
            case .lines(let lines) where lines[0].looksLikeSubhead && !lines[1].looksLikeSubhead:
                blocks.append(.subhead(lines[0].withoutStrong))
                let rest = lines.dropFirst().map { $0 }
                blocks.append(rest.count > 1 ? .lines(rest) : .paragraph(rest[0]))
            default:
                blocks.append(block)
            }
        }
        return blocks
    }
}

extension Block {
    fileprivate var isText: Bool {
        switch self {
        case .paragraph, .lines, .list, .quote, .preformatted, .table: true
        case .subhead, .rule, .image, .attachments: false
        }
    }
}

extension [Span] {
    fileprivate var withoutStrong: [Span] {
        map { Span($0.text, style: $0.style.subtracting(.strong), link: $0.link) }
    }

    /// At most 80 characters, all in bold type and not all of it a link, and not ended like a
    /// sentence or an introduction to what follows.
    fileprivate var looksLikeSubhead: Bool {
        let isBold = allSatisfy { $0.style.contains(.strong) || $0.text.string == " " }
        guard isBold, contains(where: { $0.link == nil && $0.text.string != " " }) else {
            return false
        }
        let text = plainText
        guard text.utf8.count <= 320, text.count <= 80, let last = text.last else { return false }
        return !".,:;…".contains(last) && text.contains(where: \.isLetter)
    }
}

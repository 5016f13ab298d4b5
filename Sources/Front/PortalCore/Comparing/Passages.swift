import PortalModel

extension Block {
    /// The blocks in it that are compared one by one, as plain text: the items of a list, the
    /// blocks of a quote, the rows of a table and the lines of verse and of preformatted text each
    /// for themselves; pictures, rules and blocks without text not at all.
    var passages: [Block] {
        switch self {
        case .paragraph(let spans):
            return spans.plain.map { [.paragraph([$0])] } ?? []
        case .subhead(let spans):
            return spans.plain.map { [.subhead([$0])] } ?? []
        case .lines(let lines):
            return lines.flatMap { Block.paragraph($0).passages }
        case .list(let items):
            return items.compactMap { item in
                let inner = item.blocks.flatMap(\.passages)
                return inner.isEmpty ? nil : .list([ListItem(inner, marker: item.marker)])
            }
        case .table(let table):
            return table.rows.flatMap { row in
                let cells = row.map(\.spans).filter { $0.plain != nil }
                return Block.paragraph(Array(cells.joined(separator: [" · "]))).passages
            }
        case .quote(let blocks):
            return blocks.flatMap(\.passages).map { .quote([$0]) }
        case .preformatted(let lines):
            return lines.flatMap { Block.paragraph([Span($0)]).passages }
        case .rule, .image, .attachments:
            return []
        }
    }

    /// The texts in the block, in reading order.
    var texts: [SafeText] {
        switch self {
        case .paragraph(let spans), .subhead(let spans): spans.map(\.text)
        case .lines(let lines): lines.joined().map(\.text)
        case .list(let items): items.flatMap { $0.blocks.flatMap(\.texts) }
        case .quote(let blocks): blocks.flatMap(\.texts)
        case .table(let table): table.rows.joined().flatMap { $0.spans.map(\.text) }
        case .preformatted, .rule, .image, .attachments: []
        }
    }

    /// The block with what `spans` makes of each of its spans, in reading order.
    func withSpans(_ spans: (Span) -> [Span]) -> Block {
        switch self {
        case .paragraph(let old):
            .paragraph(old.flatMap(spans))
        case .subhead(let old):
            .subhead(old.flatMap(spans))
        case .lines(let old):
            .lines(old.map { $0.flatMap(spans) })
        case .list(let items):
            .list(
                items.map { item in
                    ListItem(item.blocks.map { $0.withSpans(spans) }, marker: item.marker)
                })
        case .quote(let blocks):
            .quote(blocks.map { $0.withSpans(spans) })
        case .table(let table):
            .table(
                Table(
                    table.rows.map { row in
                        row.map { cell in
                            Table.Cell(
                                cell.spans.flatMap(spans), isHeading: cell.isHeading,
                                columns: cell.columns, rows: cell.rows)
                        }
                    }))
        case .preformatted, .rule, .image, .attachments:
            self
        }
    }
}

extension [Span] {
    /// The spans as one without a look or link; nil where there is nothing to read.
    fileprivate var plain: Span? {
        let text = SafeText(cleaning: plainText.split(separator: " ").joined(separator: " "))
        return text.isEmpty ? nil : Span(text)
    }
}

extension Block {
    /// The block with signs around the words that the other text does not have, for where a look
    /// does not come through.
    public func bracketingUnmatched(_ opening: SafeText, _ closing: SafeText) -> Block {
        withSpans { span in
            guard span.style.contains(.unmatched) else { return [span] }
            return [Span("\(opening)\(span.text)\(closing)", style: span.style, link: span.link)]
        }
    }

    /// The stretches of words that the other text does not have, in reading order.
    public var unmatchedTexts: [SafeText] {
        var texts: [SafeText] = []
        _ = withSpans { span in
            if span.style.contains(.unmatched) { texts.append(span.text) }
            return [span]
        }
        return texts
    }
}

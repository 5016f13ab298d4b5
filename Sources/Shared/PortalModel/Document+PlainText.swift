extension Document {
    /// The text alone, a blank line between blocks; list items begin with "- " or their number.
    public var plainText: String {
        blocks.map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// How many words there are to read, for a reading time. Linear in the length of the text.
    public var wordCount: Int {
        plainText.split(whereSeparator: \.isWhitespace).count
    }

    /// The first paragraph with text in it, as one line.
    public var firstParagraph: SafeText? {
        for case .paragraph(let spans) in blocks {
            let text = SafeText(line: spans.plainText)
            if !text.isEmpty { return text }
        }
        return nil
    }
}

extension Block {
    /// The block's text alone.
    public var plainText: String {
        switch self {
        case .paragraph(let spans), .subhead(let spans):
            return spans.plainText
        case .lines(let lines):
            return lines.map(\.plainText).joined(separator: "\n")
        case .list(let items):
            return items.map { item in
                (item.marker?.string ?? "-") + " "
                    + item.blocks.map(\.plainText).joined(separator: "\n")
            }.joined(separator: "\n")
        case .table(let table):
            return table.rows.map { row in
                row.map(\.spans.plainText).joined(separator: "  ")
            }.joined(separator: "\n")
        case .quote(let blocks):
            return Document(blocks).plainText
        case .preformatted(let lines):
            return lines.map(\.string).joined(separator: "\n")
        case .rule:
            return ""
        case .image(let alternative, _):
            return alternative.string
        }
    }
}

extension [Span] {
    /// The text of the spans, one after the other.
    public var plainText: String {
        count == 1 ? self[0].text.string : map(\.text.string).joined()
    }
}

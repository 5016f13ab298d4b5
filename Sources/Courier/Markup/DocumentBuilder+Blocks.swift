import PortalModel

/// Blocks: what begins and ends them, and the lines in them.
extension DocumentBuilder {
    /// A line with more text than this, in bytes, is a paragraph and no line of verse, of an
    /// address or of a score.
    private static let longestLine = 100

    /// What stands in a caption after so many bytes is text by itself.
    private static let longestCaption = 600

    mutating func openBlock(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        guard captions == 0 || !element.holdsBlocks else { return }
        switch element {
        case .heading:
            headings += 1
            inline.style = style
        case .figure where keptMedia == .all: figures += 1
        case .caption: captions += 1
        case .preformatted: preformatted.open()
        case .rule: containers.append(.rule)
        case .numberedList: containers.push(.list(attributes.listNumbers))
        case .list: containers.push(.list(nil))
        case .item: containers.push(.item(number: attributes.number("value")))
        case .quote: containers.push(.quote)
        case .table: containers.push(.table)
        case .tableHead: tableHeads += 1
        case .row: containers.push(.row)
        case .cell: openCell(isHeading: tableHeads > 0, attributes)
        case .headingCell: openCell(isHeading: true, attributes)
        default: break
        }
    }

    mutating func closeBlock(_ element: HTMLElement) {
        guard captions == 0 || !element.holdsBlocks else { return }
        switch element {
        case .heading:
            headings -= 1
            inline.style = style
        case .figure where figures > 0:
            figures -= 1
            containers.endFigure()
        case .caption:
            captions -= 1
            endsLongCaption = false
        case .preformatted:
            if let lines = preformatted.close() { containers.append(.preformatted(lines)) }
        case .tableHead: tableHeads -= 1
        case .list, .numberedList, .item, .quote, .table, .row, .cell, .headingCell:
            containers.pop()
        default: break
        }
    }

    private mutating func openCell(isHeading: Bool, _ attributes: MarkupAttributes) {
        // Empty cells are objects too.
        piecesLeft -= 1
        func reach(_ name: StaticString) -> UInt8 {
            UInt8(clamping: min(max(attributes.number(name) ?? 1, 1), Table.maximumReach))
        }
        containers.push(
            .cell(
                CellShape(
                    isHeading: isHeading, columns: reach("colspan"), rows: reach("rowspan"))))
    }

    mutating func lineBreak() {
        if preformatted.isOpen {
            preformatted.endLine()
        } else if headings > 0 || captions > 0 {
            text(" ")
        } else if piecesLeft > inline.pieces {
            hasStructure = true
            inline.endLine()
        }
    }

    /// Between two blocks; those of a caption make one line.
    mutating func boundary() {
        hasStructure = true
        if preformatted.isOpen {
            preformatted.startLine()
        } else if captions > 0, inline.length < Self.longestCaption {
            text(" ")
        } else {
            endsLongCaption = captions > 0
            endBlock()
        }
    }

    mutating func endBlock() {
        guard inline.hasLineEnds else {
            let spans = inline.take()
            guard !spans.isEmpty, !isNotice([spans]) else { return }
            piecesLeft -= 1 + spans.count
            if figures > 0, headings == 0, containers.endsInPicture, !containers.hasCaption {
                return containers.appendCaption(spans, inFigure: true)
            }
            return containers.append(headings > 0 ? .subhead(spans) : .paragraph(spans))
        }
        endLines()
    }

    /// Ends a block of more than one line. Blank lines part paragraphs, and so do the ends of long
    /// lines: pages there are whose paragraphs end in a `br` each.
    private mutating func endLines() {
        let lines = inline.takeLines()
        guard !isNotice(lines) else { return }
        var stanza: [[Span]] = []
        var isAfterLong = false
        for line in lines {
            let isLong =
                !containers.isInCell
                && line.reduce(0) { $0 + $1.text.string.utf8.count } > DocumentBuilder.longestLine
            if line.isEmpty ? !containers.isInCell : isLong || isAfterLong {
                append(stanza)
                stanza.removeAll(keepingCapacity: true)
            }
            isAfterLong = isLong
            if !line.isEmpty { stanza.append(line) }
        }
        append(stanza)
    }

    private mutating func append(_ stanza: [[Span]]) {
        guard !stanza.isEmpty else { return }
        piecesLeft -= stanza.reduce(1) { $0 + 1 + $1.count }
        if stanza.count == 1 {
            containers.append(.paragraph(stanza[0].withoutIndentation))
        } else if stanza.joined().allSatisfy({ $0.style.contains(.code) }) {
            containers.append(.preformatted(stanza.map(\.asCode)))
        } else {
            containers.append(.lines(stanza))
        }
    }

    /// The paragraphs and lines of a document without markup.
    mutating func setPlain(_ text: PlainTextBuilder) {
        text.forEach { line, indent in
            guard piecesLeft > inline.pieces else { return }
            let blanks = min(indent, PlainTextBuilder.maximumIndent)
            if blanks > 0 { inline.append(String(repeating: "\u{A0}", count: blanks)) }
            inline.append(line)
        } end: { end in
            switch end {
            case .blank: inline.append(" ")
            case .line: inline.endLine()
            case .paragraph: endBlock()
            }
        }
    }
}

extension HTMLElement {
    /// Whether it is a container, or parts what does not stand in one; a caption has none of these.
    fileprivate var holdsBlocks: Bool {
        switch self {
        case .list, .numberedList, .item, .quote, .table, .row, .cell, .headingCell, .rule: true
        default: false
        }
    }
}

extension [Span] {
    /// The line without the no-break spaces that it begins with.
    fileprivate var withoutIndentation: [Span] {
        guard let first, first.text.string.first == "\u{A0}" else { return self }
        var spans = self
        spans[0].text = SafeText(cleaning: first.text.string.drop { $0 == "\u{A0}" || $0 == " " })
        return spans
    }

    /// The line as one whose white space counts.
    fileprivate var asCode: SafeText {
        SafeText(cleaning: plainText.replacing("\u{A0}", with: " "))
    }
}

extension MarkupAttributes {
    /// How the items of a numbered list are counted; nil where a style takes the numbers away.
    fileprivate var listNumbers: ListNumbers? {
        let style = self["style"]?.lowercased() ?? ""
        let named = ListNumbers.forms.first { style.contains($0.name) }?.form
        if named == nil, style.contains("list-style: none") || style.contains("list-style:none") {
            return nil
        }
        let form = named ?? self["type"].flatMap { ListNumbers.Form(type: $0) }
        return ListNumbers(
            start: number("start"), isReversed: has("reversed"), form: form ?? .decimal)
    }
}

// A document is stored as plain lines, since an encoder for arbitrary types would cost more time
// than all the rest of a delivery. A line holds one block; its first character tells which:
//
//     p…  paragraph      h…  subhead       -   rule      a…  attachments
//     c…  preformatted   +…  the next line of it
//     l…  lines          &…  the next of them
//     i…  image: address, US, alternative text
//     (u  list   (i item   (n7. item with the mark `7.`   (q quote   )  the end of any of them
//     t   table   r  the next row of it   d… a cell   x2,3… a cell of 2 columns and 3 rows, US and
//         its text; a cell that heads its column or row is D… or X…
//     (o17 list numbered from 17, as older versions wrote it
//
// Inline text begins plain. A change of style is US, a hexadecimal digit with the `SpanStyle` bits,
// the link's address if any, RS, and then the text it holds for. US and RS are U+001F and U+001E,
// which `SafeText` and `WebAddress` never contain; neither do they contain a line feed.

private let unitSeparator: Character = "\u{1F}"
private let recordSeparator: Character = "\u{1E}"

extension Document {
    /// The document in the form in which `init(stored:)` reads it.
    public var stored: String {
        var lines = StoredLines()
        lines.append(blocks)
        return lines.text
    }

    /// Reads what `stored` wrote. A line that no version ever wrote is skipped: the rest of an
    /// article is worth more than none of it.
    public init(stored text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true)[...]
        self.init(Document.readBlocks(&lines, depth: 0))
    }

    private static func readBlocks(_ lines: inout ArraySlice<Substring>, depth: Int) -> [Block] {
        var blocks: [Block] = []
        while let line = lines.popFirst() {
            let rest = line.afterTag
            switch line.tag {
            case "p": blocks.append(.paragraph(readSpans(rest)))
            case "h": blocks.append(.subhead(readSpans(rest)))
            case "a": blocks.append(.attachments(readSpans(rest)))
            case "-": blocks.append(.rule)
            case "i": blocks.append(readImage(rest))
            case "c":
                var code = [SafeText(cleaning: rest)]
                while lines.first?.tag == "+", let next = lines.popFirst() {
                    code.append(SafeText(cleaning: next.afterTag))
                }
                blocks.append(.preformatted(code))
            case "l":
                var verse = [readSpans(rest)]
                while lines.first?.tag == "&", let next = lines.popFirst() {
                    verse.append(readSpans(next.afterTag))
                }
                blocks.append(.lines(verse))
            case "t": blocks.append(.table(readTable(&lines)))
            case "(" where depth < 2 * maximumDepth + 2:
                let inner = readBlocks(&lines, depth: depth + 1)
                blocks.append(readContainer(rest, inner))
            case ")" where depth > 0:
                return blocks
            default:
                continue
            }
        }
        return blocks
    }

    private static func readContainer(_ kind: Substring, _ inner: [Block]) -> Block {
        switch kind.tag {
        case "u": .list(inner.map(\.listItem))
        case "o": .list(start: Int(kind.afterTag) ?? 1, items: inner.map(\.listItem.blocks))
        case "n":
            .list([ListItem(inner, marker: SafeText(cleaning: kind.afterTag))])
        default: .quote(inner)
        }
    }

    private static func readTable(_ lines: inout ArraySlice<Substring>) -> Table {
        var rows: [[Table.Cell]] = []
        while let line = lines.first {
            switch line.tag {
            case "r": rows.append([])
            case "d", "D", "x", "X":
                if rows.isEmpty { rows.append([]) }
                rows[rows.count - 1].append(readCell(line))
            default: return Table(rows)
            }
            lines.removeFirst()
        }
        return Table(rows)
    }

    private static func readCell(_ line: Substring) -> Table.Cell {
        let isHeading = line.tag == "D" || line.tag == "X"
        guard line.tag == "x" || line.tag == "X" else {
            return Table.Cell(readSpans(line.afterTag), isHeading: isHeading)
        }
        let parts = line.afterTag.split(
            separator: unitSeparator, maxSplits: 1, omittingEmptySubsequences: false)
        let reach = parts[0].split(separator: ",").map { Int($0) ?? 1 }
        return Table.Cell(
            parts.count == 2 ? readSpans(parts[1]) : [], isHeading: isHeading,
            columns: reach.first ?? 1, rows: reach.count == 2 ? reach[1] : 1)
    }

    private static func readImage(_ rest: Substring) -> Block {
        let parts = rest.split(
            separator: unitSeparator, maxSplits: 1, omittingEmptySubsequences: false)
        return .image(
            alternative: SafeText(cleaning: parts.last ?? ""),
            address: parts.first.flatMap { WebAddress($0) })
    }

    private static func readSpans(_ rest: Substring) -> [Span] {
        var spans: [Span] = []
        for (index, part) in rest.split(
            separator: unitSeparator, omittingEmptySubsequences: false
        ).enumerated() {
            if index == 0 {
                if !part.isEmpty { spans.append(Span(SafeText(cleaning: part))) }
                continue
            }
            let halves = part.split(
                separator: recordSeparator, maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let digit = halves[0].first?.hexDigitValue else { continue }
            spans.append(
                Span(
                    SafeText(cleaning: halves[1]),
                    style: SpanStyle(rawValue: UInt8(truncatingIfNeeded: digit)),
                    link: WebAddress(halves[0].dropFirst())))
        }
        return spans
    }
}

extension Block {
    /// Items are written as quotes of another letter, which is what they are read as; those with a
    /// mark are read as a list of one.
    fileprivate var listItem: ListItem {
        switch self {
        case .quote(let blocks): ListItem(blocks)
        case .list(let items) where items.count == 1 && items[0].marker != nil: items[0]
        default: ListItem([self])
        }
    }
}

extension Substring {
    /// What kind of line it is: its first scalar and not its first character, since text that
    /// begins with a combining mark makes one character with what stands before it.
    fileprivate var tag: Unicode.Scalar? { unicodeScalars.first }

    /// The line without its tag.
    fileprivate var afterTag: Substring { Substring(unicodeScalars.dropFirst()) }
}

private struct StoredLines {
    var text = ""

    mutating func append(_ blocks: [Block]) {
        for block in blocks { append(block) }
    }

    private mutating func append(_ block: Block) {
        switch block {
        case .paragraph(let spans): line("p", spans)
        case .subhead(let spans): line("h", spans)
        case .attachments(let spans): line("a", spans)
        case .rule: text += "-\n"
        case .image(let alternative, let address):
            text += "i\(address?.string ?? "")\(unitSeparator)\(alternative.string)\n"
        case .preformatted(let lines):
            for (index, line) in lines.enumerated() {
                text += (index == 0 ? "c" : "+") + line.string + "\n"
            }
        case .lines(let verse):
            for (index, spans) in verse.enumerated() { line(index == 0 ? "l" : "&", spans) }
        case .quote(let blocks): container("q", blocks)
        case .list(let items):
            text += "(u\n"
            for item in items {
                container(item.marker.map { "n\($0.string)" } ?? "i", item.blocks)
            }
            text += ")\n"
        case .table(let table):
            text += "t\n"
            for row in table.rows {
                text += "r\n"
                for cell in row { append(cell) }
            }
        }
    }

    private mutating func append(_ cell: Table.Cell) {
        guard cell.columns > 1 || cell.rows > 1 else {
            return line(cell.isHeading ? "D" : "d", cell.spans)
        }
        let letter = cell.isHeading ? "X" : "x"
        line("\(letter)\(cell.columns),\(cell.rows)\(unitSeparator)", cell.spans)
    }

    private mutating func container(_ letter: String, _ blocks: [Block]) {
        text += "(\(letter)\n"
        append(blocks)
        text += ")\n"
    }

    private mutating func line(_ letter: String, _ spans: [Span]) {
        text += letter
        for (index, span) in spans.enumerated() {
            if index > 0 || !span.style.isEmpty || span.link != nil {
                text.append(unitSeparator)
                text += String(span.style.subtracting(.unmatched).rawValue, radix: 16)
                text += span.link?.string ?? ""
                text.append(recordSeparator)
            }
            text += span.text.string
        }
        text += "\n"
    }
}

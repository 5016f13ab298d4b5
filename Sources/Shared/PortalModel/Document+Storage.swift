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

private let unitSeparator: UInt8 = 0x1F
private let recordSeparator: UInt8 = 0x1E
private let lineFeed: UInt8 = 0x0A

extension Document {
    /// The document in the form in which `init(stored:)` reads it.
    public var stored: String {
        var lines = StoredLines()
        lines.append(blocks)
        return lines.text
    }

    /// Reads what `stored` wrote. A line that no version ever wrote is skipped: the rest of an
    /// article is worth more than none of it. Linear in the length.
    public init(stored text: String) {
        var text = text
        self.init(
            text.withUTF8 { bytes in
                var reader = StoredDocumentParser(bytes)
                return reader.blocks(depth: 0)
            })
    }
}

/// Reads a stored document byte by byte: all that stands between its parts is ASCII, and reading by
/// characters takes ten times as long.
private struct StoredDocumentParser {
    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// A line without its end.
    private struct Line {
        /// What kind of line it is.
        let tag: UInt8
        /// What follows the tag.
        let rest: Bytes
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next line that is not empty, if it has one of the tags or there are none.
    private mutating func next(_ tags: StaticString? = nil) -> Line? {
        while place < bytes.count, bytes[place] == lineFeed { place += 1 }
        guard place < bytes.count else { return nil }
        if let tags, !tags.withUTF8Buffer({ $0.contains(bytes[place]) }) { return nil }
        let line = Bytes(rebasing: bytes[place...])
        let end = line.firstIndex(of: lineFeed) ?? line.count
        place += end
        return Line(tag: line[0], rest: Bytes(rebasing: line[1..<end]))
    }

    mutating func blocks(depth: Int) -> [Block] {
        var blocks: [Block] = []
        while let line = next() {
            switch line.tag {
            case UInt8(ascii: "p"): blocks.append(.paragraph(Self.spans(line.rest)))
            case UInt8(ascii: "h"): blocks.append(.subhead(Self.spans(line.rest)))
            case UInt8(ascii: "a"): blocks.append(.attachments(Self.spans(line.rest)))
            case UInt8(ascii: "-"): blocks.append(.rule)
            case UInt8(ascii: "i"): blocks.append(Self.image(line.rest))
            case UInt8(ascii: "c"):
                var code = [Self.text(line.rest)]
                while let more = next("+") { code.append(Self.text(more.rest)) }
                blocks.append(.preformatted(code))
            case UInt8(ascii: "l"):
                var verse = [Self.spans(line.rest)]
                while let more = next("&") { verse.append(Self.spans(more.rest)) }
                blocks.append(.lines(verse))
            case UInt8(ascii: "t"): blocks.append(.table(table()))
            case UInt8(ascii: "(") where depth < 2 * Document.maximumDepth + 2:
                blocks.append(Self.container(line.rest, self.blocks(depth: depth + 1)))
            case UInt8(ascii: ")") where depth > 0:
                return blocks
            default:
                continue
            }
        }
        return blocks
    }

    private static func container(_ kind: Bytes, _ inner: [Block]) -> Block {
        let mark = Bytes(rebasing: kind.dropFirst())
        switch kind.first {
        case UInt8(ascii: "u"): return .list(inner.map(\.listItem))
        case UInt8(ascii: "o"):
            let start = Int(String(decoding: mark, as: UTF8.self)) ?? 1
            return .list(start: start, items: inner.map(\.listItem.blocks))
        case UInt8(ascii: "n"): return .list([ListItem(inner, marker: text(mark))])
        default: return .quote(inner)
        }
    }

    private mutating func table() -> Table {
        var rows: [[Table.Cell]] = []
        while let line = next("rdDxX") {
            if line.tag == UInt8(ascii: "r") || rows.isEmpty { rows.append([]) }
            guard line.tag != UInt8(ascii: "r") else { continue }
            rows[rows.count - 1].append(Self.cell(line))
        }
        return Table(rows)
    }

    private static func cell(_ line: Line) -> Table.Cell {
        let isHeading = line.tag == UInt8(ascii: "D") || line.tag == UInt8(ascii: "X")
        guard line.tag == UInt8(ascii: "x") || line.tag == UInt8(ascii: "X") else {
            return Table.Cell(spans(line.rest), isHeading: isHeading)
        }
        let (first, text) = halves(line.rest, at: unitSeparator)
        let reach = String(decoding: first, as: UTF8.self).split(separator: ",").map {
            Int($0) ?? 1
        }
        return Table.Cell(
            text.map(spans) ?? [], isHeading: isHeading, columns: reach.first ?? 1,
            rows: reach.count == 2 ? reach[1] : 1)
    }

    private static func image(_ rest: Bytes) -> Block {
        let (address, alternative) = halves(rest, at: unitSeparator)
        return .image(
            alternative: text(alternative ?? address),
            address: WebAddress(String(decoding: address, as: UTF8.self)))
    }

    private static func spans(_ rest: Bytes) -> [Span] {
        var (part, following) = halves(rest, at: unitSeparator)
        var spans = part.isEmpty ? [] : [Span(text(part))]
        while let more = following {
            (part, following) = halves(more, at: unitSeparator)
            if let span = styled(part) { spans.append(span) }
        }
        return spans
    }

    private static func styled(_ part: Bytes) -> Span? {
        let (head, words) = halves(part, at: recordSeparator)
        guard let words,
            let digit = head.first.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue })
        else { return nil }
        let address = head.dropFirst()
        return Span(
            text(words), style: SpanStyle(rawValue: UInt8(truncatingIfNeeded: digit)),
            link: address.isEmpty ? nil : WebAddress(String(decoding: address, as: UTF8.self)))
    }

    /// What stands before the first `separator` and after it; nil where there is none.
    private static func halves(_ bytes: Bytes, at separator: UInt8) -> (Bytes, Bytes?) {
        guard let place = bytes.firstIndex(of: separator) else { return (bytes, nil) }
        return (Bytes(rebasing: bytes[..<place]), Bytes(rebasing: bytes[(place + 1)...]))
    }

    private static func text(_ bytes: Bytes) -> SafeText {
        SafeText(cleaning: String(decoding: bytes, as: UTF8.self))
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
            text += "i\(address?.string ?? "")\u{1F}\(alternative.string)\n"
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
        line("\(letter)\(cell.columns),\(cell.rows)\u{1F}", cell.spans)
    }

    private mutating func container(_ letter: String, _ blocks: [Block]) {
        text += "(\(letter)\n"
        append(blocks)
        text += ")\n"
    }

    private mutating func line(_ letter: String, _ spans: [Span]) {
        text += letter
        for (index, span) in spans.enumerated() {
            // No text at all would be no span.
            let isPlain = span.style.isEmpty && span.link == nil && !span.text.isEmpty
            if index > 0 || !isPlain {
                text += "\u{1F}"
                text += String(span.style.subtracting(.unmatched).rawValue, radix: 16)
                text += span.link?.string ?? ""
                text += "\u{1E}"
            }
            text += span.text.string
        }
        text += "\n"
    }
}

// A document is stored as plain lines, since an encoder for arbitrary types would cost more time
// than all the rest of a delivery. A line holds one block; its first character tells which:
//
//     p…  paragraph      h…  subhead       -   rule
//     c…  preformatted   +…  the next line of it
//     i…  image: address, US, alternative text
//     (u  list   (o17 numbered list from 17   (i item   (q quote   )  the end of any of them
//
// Inline text begins plain. A change of style is US, a digit with the `SpanStyle` bits, the link's
// address if any, RS, and then the text it holds for. US and RS are U+001F and U+001E, which
// `SafeText` and `WebAddress` never contain; neither do they contain a line feed.

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
            case "-": blocks.append(.rule)
            case "i": blocks.append(readImage(rest))
            case "c":
                var code = [SafeText(cleaning: rest)]
                while lines.first?.tag == "+", let next = lines.popFirst() {
                    code.append(SafeText(cleaning: next.afterTag))
                }
                blocks.append(.preformatted(code))
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
        switch kind.first {
        case "u": .list(start: nil, items: inner.map(\.listItem))
        case "o": .list(start: Int(kind.dropFirst()) ?? 1, items: inner.map(\.listItem))
        default: .quote(inner)
        }
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
            guard halves.count == 2, let digit = halves[0].first?.wholeNumberValue else { continue }
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
    /// Items are written as quotes of another letter, which is what they are read as.
    fileprivate var listItem: [Block] {
        if case .quote(let blocks) = self { return blocks }
        return [self]
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
        case .rule: text += "-\n"
        case .image(let alternative, let address):
            text += "i\(address?.string ?? "")\(unitSeparator)\(alternative.string)\n"
        case .preformatted(let lines):
            for (index, line) in lines.enumerated() {
                text += (index == 0 ? "c" : "+") + line.string + "\n"
            }
        case .quote(let blocks): container("q", blocks)
        case .list(let start, let items):
            text += start.map { "(o\($0)\n" } ?? "(u\n"
            for item in items { container("i", item) }
            text += ")\n"
        }
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
                text += String(span.style.subtracting(.unmatched).rawValue)
                text += span.link?.string ?? ""
                text.append(recordSeparator)
            }
            text += span.text.string
        }
        text += "\n"
    }
}

/// The text of an article as typed blocks: all that is left of foreign markup.
///
/// Every string in it is `SafeText` and every link a `WebAddress`, so a document can be stored,
/// typeset and drawn as it is.
public struct Document: Hashable, Sendable {
    public var blocks: [Block]

    public init(_ blocks: [Block] = []) {
        self.blocks = blocks
    }

    public var isEmpty: Bool { blocks.isEmpty }

    /// Lists and quotes are nested at most this deep; what is deeper joins the deepest.
    public static let maximumDepth = 6
}

/// One block of a document. Inline text never holds a line break.
public indirect enum Block: Hashable, Sendable {
    /// Running text.
    case paragraph([Span])
    /// Running text whose lines end where their author ended them: verse, an address, scores. Two
    /// lines or more; an empty one is a blank line.
    case lines([[Span]])
    /// A heading inside the article.
    case subhead([Span])
    /// Items of a list, each with its own mark.
    case list([ListItem])
    /// Somebody's words, set apart.
    case quote([Block])
    /// Lines whose spaces and breaks count, each at most as long as it came.
    case preformatted([SafeText])
    /// Cells in rows and columns.
    case table(Table)
    /// A thematic break.
    case rule
    /// A picture that is not loaded, told by its alternative text or caption.
    case image(alternative: SafeText, address: WebAddress?)
    /// What belongs to the article without being part of its text, each one link: sound, film, the
    /// page of its comments.
    case attachments([Span])
}

/// An item of a list.
public struct ListItem: Hashable, Sendable {
    /// Its number or letter as the author gave it, with its full stop: `7.`, `b.`, `iv.`; nil where
    /// it has a bullet.
    public var marker: SafeText?
    public var blocks: [Block]

    public init(_ blocks: [Block], marker: SafeText? = nil) {
        self.marker = marker
        self.blocks = blocks
    }
}

extension Block {
    /// A list of these items, numbered from `start` in decimal digits when that is given.
    public static func list(start: Int?, items: [[Block]]) -> Block {
        .list(
            items.enumerated().map { index, blocks in
                ListItem(blocks, marker: start.map { "\($0 &+ index)." })
            })
    }
}

/// A table: rows of cells, as in HTML. A cell may reach over the columns to its right and the rows
/// below it; the cells of a later row then begin at the first column that is free.
public struct Table: Hashable, Sendable {
    /// A cell, of text on one line.
    public struct Cell: Hashable, Sendable {
        public var spans: [Span]
        /// Whether it heads its column or row.
        public var isHeading: Bool
        /// Over how many columns and rows it reaches, each 1 to `maximumReach`.
        public var columns, rows: Int

        /// What it reaches over is kept within 1 to `maximumReach`.
        public init(_ spans: [Span], isHeading: Bool = false, columns: Int = 1, rows: Int = 1) {
            self.spans = spans
            self.isHeading = isHeading
            self.columns = min(max(columns, 1), Table.maximumReach)
            self.rows = min(max(rows, 1), Table.maximumReach)
        }
    }

    /// From top to bottom, each with the cells that begin in it.
    public var rows: [[Cell]]

    public init(_ rows: [[Cell]]) {
        self.rows = rows
    }

    /// The most columns or rows that a cell reaches over.
    public static let maximumReach = 100
}

/// A run of text with one style and at most one link.
public struct Span: Hashable, Sendable {
    public var text: SafeText
    public var style: SpanStyle
    public var link: WebAddress?

    public init(_ text: SafeText, style: SpanStyle = [], link: WebAddress? = nil) {
        self.text = text
        self.style = style
        self.link = link
    }
}

extension Span: ExpressibleByStringLiteral {
    /// Plain text of our own source.
    public init(stringLiteral value: String) {
        self.init(SafeText(stringLiteral: value))
    }
}

/// The styles that inline markup can give; they combine.
public struct SpanStyle: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Stress: `em`, `i`, `cite`.
    public static let emphasis = SpanStyle(rawValue: 1)
    /// Importance: `strong`, `b`.
    public static let strong = SpanStyle(rawValue: 2)
    /// A fixed pitch: `code`, `kbd`.
    public static let code = SpanStyle(rawValue: 4)
    /// No longer holds: `del`, `s`. Shown as `~~so~~`.
    public static let struck = SpanStyle(rawValue: 8)
    /// Absent from the text that this one is compared with. No markup gives it, and it is not
    /// stored.
    public static let unmatched = SpanStyle(rawValue: 16)
}

extension [Span] {
    /// Whether any of it no longer holds.
    private var hasStruckText: Bool { contains { $0.style.contains(.struck) } }

    /// The spans with signs around what is struck, `~~so~~`, as Markdown and people in chats write
    /// it: no terminal, pipe or voice loses these, as it may a line through letters or a colour.
    ///
    /// The signs stand close to the words, inside the look and the link of the spans that they
    /// begin and end in. Struck spans that follow each other have one pair of signs.
    public var signingStruck: [Span] {
        guard hasStruckText else { return self }
        var signed: [Span] = []
        var rest = self[...]
        while let first = rest.first {
            let isStruck = first.style.contains(.struck)
            let run = rest.prefix { $0.style.contains(.struck) == isStruck }
            signed += isStruck ? Array(run).between("~~", "~~") : Array(run)
            rest = rest.dropFirst(run.count)
        }
        return signed
    }

    /// The spans with signs right before the first and right after the last letter; none where
    /// there are no letters.
    private func between(_ opening: String, _ closing: String) -> [Span] {
        func hasLetters(_ span: Span) -> Bool { span.text.string.utf8.contains { $0 != 0x20 } }
        guard let first = firstIndex(where: hasLetters), let last = lastIndex(where: hasLetters)
        else { return self }
        var spans = self
        let head = spans[first].text.string
        let start = head.firstIndex { $0 != " " } ?? head.startIndex
        spans[first].text = SafeText(cleaning: head[..<start] + opening + head[start...])
        let tail = spans[last].text.string
        let end = tail.lastIndex { $0 != " " }.map(tail.index(after:)) ?? tail.endIndex
        spans[last].text = SafeText(cleaning: tail[..<end] + closing + tail[end...])
        return spans
    }
}

// MARK: - Links

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

// What a reader is given of a document. The limits lie far beyond what anybody reads: they keep a
// row that somebody else wrote from taking seconds and a hundred megabytes on the screen.

extension Document {
    /// Bytes of the stored form that are read.
    public static let longestRead = 1_500_000
    /// Blocks and spans that are read.
    static let mostPieces = 30_000

    /// Reads what `stored` wrote, for the screen: what is beyond the limits is left out, and a
    /// paragraph that is longer than a book's page is parted, since a paragraph is set as a whole.
    /// What is compared or taken out of an index is read with `init(stored:)`.
    public init(forReading stored: String) {
        self.init(stored: Document.readable(stored))
        if blocks.contains(where: \.isVeryLong) { blocks = blocks.flatMap(\.parted) }
    }

    private static func readable(_ stored: String) -> String {
        var stored = stored
        let end = stored.withUTF8 { bytes in
            var pieces = 0
            for index in bytes.indices.prefix(longestRead) {
                // A line is a block, and US begins a span.
                guard bytes[index] == 0x0A || bytes[index] == 0x1F else { continue }
                pieces += 1
                if pieces == mostPieces { return index }
            }
            return min(bytes.count, longestRead)
        }
        return end == stored.utf8.count
            ? stored : String(decoding: stored.utf8.prefix(end), as: UTF8.self)
    }
}

extension Block {
    /// Bytes and spans of a paragraph that are typeset as one.
    private static let longest = (bytes: 30_000, spans: 1000)

    /// Whether it is a paragraph that is parted.
    fileprivate var isVeryLong: Bool {
        guard case .paragraph(let spans) = self else { return false }
        return spans.count > Self.longest.spans
            || spans.reduce(0) { $0 + $1.text.string.utf8.count } > Self.longest.bytes
    }

    /// The paragraph as several of a bearable length, parted after a space where there is one;
    /// any other block as it is.
    fileprivate var parted: [Block] {
        guard isVeryLong, case .paragraph(let spans) = self else { return [self] }
        var parts: [[Span]] = [[]]
        var room = Self.longest.bytes
        func add(_ text: Substring, of span: Span) {
            guard !text.isEmpty else { return }
            parts[parts.count - 1].append(
                Span(SafeText(cleaning: text), style: span.style, link: span.link))
            room -= text.utf8.count
        }
        func part() {
            parts.append([])
            room = Self.longest.bytes
        }
        for span in spans {
            if parts[parts.count - 1].count == Self.longest.spans { part() }
            var rest = span.text.string[...]
            while rest.utf8.count > room {
                let piece = rest.beginning(ofBytes: room)
                add(piece, of: span)
                rest = rest[piece.endIndex...]
                part()
            }
            add(rest, of: span)
        }
        return parts.filter { !$0.isEmpty }.map(Block.paragraph)
    }
}

extension Substring {
    /// As much of the beginning as has at most `count` bytes, up to the last space in it.
    fileprivate func beginning(ofBytes count: Int) -> Substring {
        let end = utf8.index(startIndex, offsetBy: count, limitedBy: endIndex) ?? endIndex
        let piece = self[..<index(roundedDown: end)]
        guard end < endIndex, let space = piece.lastIndex(of: " ") else { return piece }
        return piece[...space]
    }

    private func index(roundedDown index: Index) -> Index {
        var index = index
        while index > startIndex, Swift.String.Index(index, within: self) == nil {
            index = utf8.index(before: index)
        }
        return index
    }
}

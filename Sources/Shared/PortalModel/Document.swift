/// The text of an article as typed blocks: all that is left of foreign markup.
///
/// Every string in it is `SafeText` and every link a `WebAddress`, so a document can be stored,
/// typeset and drawn as it is.
public struct Document: Hashable, Sendable {
    /// The blocks in reading order.
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
        public var columns: Int
        /// Over how many rows it reaches.
        public var rows: Int

        /// A cell; what it reaches over is kept within 1 to `maximumReach`.
        public init(_ spans: [Span], isHeading: Bool = false, columns: Int = 1, rows: Int = 1) {
            self.spans = spans
            self.isHeading = isHeading
            self.columns = min(max(columns, 1), Table.maximumReach)
            self.rows = min(max(rows, 1), Table.maximumReach)
        }
    }

    /// Its rows from top to bottom, and the cells that begin in each, from left to right.
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

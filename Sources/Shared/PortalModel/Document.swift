/// The text of an article as typed blocks: all that is left of foreign markup.
///
/// Every string in it is `SafeText` and every link a `WebAddress`, so a document can be stored,
/// typeset and drawn as it is.
public struct Document: Hashable, Sendable {
    /// The blocks in reading order.
    public var blocks: [Block]

    /// A document of these blocks.
    public init(_ blocks: [Block] = []) {
        self.blocks = blocks
    }

    /// Whether there is nothing to read.
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
    /// What it says.
    public var blocks: [Block]

    /// An item that says `blocks`.
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
        /// What stands in it.
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

    /// A table of these rows.
    public init(_ rows: [[Cell]]) {
        self.rows = rows
    }

    /// The most columns or rows that a cell reaches over.
    public static let maximumReach = 100
}

/// A run of text with one style and at most one link.
public struct Span: Hashable, Sendable {
    /// What is read.
    public var text: SafeText
    /// How it is set.
    public var style: SpanStyle
    /// Where it leads.
    public var link: WebAddress?

    /// A span of `text`.
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
    /// One bit a style.
    public let rawValue: UInt8

    /// The set with these bits.
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

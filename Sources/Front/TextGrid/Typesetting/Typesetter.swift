import PortalModel

public enum TableForm: Hashable, Sendable {
    /// In columns where these are not wider than the measure, else as records.
    case columns
    /// As records, cell below cell, which can be read aloud.
    case records
}

/// Breaks documents into lines of one measure.
///
/// How it does so is told in the README beside this file.
public struct Typesetter: Sendable {
    /// What the right edge of running text looks like.
    public enum Alignment: Hashable, Sendable {
        /// Every space one column wide, the edge uneven.
        case raggedRight
        /// Spaces widened until the edge is even, unless they would be wider than three columns.
        case justified
    }

    /// The columns of a full line, from 1 to 10,000.
    let measure: Int
    let alignment: Alignment
    /// Divides words; nil leaves them whole.
    let hyphenator: (any Hyphenator)?
    let order: TextOrder
    let tables: TableForm
    /// Whether signs are written out that ASCII does not have.
    let writesOutSigns: Bool

    /// A typesetter for lines of `measure` columns; less than one counts as one.
    public init(
        measure: Int, alignment: Alignment = .raggedRight, hyphenation: (any Hyphenator)? = nil,
        order: TextOrder = .logical, tables: TableForm = .columns,
        writesOutSigns: Bool = false
    ) {
        self.measure = min(max(1, measure), 10_000)
        self.alignment = alignment
        hyphenator = hyphenation
        self.order = order
        self.tables = tables
        self.writesOutSigns = writesOutSigns
    }

    /// The document in lines, none of them wider than the measure. Only where the measure is 1 can
    /// a line of one wide character take two columns.
    ///
    /// Blocks without text take no line. Every linked run carries the number of its address, and
    /// after the last run of a link stands ` [number]`, unless the linked text is the address
    /// itself. A table that is wider than the measure becomes records. The time is linear in the
    /// length of the text.
    public func typeset(_ document: Document) -> TypesetText {
        var text = TypesetText()
        typeset(document, from: 0, onto: &text, until: .max)
        return text
    }

    /// Adds top-level blocks of the document from number `first` on to `text`, which holds those
    /// before it, until that has so many lines or there are no more: some of a long document before
    /// its reader comes to the rest.
    ///
    /// - Returns: The number of the first block that is left.
    @discardableResult
    public func typeset(
        _ document: Document, from first: Int, onto text: inout TypesetText, until lines: Int
    ) -> Int {
        var builder = LineBuilder(typesetter: self, text: text)
        let next = builder.add(document, from: first, until: lines)
        text = builder.text
        return next
    }
}

public struct TypesetText: Hashable, Sendable {
    /// From top to bottom, blank lines between blocks included.
    public var lines: [TypesetLine] = []
    /// The links in the order of their numbers, which start at 1; each page once.
    public var links: [WebAddress] = []

    public init() {}
}

public struct TypesetLine: Hashable, Sendable {
    /// Columns that stay empty before the first run.
    public var indent: Int
    public var runs: [TypesetRun]
    /// Which top-level block of the document the line belongs to, counted from 0; a position in an
    /// article is kept as this and not as a line number, which changes with the measure.
    public var block: Int

    public init(indent: Int = 0, runs: [TypesetRun] = [], block: Int) {
        self.indent = indent
        self.runs = runs
        self.block = block
    }

    /// The text of the runs, without the indent.
    public var text: String { runs.map(\.text.string).joined() }
}

public struct TypesetRun: Hashable, Sendable {
    /// What is drawn, spaces included.
    public var text: SafeText
    public var role: TextRole
    /// Stress within that kind.
    public var style: SpanStyle
    /// The number of the link that it belongs to, from 1.
    public var link: Int?

    public init(_ text: SafeText, role: TextRole = .body, style: SpanStyle = [], link: Int? = nil) {
        self.text = text
        self.role = role
        self.style = style
        self.link = link
    }
}

public enum TextRole: Hashable, Sendable {
    case body
    /// The place and agency before a report.
    case dateline
    case subhead
    case quote
    case preformatted
    /// A bullet, a number, a bar beside a quote.
    case marker
    /// The words under or instead of a picture.
    case caption
    /// A line across the column.
    case rule
}

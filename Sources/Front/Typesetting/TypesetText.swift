import PortalModel

/// A document set in lines of a given measure.
public struct TypesetText: Hashable, Sendable {
    /// From top to bottom, blank lines between blocks included.
    public var lines: [TypesetLine]
    /// The links in the order of their numbers, which start at 1; each address once.
    public var links: [WebAddress]

    /// Text of these lines and links; without any, nothing set yet.
    public init(lines: [TypesetLine] = [], links: [WebAddress] = []) {
        self.lines = lines
        self.links = links
    }
}

/// One line of set text.
public struct TypesetLine: Hashable, Sendable {
    /// Columns that stay empty before the first run.
    public var indent: Int
    /// From left to right.
    public var runs: [TypesetRun]
    /// Which top-level block of the document the line belongs to, counted from 0; a position in an
    /// article is kept as this and not as a line number, which changes with the measure.
    public var block: Int

    /// A line of these runs.
    public init(indent: Int = 0, runs: [TypesetRun] = [], block: Int) {
        self.indent = indent
        self.runs = runs
        self.block = block
    }

    /// The text of the runs, without the indent.
    public var text: String { runs.map(\.text.string).joined() }
}

/// A piece of a line with one look.
public struct TypesetRun: Hashable, Sendable {
    /// What is drawn, spaces included.
    public var text: SafeText
    /// What kind of text it is.
    public var role: TextRole
    /// Stress within that kind.
    public var style: SpanStyle
    /// The number of the link that it belongs to, from 1.
    public var link: Int?

    /// A run of `text`.
    public init(_ text: SafeText, role: TextRole = .body, style: SpanStyle = [], link: Int? = nil) {
        self.text = text
        self.role = role
        self.style = style
        self.link = link
    }
}

/// The kinds of text in an article.
public enum TextRole: Hashable, Sendable {
    /// Running text.
    case body
    /// The place and agency before a report.
    case dateline
    /// A heading.
    case subhead
    /// Text inside a quote.
    case quote
    /// Text of fixed pitch.
    case preformatted
    /// A bullet, a number, a bar beside a quote.
    case marker
    /// The words under or instead of a picture.
    case caption
    /// A line across the column.
    case rule
}

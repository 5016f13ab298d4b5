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

/// One block of a document. Inline text never holds a line break; a forced one parts two blocks.
public indirect enum Block: Hashable, Sendable {
    /// Running text.
    case paragraph([Span])
    /// A heading inside the article.
    case subhead([Span])
    /// Items of one or more blocks each; numbered from `start` when that is given.
    case list(start: Int?, items: [[Block]])
    /// Somebody's words, set apart.
    case quote([Block])
    /// Lines whose spaces and breaks count, each at most as long as it came.
    case preformatted([SafeText])
    /// A thematic break.
    case rule
    /// A picture that is not loaded, told by its alternative text or caption.
    case image(alternative: SafeText, address: WebAddress?)
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
    /// Absent from the text that this one is compared with. No markup gives it, and it is not
    /// stored.
    public static let unmatched = SpanStyle(rawValue: 8)
}

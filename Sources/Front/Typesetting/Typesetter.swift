import PortalModel

/// How tables are set.
public enum TableForm: Hashable, Sendable {
    /// In columns where these are not wider than the measure, else as records.
    case columns
    /// As records, cell below cell, which can be read aloud.
    case records
}

/// Sets documents in lines of one measure.
///
/// How it does so is told in this module's README.
public struct Typesetter: Sendable {
    /// What the right edge of running text looks like.
    public enum Alignment: Hashable, Sendable {
        /// Every space one column wide, the edge uneven.
        case raggedRight
        /// Spaces widened until the edge is even, except where they would be wider than three
        /// columns.
        case justified
    }

    /// The columns of a full line, from 1 to 10,000.
    let measure: Int
    /// What the right edge looks like.
    let alignment: Alignment
    /// Divides words; nil leaves them whole.
    let hyphenator: (any Hyphenator)?
    /// In which order the letters of a line stand.
    let order: TextOrder
    /// How tables are set.
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

    /// Sets top-level blocks of the document from number `first` on, until `text`, in which those
    /// before it are, has so many lines or there are no more: some of a long document before its
    /// reader comes to the rest.
    ///
    /// - Returns: The number of the first block that is not set.
    @discardableResult
    public func typeset(
        _ document: Document, from first: Int, onto text: inout TypesetText, until lines: Int
    ) -> Int {
        var galley = Galley(typesetter: self, text: text)
        let next = galley.set(document, from: first, until: lines)
        text = galley.text
        return next
    }
}

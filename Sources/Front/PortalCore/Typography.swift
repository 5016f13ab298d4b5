import Typesetting

/// How the text of articles is set.
public struct Typography: Hashable, Sendable {
    /// The measures that can be chosen, in columns.
    static let measures = 40...72

    /// Columns of a full line, one of `measures`, where the window has that many.
    let measure: Int
    /// Whether both edges of the text are even.
    public var isJustified: Bool
    /// Whether Dutch words are divided at the ends of lines.
    var isHyphenated: Bool
    /// In which order the letters of a line stand, in lists too.
    var order: TextOrder
    /// How tables are set.
    var tables: TableForm

    /// Typography of these parts; a measure outside `measures` counts as the nearest inside.
    public init(
        measure: Int = 72, isJustified: Bool = false, isHyphenated: Bool = true,
        order: TextOrder = .logical, tables: TableForm = .columns
    ) {
        self.measure = min(max(measure, Self.measures.lowerBound), Self.measures.upperBound)
        self.isJustified = isJustified
        self.isHyphenated = isHyphenated
        self.order = order
        self.tables = tables
    }

    /// What sets a text so in lines of `measure` columns.
    func typesetter(_ measure: Int, isDutch: Bool) -> Typesetter {
        Typesetter(
            measure: measure, alignment: isJustified ? .justified : .raggedRight,
            hyphenation: isHyphenated && isDutch ? PatternHyphenator.dutch : nil, order: order,
            tables: tables)
    }
}

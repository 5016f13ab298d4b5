import PortalModel
import TextGrid

/// How the text of articles is typeset.
public struct Typography: Hashable, Sendable {
    /// The measures that can be chosen, in columns.
    static let measures = 40...72

    /// Columns of a full line, one of `measures`, where the window has that many.
    private(set) var measure: Int
    public var isJustified: Bool
    /// Whether Dutch words are divided at the ends of lines.
    var isHyphenated: Bool
    /// In which order the letters of a line stand, in lists too.
    var order: TextOrder
    var tables = TableForm.columns
    /// Whether signs are written out that ASCII does not have, in lists too.
    var writesOutSigns = false

    /// Typography of these parts; a measure outside `measures` counts as the nearest inside.
    public init(
        measure: Int = 72, isJustified: Bool = false, isHyphenated: Bool = true,
        order: TextOrder = .logical
    ) {
        self.measure = Self.bounded(measure)
        self.isJustified = isJustified
        self.isHyphenated = isHyphenated
        self.order = order
    }

    /// The same with lines of so many columns.
    func with(measure columns: Int) -> Typography {
        var typography = self
        typography.measure = Typography.bounded(columns)
        return typography
    }

    private static func bounded(_ columns: Int) -> Int {
        min(max(columns, measures.lowerBound), measures.upperBound)
    }

    /// A title or teaser as it is drawn.
    func written(_ text: SafeText) -> SafeText {
        writesOutSigns ? text.signsWrittenOut : text
    }

    func typesetter(_ measure: Int, isDutch: Bool) -> Typesetter {
        Typesetter(
            measure: measure, alignment: isJustified ? .justified : .raggedRight,
            hyphenation: isHyphenated && isDutch ? PatternHyphenator.dutch : nil, order: order,
            tables: tables, writesOutSigns: writesOutSigns)
    }
}

import PortalModel
import TextGrid

/// How the text of articles is typeset.
struct Typography: Hashable, Sendable {
    /// Columns of a full line, where the window has that many.
    let measure: Int
    /// Whether both edges of the text are even.
    let isJustified: Bool
    /// Whether Dutch words are divided at the ends of lines.
    let isHyphenated: Bool
    /// In which order the letters of a line stand, in lists too.
    let order: TextOrder
    let tables: TableForm
    /// Whether signs are written out that ASCII does not have, in lists too.
    let writesOutSigns: Bool

    init(_ settings: Settings, order: TextOrder, writesOutSigns: Bool) {
        measure = settings.measure
        // A voice spells half a word, and stops at a hole; columns cannot be read aloud.
        isJustified = settings.justifies && !settings.isLinear
        isHyphenated = settings.hyphenates && !settings.isLinear
        self.order = order
        tables = settings.isLinear ? .records : .columns
        self.writesOutSigns = writesOutSigns
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

/// A part of a paragraph that is never broken, and what comes after it.
struct Segment: Equatable {
    /// What stands between a segment and the next one.
    enum Ending {
        /// A space, which is not drawn at the end of a line.
        case space
        /// Nothing: a line may end there all the same, as after a dash or inside Chinese.
        case nothing
        /// Nothing, and a hyphen is added when the line ends there.
        case hyphen
    }

    /// Where it stands, in UTF-8 code units of the whole text, without the space after it.
    var range: Range<Int>
    /// How many columns it takes.
    var columns: Int
    var ending: Ending

    /// Columns that are needed at the end of a line besides the segment's own.
    var columnsAtLineEnd: Int { ending == .hyphen ? 1 : 0 }

    /// Columns before the next segment in the same line.
    var columnsBeforeNext: Int { ending == .space ? 1 : 0 }
}

import TextGrid

/// Where two texts stand in a window: beside each other from 100 columns on, below each other in
/// less and in the linear form.
struct CompareColumns: Hashable {
    /// Columns of a full line.
    let measure: Int
    /// The column at which a text begins.
    let first: Int
    /// The column at which the second text begins; nil where it stands below the first.
    let second: Int?
    /// The columns that tell which text a line is from, before those of the text.
    let label: Int

    /// Columns between texts that stand beside each other: a blank, a line, a blank.
    private static let gap = 3

    init(_ width: Int, _ state: State) {
        if width >= 100, state.form == .framed {
            measure = min(state.typography.measure, (width - 4 - Self.gap) / 2)
            first = (width - 2 * measure - Self.gap) / 2
            second = first + measure + Self.gap
            label = 0
        } else {
            label = state.form == .framed ? 3 : 9
            measure = max(1, min(state.typography.measure, width - 4 - label))
            let margin =
                state.form == .framed ? (width - measure - label) / 2 : state.form.gutter
            first = max(0, margin) + label
            second = nil
        }
    }
}

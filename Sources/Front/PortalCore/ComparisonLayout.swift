import PortalModel
import TextGrid

/// Two texts, compared and typeset for a window: kept with the screen, since that is the most
/// costly part of drawing it.
struct ComparisonLayout: Sendable {
    typealias Sides = (first: Int, second: Int)

    struct Line {
        /// The row of the comparison that it belongs to.
        let row: Int
        /// Which text it is from, where they stand below each other; empty in a line that goes on.
        var label = SafeText.empty
        /// Of the first text, or of any where they stand below each other.
        var left: TypesetLine?
        /// Of the second text, where it stands beside the first.
        var right: TypesetLine?
    }

    let sides: Sides
    let comparison: Comparison
    /// Whether the texts are taken for Dutch, whose words can be divided.
    private let isDutch: [Bool]
    let columns: ComparisonColumns
    let typography: Typography
    /// From top to bottom, with a blank line between rows.
    private(set) var lines: [Line] = []

    init(_ reports: [StoryReport], _ sides: Sides, _ columns: ComparisonColumns, _ state: State) {
        let (first, second) = (reports[sides.first], reports[sides.second])
        self.init(
            Comparison(first, second), sides,
            isDutch: [first, second].map { DutchDetector.isDutch($0.body.searchText) }, columns,
            state)
    }

    /// The same texts in other columns.
    func fitted(_ columns: ComparisonColumns, _ state: State) -> ComparisonLayout {
        ComparisonLayout(comparison, sides, isDutch: isDutch, columns, state)
    }

    private init(
        _ comparison: Comparison, _ sides: Sides, isDutch: [Bool], _ columns: ComparisonColumns,
        _ state: State
    ) {
        self.comparison = comparison
        self.sides = sides
        self.isDutch = isDutch
        self.columns = columns
        typography = state.typography
        let typesetter = SideTypesetter(
            isLinear: state.isLinear,
            first: typography.typesetter(columns.measure, isDutch: isDutch[0]),
            second: typography.typesetter(columns.measure, isDutch: isDutch[1]))
        let labels = Labels(sides, isLinear: state.isLinear)
        for (index, row) in comparison.rows.enumerated() {
            let isBeside = columns.second != nil
            let gap = typesetter.gap(row, isBeside ? .empty : Wording.absent)
            let lefts = typesetter.lines(of: row.left, typesetter.first) ?? [gap]
            if !isBeside, row.isSame {
                append(lefts, index, labels.both)
            } else {
                let rights = typesetter.lines(of: row.right, typesetter.second) ?? [gap]
                if isBeside {
                    append(lefts, rights, index)
                } else {
                    append(lefts, index, labels.first)
                    append(rights, index, labels.second)
                }
            }
            // What follows a subhead belongs to it and comes right below.
            let isSubhead = index > 0 && (row.left + row.right).allSatisfy(\.isSubhead)
            if !isSubhead { lines.append(Line(row: index)) }
        }
        if !lines.isEmpty { lines.removeLast() }
    }

    private mutating func append(_ lefts: [TypesetLine], _ rights: [TypesetLine], _ row: Int) {
        for index in 0..<max(lefts.count, rights.count) {
            lines.append(
                Line(
                    row: row, left: lefts.indices.contains(index) ? lefts[index] : nil,
                    right: rights.indices.contains(index) ? rights[index] : nil))
        }
    }

    /// Tells whose the lines are beside the first of them or, where that makes no column, above it.
    private mutating func append(_ set: [TypesetLine], _ row: Int, _ label: SafeText) {
        guard columns.label > 0 else {
            let name = TypesetLine(runs: [TypesetRun(label, role: .caption)], block: 0)
            lines += ([name] + set).map { Line(row: row, left: $0) }
            return
        }
        for (index, line) in set.enumerated() {
            lines.append(Line(row: row, label: index == 0 ? label : .empty, left: line))
        }
    }
}

/// What tells the texts apart that stand below each other.
private struct Labels {
    let first: SafeText
    let second: SafeText
    let both: SafeText

    init(_ sides: ComparisonLayout.Sides, isLinear: Bool) {
        let (one, other) = (sides.first + 1, sides.second + 1)
        first = isLinear ? "\(one):" : "\(one)"
        second = isLinear ? "\(other):" : "\(other)"
        both = isLinear ? Wording.bothReports(one, other) : "="
    }
}

private struct SideTypesetter {
    let isLinear: Bool
    let first: Typesetter
    let second: Typesetter

    /// Nil without blocks. In the linear layout signs tell what style tells in the other.
    func lines(of blocks: [Block], _ typesetter: Typesetter) -> [TypesetLine]? {
        guard !blocks.isEmpty else { return nil }
        let blocks =
            isLinear
            ? blocks.map { $0.bracketingUnmatched(Wording.onlyHere.0, Wording.onlyHere.1) } : blocks
        return typesetter.typeset(Document(blocks)).lines
    }

    /// What stands in a gap: `words`, unless the other text has what is missing in another place.
    func gap(_ row: Comparison.Row, _ words: SafeText) -> TypesetLine {
        let words = row.isElsewhere ? Wording.elsewhere : words
        return TypesetLine(
            runs: words.isEmpty ? [] : [TypesetRun(words, role: .caption)], block: 0)
    }
}

extension Block {
    fileprivate var isSubhead: Bool {
        if case .subhead = self { true } else { false }
    }
}

/// Where two texts stand in a window: beside each other from 100 columns on, below each other in
/// less and in the linear layout. In a wide window a list of all reports stands beside them.
struct ComparisonColumns: Equatable {
    let measure: Int
    let first: Int
    /// The column at which the second text begins; nil where it stands below the first.
    let second: Int?
    /// The columns that tell which text a line is from, before those of the text.
    let label: Int

    /// The column at which a list of the reports begins; nil where there is no room for one.
    let reports: Int?

    /// Columns between texts that stand beside each other: a blank, a line, a blank.
    private static let gap = 3
    /// The columns that a list of the reports takes at least, and at most.
    private static let listWidths = 34...60

    init(_ width: Int, _ state: State) {
        if width >= 100, !state.isLinear {
            measure = min(state.typography.measure, (width - 4 - Self.gap) / 2)
            let texts = 2 * measure + Self.gap
            let rest = width - 2 - texts - Self.gap
            let list = rest < Self.listWidths.lowerBound ? 0 : min(rest, Self.listWidths.upperBound)
            first = list == 0 ? (width - texts) / 2 : 1 + (rest - list) / 2
            second = first + measure + Self.gap
            reports = list == 0 ? nil : first + texts + Self.gap
            label = 0
        } else {
            // Columns cannot be read aloud.
            label = state.isLinear ? 0 : 3
            measure = max(1, min(state.typography.measure, width - 4 - label))
            let margin = state.isLinear ? state.gutter : (width - measure - label) / 2
            first = max(0, margin) + label
            second = nil
            reports = nil
        }
    }
}

import Comparing
import PortalModel
import TextGrid
import Typesetting

/// Two texts, compared and set in lines for a window: kept with the screen, since that is the most
/// costly part of drawing it.
struct SetComparison: Hashable, Sendable {
    /// Which of the versions are compared.
    struct Sides: Hashable {
        let first: Int
        let second: Int
    }

    /// One line of the screen.
    struct Line: Hashable {
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
    let columns: CompareColumns
    let typography: Typography
    /// From top to bottom, with a blank line between rows.
    private(set) var lines: [Line] = []

    /// Compares two of the versions.
    init(_ versions: [Version], _ sides: Sides, _ columns: CompareColumns, _ state: State) {
        let (first, second) = (versions[sides.first], versions[sides.second])
        self.init(
            Comparison(
                ComparedText(title: first.title, body: first.body),
                ComparedText(title: second.title, body: second.body)),
            sides, isDutch: [first, second].map { DutchText.isLikely($0.body.searchText) }, columns,
            state)
    }

    /// The same texts in other columns.
    func fitted(_ columns: CompareColumns, _ state: State) -> SetComparison {
        SetComparison(comparison, sides, isDutch: isDutch, columns, state)
    }

    private init(
        _ comparison: Comparison, _ sides: Sides, isDutch: [Bool], _ columns: CompareColumns,
        _ state: State
    ) {
        self.comparison = comparison
        self.sides = sides
        self.isDutch = isDutch
        self.columns = columns
        typography = state.typography
        let setter = Setter(
            form: state.form,
            first: typography.typesetter(columns.measure, isDutch: isDutch[0]),
            second: typography.typesetter(columns.measure, isDutch: isDutch[1]))
        for (index, row) in comparison.rows.enumerated() {
            if columns.second == nil {
                append(row, index, setter, Labels(sides, state.form))
            } else {
                appendBeside(row, index, setter)
            }
            // What follows a subhead belongs to it and comes right below.
            let isSubhead = index > 0 && (row.left + row.right).allSatisfy(\.isSubhead)
            if !isSubhead { lines.append(Line(row: index)) }
        }
        if !lines.isEmpty { lines.removeLast() }
    }

    private mutating func appendBeside(
        _ row: Comparison.Row, _ index: Int, _ setter: Setter
    ) {
        let lefts = setter.set(row.left, setter.first) ?? [setter.elsewhere(row)]
        let rights = setter.set(row.right, setter.second) ?? [setter.elsewhere(row)]
        for line in 0..<max(lefts.count, rights.count) {
            lines.append(
                Line(
                    row: index, left: lefts.indices.contains(line) ? lefts[line] : nil,
                    right: rights.indices.contains(line) ? rights[line] : nil))
        }
    }

    /// One text below the other, or what both have alike once.
    private mutating func append(
        _ row: Comparison.Row, _ index: Int, _ setter: Setter, _ labels: Labels
    ) {
        if row.isSame {
            append(setter.set(row.left, setter.first) ?? [], index, labels.both)
            return
        }
        let lefts = setter.set(row.left, setter.first) ?? [setter.absence(row)]
        let rights = setter.set(row.right, setter.second) ?? [setter.absence(row)]
        append(lefts, index, labels.first)
        append(rights, index, labels.second)
    }

    private mutating func append(_ set: [TypesetLine], _ row: Int, _ label: SafeText) {
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

    init(_ sides: SetComparison.Sides, _ form: Form) {
        let (one, other) = (sides.first + 1, sides.second + 1)
        switch form {
        case .framed:
            first = "\(one)"
            second = "\(other)"
            both = "="
        case .linear:
            first = "\(one):"
            second = "\(other):"
            both = Wording.bothVersions(one, other)
        }
    }
}

/// Sets blocks of compared texts.
private struct Setter {
    let form: Form
    let first: Typesetter
    let second: Typesetter

    /// The lines of some blocks; nil where there are none. In the linear form signs tell what a
    /// look tells in the other.
    func set(_ blocks: [Block], _ typesetter: Typesetter) -> [TypesetLine]? {
        guard !blocks.isEmpty else { return nil }
        let blocks =
            form == .framed
            ? blocks : blocks.map { $0.bracketingUnmatched(Wording.onlyHere.0, Wording.onlyHere.1) }
        return typesetter.typeset(Document(blocks)).lines
    }

    /// What stands in a gap: nothing, unless the other text has the words in another place.
    func elsewhere(_ row: Comparison.Row) -> TypesetLine {
        row.isElsewhere
            ? TypesetLine(runs: [TypesetRun(Wording.elsewhere, role: .caption)], block: 0)
            : TypesetLine(block: 0)
    }

    /// The same in words.
    func absence(_ row: Comparison.Row) -> TypesetLine {
        let words = row.isElsewhere ? Wording.elsewhere : Wording.absent
        return TypesetLine(runs: [TypesetRun(words, role: .caption)], block: 0)
    }
}

extension Block {
    fileprivate var isSubhead: Bool {
        if case .subhead = self { true } else { false }
    }
}

import PortalCore
import PortalModel

/// Two versions of a story, to be printed.
struct PlainComparison {
    /// The first one.
    let left: Version
    /// The second one.
    let right: Version
    /// Both texts, row by row.
    let rows: Comparison

    /// Compares `left` with `right`.
    init(_ left: Version, _ right: Version) {
        self.left = left
        self.right = right
        rows = Comparison(
            ComparedText(title: left.title, body: left.body),
            ComparedText(title: right.title, body: right.body))
    }

    /// One text below the other, row by row, in lines of `width` columns or of fewer where that
    /// reads better.
    func text(width: Int) -> String {
        var text = PlainText(width: min(width, PlainArticle.measure + Self.indent))
        text.add(
            [
                Wording.alike(rows.likeness), rows.isCut ? Wording.comparisonIsCut : .empty,
            ].joined(separator: " · "))
        text.add(name(of: left), label: "1", indent: Self.indent)
        text.add(name(of: right), label: "2", indent: Self.indent)
        for row in rows.rows {
            text.addBlank()
            if row.isSame {
                add(row.left, label: "=", row, to: &text)
            } else {
                add(row.left, label: "1", brackets: ("[-", "-]"), row, to: &text)
                add(row.right, label: "2", brackets: ("{+", "+}"), row, to: &text)
            }
        }
        return text.string
    }

    /// Columns of the labels.
    private static let indent = 3

    private func add(
        _ blocks: [Block], label: SafeText, brackets: (SafeText, SafeText) = (.empty, .empty),
        _ row: Comparison.Row, to text: inout PlainText
    ) {
        guard !blocks.isEmpty else {
            text.add(
                row.isElsewhere ? Wording.elsewhere : Wording.absent, label: label,
                indent: Self.indent)
            return
        }
        for (index, block) in blocks.enumerated() {
            let marked = block.bracketingUnmatched(brackets.0, brackets.1)
            text.add(
                SafeText(cleaning: marked.plainText), label: index == 0 ? label : .empty,
                indent: Self.indent)
        }
    }

    private func name(of version: Version) -> SafeText {
        let source: SafeText =
            version.isEarlier ? "\(version.source), \(Wording.earlier)" : version.source
        let parts: [SafeText] = [
            source, Wording.moment(CivilTime(local: version.since)),
            SafeText(line: version.article.text),
        ]
        return parts.joined(separator: " · ")
    }
}

extension PlainJSON {
    /// Two versions of a story.
    struct Compared: Encodable {
        /// One of them.
        struct Side: Encodable {
            let id: Identifier
            let title: SafeText
            let source: SafeText
            /// Since when it reads like this.
            let since: Moment
            /// Whether the article reads otherwise by now.
            let earlier: Bool
        }

        /// What stands together.
        struct Row: Encodable {
            let left: Nullable<String>
            let right: Nullable<String>
            /// Words of the left text that the right one does not have.
            let onlyLeft: [SafeText]
            let onlyRight: [SafeText]
        }

        let left: Side
        let right: Side
        /// Per cent.
        let likeness: Int
        /// Whether the texts go on after what was compared.
        let cut: Bool
        let rows: [Row]
    }
}

extension PlainJSON.Compared {
    /// The same comparison as data.
    init(_ plain: PlainComparison) {
        self.init(
            left: Side(plain.left), right: Side(plain.right), likeness: plain.rows.likeness,
            cut: plain.rows.isCut,
            rows: plain.rows.rows.map { row in
                Row(
                    left: Self.text(row.left), right: Self.text(row.right),
                    onlyLeft: row.left.flatMap(\.unmatchedTexts),
                    onlyRight: row.right.flatMap(\.unmatchedTexts))
            })
    }

    private static func text(_ blocks: [Block]) -> PlainJSON.Nullable<String> {
        PlainJSON.Nullable(value: blocks.isEmpty ? nil : Document(blocks).plainText)
    }
}

extension PlainJSON.Compared.Side {
    fileprivate init(_ version: Version) {
        self.init(
            id: PlainJSON.Identifier(id: version.article), title: version.title,
            source: version.source, since: PlainJSON.Moment(timestamp: version.since),
            earlier: version.isEarlier)
    }
}

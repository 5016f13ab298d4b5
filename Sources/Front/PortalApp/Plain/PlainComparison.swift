import PortalCore
import PortalModel

/// Two reports of a story, to be printed.
public struct PlainComparison: PlainOutput {
    private let left: StoryReport
    private let right: StoryReport
    /// Both texts, row by row.
    private let comparison: Comparison

    /// Compares `report` with `other`; what an article was before stands on the left.
    public init(_ report: StoryReport, with other: StoryReport) {
        (left, right) = other.isEarlier ? (other, report) : (report, other)
        comparison = Comparison(
            ComparedText(title: left.title, body: left.body),
            ComparedText(title: right.title, body: right.body))
    }

    /// Columns of the labels.
    private static let indent = 3

    /// One text below the other, row by row, in lines of `width` columns or of fewer where that
    /// reads better.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: min(width, PlainArticle.measure + Self.indent))
        text.add(
            [
                Wording.alike(comparison.likeness),
                comparison.isCut ? Wording.comparisonIsCut : .empty,
            ].joined(separator: " · "))
        text.add(name(of: left), label: "1", indent: Self.indent)
        text.add(name(of: right), label: "2", indent: Self.indent)
        for row in comparison.rows {
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

    private func add(
        _ blocks: [Block], label: SafeText, brackets: (SafeText, SafeText) = (.empty, .empty),
        _ row: Comparison.Row, to text: inout PlainTextFormatter
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

    private func name(of report: StoryReport) -> SafeText {
        let source: SafeText =
            report.isEarlier ? "\(report.source), \(Wording.earlier)" : report.source
        let parts: [SafeText] = [
            source,
            report.since.map { Wording.moment(CivilTime(local: $0)) } ?? Wording.undated,
            SafeText(line: report.article.text),
        ]
        return parts.joined(separator: " · ")
    }

    /// The likeness is a percentage; cut says that the texts go on after what was compared.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "left": Side(report: left), "right": Side(report: right),
            "likeness": comparison.likeness, "cut": comparison.isCut,
            "rows": comparison.rows.map(Row.init),
        ])
    }

    private struct Side: Encodable {
        let report: StoryReport

        func encode(to encoder: any Encoder) throws {
            try encoder.encodeObject([
                "id": report.article.text, "title": report.title, "source": report.source,
                "since": report.since?.iso8601, "earlier": report.isEarlier,
            ])
        }
    }

    private struct Row: Encodable {
        let row: Comparison.Row

        func encode(to encoder: any Encoder) throws {
            try encoder.encodeObject([
                "left": text(row.left), "right": text(row.right),
                "onlyLeft": row.left.flatMap(\.unmatchedTexts),
                "onlyRight": row.right.flatMap(\.unmatchedTexts),
            ])
        }

        private func text(_ blocks: [Block]) -> String? {
            blocks.isEmpty ? nil : Document(blocks).plainText
        }
    }
}

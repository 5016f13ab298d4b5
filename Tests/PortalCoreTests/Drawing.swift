import PortalCore
import PortalModel

/// The rows of a comparison as lines: the left text, a bar, the right text, and the words of one
/// side alone in brackets. A gap is a dash.
func drawn(_ comparison: Comparison) -> [String] {
    comparison.rows.map { row in drawn(row.left) + " | " + drawn(row.right) }
}

private func drawn(_ blocks: [Block]) -> String {
    guard !blocks.isEmpty else { return "—" }
    return blocks.map { $0.bracketingUnmatched("[", "]").plainText }.joined(separator: " ¶ ")
}

/// Texts of these paragraphs below one title.
func compared(_ left: [SafeText], _ right: [SafeText]) -> Comparison {
    Comparison(text(left), text(right))
}

func text(_ paragraphs: [SafeText], title: SafeText = "Titel") -> StoryReport {
    report(title, Document(paragraphs.map { .paragraph([Span($0)]) }))
}

func report(_ title: SafeText, _ body: Document, source: SafeText = "De Dijk") -> StoryReport {
    StoryReport(
        article: ArticleID(rawValue: 1), title: title, source: source,
        since: nil, body: body)
}

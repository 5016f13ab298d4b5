import BuiltInEdition
import PortalCore
import PortalModel

/// Stories with their reports, to be printed.
struct PlainStories {
    /// Each led by the report of the reader's first source.
    let stories: [[Headline]]
    /// The moment that counts as now.
    let now: Timestamp

    /// The stories in lines of `width` columns: the lead's title, then a line for each report.
    func text(width: Int) -> String {
        var text = PlainText(width: width)
        if stories.isEmpty { text.add(Wording.noStories) }
        for (number, story) in stories.enumerated() {
            guard let lead = story.first else { continue }
            if number > 0 { text.addBlank() }
            text.add(lead.title)
            for report in story {
                text.add(
                    [
                        report.source,
                        RelativeTime(of: report.published, at: moment(of: report))
                            .wording,
                        SafeText(line: report.id.text),
                        report.title == lead.title ? .empty : report.title,
                    ].joined(separator: " · "), indent: 2)
            }
        }
        return text.string
    }

    /// The times of the built-in edition count from its own moment.
    private func moment(of report: Headline) -> Timestamp {
        BuiltInEdition.articles.contains { $0.id == report.id } ? BuiltInEdition.moment : now
    }
}

extension PlainJSON {
    /// Stories that several outlets tell.
    struct Stories: Encodable {
        /// A story with its reports.
        struct Story: Encodable {
            let outlets: Int
            let reports: [Entry]
        }

        let stories: [Story]

        /// `stories` as data; `read` of their reports were read.
        init(_ stories: [[Headline]], read: Set<ArticleID>) {
            self.stories = stories.map { story in
                Story(
                    outlets: Set(story.map(\.source)).count,
                    reports: story.map { Entry($0, isRead: read.contains($0.id)) })
            }
        }
    }
}

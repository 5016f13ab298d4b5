import PortalCore
import PortalModel

/// An article with what follows it, to be printed.
public struct PlainArticle: PlainOutput {
    private static let moreCount = 7
    /// The columns of a comfortable line.
    static let measure = 72

    private let article: Article
    private let others: [PlainHeadline]
    /// The newest of its section, without itself.
    private let more: [PlainHeadline]
    /// The moment that its age and that of the others count to.
    private let now: Timestamp
    /// Whether tables are told cell after cell.
    private let isLinear: Bool

    /// The article as it is in `library`; nil when it is not stored.
    public init?(
        _ id: ArticleID, in library: inout NewsLibrary, now: Timestamp, isLinear: Bool = false
    ) throws {
        guard let article = try library.article(id) else { return nil }
        self.article = article
        self.isLinear = isLinear
        let moment = try library.ownMoment(of: id) ?? now
        self.now = moment
        // One more, since the article itself is left out.
        let (headlines, marks) = try library.more(
            from: article.headline.section, count: Self.moreCount + 1)
        let reports = try library.otherReports(of: id)
        let read = marks.read.union(try library.marks(of: reports).read)
        more = headlines.filter { $0.id != id }.prefix(Self.moreCount).newestFirst
            .map { PlainHeadline($0, read, at: moment) }
        others = reports.map { PlainHeadline($0, read, at: moment) }
    }

    /// Lines of `width` columns, or of fewer where that reads better.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: min(width, Self.measure), isLinear: isLinear)
        let headline = article.headline
        text.add(headline.sectionName)
        text.add(headline.title)
        text.add(time)
        if let changes = article.changes { text.add(Wording.changed(changes, at: now)) }
        text.add(([headline.source] + article.authors).joined(separator: " · "))
        if let outlets = others.map(\.headline).otherOutlets(than: headline.source) {
            text.add(Wording.alsoIn(outlets))
        }
        text.addBlank()
        if article.body.isEmpty {
            text.add(Wording.noTextGiven)
        } else {
            text.add(article.body, linksTitle: Wording.links)
        }
        if article.page == .beginning {
            text.addBlank()
            text.add(Wording.restForSubscribers)
        }
        if let link = article.link {
            text.addBlank()
            text.addUnbroken(link.text)
        }
        guard !more.isEmpty else { return text.string }
        text.addBlank()
        text.add(Wording.more(from: headline.sectionName))
        for item in more {
            text.addBlank()
            text.add(item.headline.title, indent: 2)
            text.add("\(item.age) · \(item.identifier)", indent: 2)
        }
        return text.string
    }

    /// "dinsdag 18 januari 2022, 14:05 · 4 jaar geleden · 2 min lezen".
    private var time: SafeText {
        let length =
            article.body.isEmpty ? .empty : Wording.minutesToRead(article.readingMinutes)
        return (Wording.appearance(of: article.headline, at: now) + [length])
            .joined(separator: " · ")
    }

    /// Paragraphs of the text are parted by a blank line; links are in the order of the numbers
    /// that they have on a screen; beginning says that the rest is for subscribers.
    public var members: Members {
        let headline = article.headline
        return [
            "id": article.id.text, "title": headline.title, "section": headline.sectionName,
            "source": headline.source, "authors": article.authors,
            "published": headline.isDated ? headline.published.iso8601 : nil,
            "updated": article.updated?.iso8601,
            "link": article.link, "readingMinutes": article.readingMinutes,
            "text": article.body.plainText, "links": article.body.links,
            "beginning": article.page == .beginning, "others": others, "more": more,
        ]
    }
}

/// Two reports of a story, to be printed.
public struct PlainComparison: PlainOutput {
    private let left: StoryReport
    private let right: StoryReport
    private let comparison: Comparison

    /// Compares `report` with `other`; what an article was before stands on the left.
    public init(_ report: StoryReport, with other: StoryReport) {
        (left, right) = other.isEarlier ? (other, report) : (report, other)
        comparison = Comparison(left, right)
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
    public var members: Members {
        [
            "left": Side(report: left), "right": Side(report: right),
            "likeness": comparison.likeness, "cut": comparison.isCut,
            "rows": comparison.rows.map(Row.init),
        ]
    }

    private struct Side: JSONObject {
        let report: StoryReport

        var members: Members {
            [
                "id": report.article.text, "title": report.title, "source": report.source,
                "since": report.since?.iso8601, "earlier": report.isEarlier,
            ]
        }
    }

    private struct Row: JSONObject {
        let row: Comparison.Row

        var members: Members {
            [
                "left": text(row.left), "right": text(row.right),
                "onlyLeft": row.left.flatMap(\.unmatchedTexts),
                "onlyRight": row.right.flatMap(\.unmatchedTexts),
            ]
        }

        private func text(_ blocks: [Block]) -> String? {
            blocks.isEmpty ? nil : Document(blocks).plainText
        }
    }
}

import NewsStore
import PortalCore
import PortalModel

/// A page of headlines, to be printed.
public struct PlainPage: PlainOutput {
    /// The most headlines that are printed.
    public static let headlineCount = 40

    private let choice: PageChoice
    private let loaded: LoadedHeadlines
    /// Why headlines stand where they do, where that was asked.
    private let reasons: [ArticleID: FrontScoreParts]
    /// When a source was last heard; nil for never.
    private let lastDelivered: Timestamp?
    private let now: Timestamp

    /// The page as it is in `library`.
    public init(
        _ choice: PageChoice, in library: inout NewsLibrary, now: Timestamp,
        withReasons: Bool = false
    ) throws {
        self.choice = choice
        loaded = try library.headlines(on: choice.page, from: .start, count: Self.headlineCount)
        reasons = withReasons ? try library.reasons(for: loaded.headlines) : [:]
        lastDelivered = try library.lastDelivered()
        self.now = now
    }

    /// The headlines of the front page are numbered, as `portaal read` counts them; others bear
    /// their identifier.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        text.add(header)
        if loaded.headlines.isEmpty {
            text.addBlank()
            text.add(Wording.empty(choice.name))
        }
        let isNumbered = choice.isFrontPage
        let indent = isNumbered ? String(loaded.headlines.count).count + 2 : 0
        for (index, headline) in loaded.headlines.enumerated() {
            text.addBlank()
            let number = isNumbered ? padded(index + 1, to: indent - 2) : .empty
            text.add(headline.title, label: number, indent: indent)
            text.add(headline.teaser, indent: indent, maximumLines: 3)
            text.add(meta(of: headline, isNumbered: isNumbered), indent: indent)
            if let reason = reasons[headline.id] {
                text.add(Wording.reason(reason), indent: indent)
            }
        }
        return text.string
    }

    /// "ZeelandNet · Voorpagina · zaterdag 21 november 2026 · Bijgewerkt om 14:23".
    private var header: SafeText {
        [
            Wording.masthead, choice.name,
            Wording.date(CivilTime(local: loaded.builtIn?.moment ?? now)),
            loaded.builtIn?.text ?? Wording.updated(lastDelivered, at: now),
        ].joined(separator: " · ")
    }

    private func meta(of headline: Headline, isNumbered: Bool) -> SafeText {
        let moment = loaded.builtIn?.moment ?? now
        return [
            choice.section == nil ? headline.sectionName : .empty, headline.source,
            Wording.age(of: headline, at: moment),
            headline.outlets > 1 ? Wording.outlets(headline.outlets) : .empty,
            isNumbered ? .empty : SafeText(line: headline.id.text),
        ].joined(separator: " · ")
    }

    private func padded(_ number: Int, to width: Int) -> SafeText {
        let digits = String(number)
        return SafeText(cleaning: String(repeating: " ", count: width - digits.count) + digits)
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "page": choice.name, "edition": choice.edition.name, "updated": lastDelivered?.iso8601,
            "builtIn": loaded.builtIn != nil,
            "headlines": loaded.headlines.map { PlainHeadline($0, loaded.marks.read) },
        ])
    }
}

/// A headline in JSON.
struct PlainHeadline: Encodable {
    private let headline: Headline
    private let isRead: Bool

    init(_ headline: Headline, _ read: Set<ArticleID>) {
        self.headline = headline
        isRead = read.contains(headline.id)
    }

    func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "id": headline.id.text, "title": headline.title, "teaser": headline.teaser,
            "section": headline.sectionName, "source": headline.source,
            "published": headline.isDated ? headline.published.iso8601 : nil, "read": isRead,
            "outlets": headline.outlets,
        ])
    }
}

/// What a search found, to be printed.
public struct PlainHits: PlainOutput {
    /// How many hits can be asked for.
    public static let counts = 1...1000

    private let query: SafeText
    private let results: SearchResults
    /// Whether there are no hits after those.
    private let isWhole: Bool
    private let read: Set<ArticleID>
    /// The moments that the times of the headlines count to.
    private let moments: [Timestamp]

    /// Searches `library` for the first `count` hits.
    public init(
        _ query: SafeText, count: Int, in library: inout NewsLibrary, now: Timestamp
    ) throws {
        self.query = query
        let (results, marks) = try library.search(query, count: count)
        self.results = results
        isWhole = results.headlines.count < count || results.total <= count
        read = marks.read
        moments = try results.headlines.map { try library.ownMoment(of: $0.id) ?? now }
    }

    /// The headlines, each with its identifier.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        text.add(Wording.hits(results, of: query, isWhole: isWhole))
        for (headline, moment) in zip(results.headlines, moments) {
            text.addBlank()
            text.add(headline.title)
            text.add(headline.teaser, maximumLines: 3)
            text.add(
                [
                    headline.sectionName, headline.source,
                    Wording.age(of: headline, at: moment),
                    headline.outlets > 1 ? Wording.outlets(headline.outlets) : .empty,
                    SafeText(line: headline.id.text),
                ].joined(separator: " · "))
        }
        return text.string
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "query": query, "total": results.total, "suggestion": results.suggestion,
            "headlines": results.headlines.map { PlainHeadline($0, read) },
        ])
    }
}

/// Stories that several outlets tell, to be printed.
public struct PlainStories: PlainOutput {
    /// The most stories that are printed.
    public static let count = 40

    /// Each led by the report of the reader's first source.
    private let stories: [Story]

    private struct Story: Encodable {
        let reports: [Headline]
        let read: Set<ArticleID>
        /// The moment that the times of the reports count to.
        let moment: Timestamp

        func encode(to encoder: any Encoder) throws {
            try encoder.encodeObject([
                "outlets": Set(reports.map(\.source)).count,
                "reports": reports.map { PlainHeadline($0, read) },
            ])
        }
    }

    /// The newest stories of `library`.
    public init(in library: inout NewsLibrary, now: Timestamp) throws {
        var stories: [Story] = []
        for reports in try library.stories(count: Self.count) {
            guard let lead = reports.first else { continue }
            stories.append(
                Story(
                    reports: reports, read: try library.marks(of: reports).read,
                    moment: try library.ownMoment(of: lead.id) ?? now))
        }
        self.stories = stories
    }

    /// The lead's title, then a line for each report.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        if stories.isEmpty { text.add(Wording.noStories) }
        for (number, story) in stories.enumerated() {
            let title = story.reports[0].title
            if number > 0 { text.addBlank() }
            text.add(title)
            for report in story.reports {
                text.add(
                    [
                        report.source,
                        Wording.age(of: report, at: story.moment),
                        SafeText(line: report.id.text),
                        report.title == title ? .empty : report.title,
                    ].joined(separator: " · "), indent: 2)
            }
        }
        return text.string
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject(["stories": stories])
    }
}

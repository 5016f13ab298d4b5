import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// A page that the reader named on the command line.
public struct PageChoice {
    /// The page.
    let page: NewsPage
    /// As it stands in the header.
    let name: SafeText
    /// The edition that it belongs to.
    let edition: Edition
    /// The section that the page is of; nil for a front page.
    public let section: Section?
    /// Whether it is the front page of the first edition, which is what `portaal read` counts on.
    let isFrontPage: Bool

    /// The front page of the first edition.
    public init(frontPageOf editions: [Edition]) {
        self.init(frontPageOf: editions[0], of: editions, name: Wording.frontPage)
    }

    /// The page called `name`, without regard to case: a section, an edition's front page, also as
    /// "Voorpagina Zeeland" where a section is called like the edition, or "Voorpagina"; without a
    /// name the front page of the first edition.
    public init(_ name: String?, in editions: [Edition]) throws(CommandFailure) {
        guard let name else {
            self.init(frontPageOf: editions)
            return
        }
        if let choice = PageChoice(section: name, in: editions) {
            self = choice
        } else if Self.matches(Wording.frontPage, name) {
            self.init(frontPageOf: editions)
        } else if let edition = editions.first(where: { edition in
            [edition.name, Self.frontPage(of: edition)].contains { Self.matches($0, name) }
        }) {
            self.init(frontPageOf: edition, of: editions, name: Self.frontPage(of: edition))
        } else {
            throw Self.unknown(name, in: editions)
        }
    }

    /// The section called `name`; the first where two editions have one of that name.
    public init(sectionNamed name: String, in editions: [Edition]) throws(CommandFailure) {
        guard let choice = PageChoice(section: name, in: editions) else {
            throw Self.unknown(name, in: editions)
        }
        self = choice
    }

    private init?(section name: String, in editions: [Edition]) {
        for edition in editions {
            guard let section = edition.sections.first(where: { Self.matches($0.name, name) })
            else { continue }
            page = .section(section.id)
            self.name = section.name
            self.edition = edition
            self.section = section
            isFrontPage = false
            return
        }
        return nil
    }

    private init(frontPageOf edition: Edition, of editions: [Edition], name: SafeText) {
        page = .front(edition.id)
        self.name = name
        self.edition = edition
        section = nil
        isFrontPage = edition.id == editions[0].id
    }

    private static func frontPage(of edition: Edition) -> SafeText {
        [Wording.frontPage, edition.name].joined(separator: " ")
    }

    /// What a page can be called, each once: where a section is called like an edition, the name
    /// means the section.
    public static func names(in editions: [Edition]) -> [SafeText] {
        var names: [SafeText] = []
        for name in editions.flatMap({ $0.sections.map(\.name) }) where !names.contains(name) {
            names.append(name)
        }
        let sections = names
        return names + [Wording.frontPage]
            + editions.map { edition in
                let isTaken = sections.contains { matches($0, edition.name.string) }
                return isTaken ? frontPage(of: edition) : edition.name
            }
    }

    private static func matches(_ name: SafeText, _ typed: String) -> Bool {
        name.string.lowercased() == typed.lowercased()
    }

    private static func unknown(_ name: String, in editions: [Edition]) -> CommandFailure {
        .wrongUse(
            Wording.noSection(
                SafeText(line: name, limit: 60), among: names(in: editions)))
    }
}

extension NewsLibrary {
    /// The article that a reader names: by its identifier, or by its place on the front page of
    /// `editions`.
    public mutating func identifier(
        _ name: String, in editions: [Edition]
    ) throws -> ArticleID {
        if let id = ArticleID(name) { return id }
        guard let number = Int(name), number > 0 else {
            throw CommandFailure.wrongUse(Wording.noArticleName(SafeText(line: name, limit: 40)))
        }
        let count = min(number, PlainPage.headlineCount)
        let page = PageChoice(frontPageOf: editions).page
        let headlines = try headlines(on: page, from: .start, count: count).headlines
        guard headlines.indices.contains(number - 1) else {
            throw CommandFailure.failed(Wording.frontPageHasOnly(headlines.count))
        }
        return headlines[number - 1].id
    }
}

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
        reasons = withReasons ? try library.news().reasons(for: loaded.headlines) : [:]
        lastDelivered = try library.delivered()?.lastDelivered()
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
        for reports in try library.news().stories(count: Self.count) {
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

/// How many headlines of a page were not read yet, to be printed.
public struct PlainCount: PlainOutput {
    private let choice: PageChoice
    private let unread: Int

    public init(_ choice: PageChoice, in library: inout NewsLibrary) throws(StoreProblem) {
        self.choice = choice
        unread = try library.unreadCount(on: choice.page)
    }

    public func text(width: Int) -> String { "\(unread)\n" }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "page": choice.name, "edition": choice.edition.name, "unread": unread,
        ])
    }
}

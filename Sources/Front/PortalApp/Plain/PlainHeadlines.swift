import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// A page that the reader named on the command line.
public struct PageChoice {
    /// As it stands in the header.
    let name: SafeText
    let edition: Edition
    /// The section that the page is of; nil for a front page.
    public let section: Section?
    /// Whether it is the front page of the first edition, which is what `portaal read` counts on.
    let isFrontPage: Bool

    var page: NewsPage { section.map { .section($0.id) } ?? .front(edition.id) }

    public init(frontPageOf editions: [Edition]) {
        self.init(frontPageOf: editions[0], named: Wording.frontPage, isFirst: true)
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
            self.init(
                frontPageOf: edition, named: Self.frontPage(of: edition),
                isFirst: edition.id == editions[0].id)
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
            (self.name, self.edition, self.section) = (section.name, edition, section)
            isFrontPage = false
            return
        }
        return nil
    }

    private init(frontPageOf edition: Edition, named name: SafeText, isFirst: Bool) {
        (self.name, self.edition, section) = (name, edition, nil)
        isFrontPage = isFirst
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
    public mutating func identifier(_ name: String, in editions: [Edition]) throws -> ArticleID {
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

/// A headline as it is printed.
struct PlainHeadline: JSONObject {
    let headline: Headline
    private let isRead: Bool
    /// The moment that its age counts to.
    private let moment: Timestamp

    init(_ headline: Headline, _ read: Set<ArticleID>, at moment: Timestamp) {
        self.headline = headline
        self.moment = moment
        isRead = read.contains(headline.id)
    }

    var age: SafeText { Wording.age(of: headline, at: moment) }
    var identifier: SafeText { SafeText(line: headline.id.text) }

    /// Adds its title, the beginning of its teaser, and what else there is to know. Instead of its
    /// identifier it may bear a number.
    func add(
        to text: inout PlainTextFormatter, number: SafeText? = nil, indent: Int = 0,
        namesSection: Bool = true
    ) {
        text.addBlank()
        text.add(headline.title, label: number ?? .empty, indent: indent)
        text.add(headline.teaser, indent: indent, maximumLines: 3)
        text.add(
            [
                namesSection ? headline.sectionName : .empty, headline.source, age,
                headline.outlets > 1 ? Wording.outlets(headline.outlets) : .empty,
                number == nil ? identifier : .empty,
            ].joined(separator: " · "), indent: indent)
    }

    var members: Members {
        [
            "id": headline.id.text, "title": headline.title, "teaser": headline.teaser,
            "section": headline.sectionName, "source": headline.source,
            "published": headline.isDated ? headline.published.iso8601 : nil, "read": isRead,
            "outlets": headline.outlets,
        ]
    }
}

/// A page of headlines, to be printed.
public struct PlainPage: PlainOutput {
    public static let headlineCount = 40

    private let choice: PageChoice
    private let headlines: [PlainHeadline]
    /// The built-in edition, if it is that.
    private let builtIn: BuiltInName?
    /// Why headlines stand where they do, where that was asked.
    private let reasons: [ArticleID: FrontScoreParts]
    /// When a source was last heard; nil for never.
    private let lastDelivered: Timestamp?
    private let now: Timestamp

    public init(
        _ choice: PageChoice, in library: inout NewsLibrary, now: Timestamp,
        withReasons: Bool = false
    ) throws {
        self.choice = choice
        let loaded = try library.headlines(on: choice.page, from: .start, count: Self.headlineCount)
        let moment = loaded.builtIn?.moment ?? now
        headlines = loaded.headlines.map { PlainHeadline($0, loaded.marks.read, at: moment) }
        builtIn = loaded.builtIn
        reasons = withReasons ? try library.news().reasons(for: loaded.headlines) : [:]
        lastDelivered = try library.delivered()?.lastDelivered()
        self.now = now
    }

    /// The headlines of the front page are numbered, as `portaal read` counts them; others bear
    /// their identifier.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        text.add(header)
        if headlines.isEmpty {
            text.addBlank()
            text.add(Wording.empty(choice.name))
        }
        let isNumbered = choice.isFrontPage
        let digits = String(headlines.count).count
        let indent = isNumbered ? digits + 2 : 0
        for (index, item) in headlines.enumerated() {
            item.add(
                to: &text, number: isNumbered ? padded(index + 1, to: digits) : nil,
                indent: indent, namesSection: choice.section == nil)
            if let reason = reasons[item.headline.id] {
                text.add(Wording.reason(reason), indent: indent)
            }
        }
        return text.string
    }

    /// "ZeelandNet · Voorpagina · zaterdag 21 november 2026 · Bijgewerkt om 14:23".
    private var header: SafeText {
        [
            Wording.masthead, choice.name,
            Wording.date(CivilTime(local: builtIn?.moment ?? now)),
            builtIn?.text ?? Wording.updated(lastDelivered, at: now),
        ].joined(separator: " · ")
    }

    private func padded(_ number: Int, to width: Int) -> SafeText {
        let digits = String(number)
        return SafeText(cleaning: String(repeating: " ", count: width - digits.count) + digits)
    }

    public var members: Members {
        [
            "page": choice.name, "edition": choice.edition.name, "updated": lastDelivered?.iso8601,
            "builtIn": builtIn != nil, "headlines": headlines,
        ]
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
    private let headlines: [PlainHeadline]

    public init(
        _ query: SafeText, count: Int, in library: inout NewsLibrary, now: Timestamp
    ) throws {
        self.query = query
        let (results, marks) = try library.search(query, count: count)
        self.results = results
        isWhole = results.headlines.count < count || results.total <= count
        headlines = try results.headlines.map {
            PlainHeadline($0, marks.read, at: try library.ownMoment(of: $0.id) ?? now)
        }
    }

    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        text.add(Wording.hits(results, of: query, isWhole: isWhole))
        for headline in headlines { headline.add(to: &text) }
        return text.string
    }

    public var members: Members {
        [
            "query": query, "total": results.total, "suggestion": results.suggestion,
            "headlines": headlines,
        ]
    }
}

/// Stories that several outlets tell, to be printed.
public struct PlainStories: PlainOutput {
    public static let count = 40

    private let stories: [Story]

    private struct Story: JSONObject {
        /// The report of the reader's first source first.
        let reports: [PlainHeadline]

        var members: Members {
            ["outlets": Set(reports.map(\.headline.source)).count, "reports": reports]
        }
    }

    public init(in library: inout NewsLibrary, now: Timestamp) throws {
        stories = try library.news().stories(count: Self.count).filter { !$0.isEmpty }.map {
            let read = try library.marks(of: $0).read
            let moment = try library.ownMoment(of: $0[0].id) ?? now
            return Story(reports: $0.map { PlainHeadline($0, read, at: moment) })
        }
    }

    /// The lead's title, then a line for each report.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        if stories.isEmpty { text.add(Wording.noStories) }
        for (number, story) in stories.enumerated() {
            let title = story.reports[0].headline.title
            if number > 0 { text.addBlank() }
            text.add(title)
            for report in story.reports {
                let own = report.headline.title
                text.add(
                    [
                        report.headline.source, report.age, report.identifier,
                        own == title ? .empty : own,
                    ].joined(separator: " · "), indent: 2)
            }
        }
        return text.string
    }

    public var members: Members { ["stories": stories] }
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

    public var members: Members {
        ["page": choice.name, "edition": choice.edition.name, "unread": unread]
    }
}

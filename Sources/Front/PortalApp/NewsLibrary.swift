import NewsStore
import PortalCore
import PortalModel

/// The news that there is to read, with what the reader has read of it: what was delivered or, as
/// long as nothing was, the built-in edition.
public struct NewsLibrary {
    private(set) var editions: [Edition]
    private let builtIn: any News
    private var provider: any NewsProvider
    /// What the reader chose and did.
    public private(set) var reader: ReaderDatabase
    private var readerFile: FileIdentity?

    public init(
        _ provider: any NewsProvider, editions: [Edition], reader: ReaderDatabase,
        builtIn: (any News)? = nil
    ) {
        self.provider = provider
        self.editions = editions
        self.builtIn = builtIn ?? BuiltInNews(front: editions.first?.id)
        self.reader = reader
        readerFile = FileIdentity(reader.path)
    }

    mutating func follow(_ editions: [Edition]) {
        self.editions = editions
        provider.follow(editions)
    }

    /// What lists are made of.
    mutating func news() throws(StoreProblem) -> any News {
        guard let news = try delivered(), provider.hasNews else { return builtIn }
        return news
    }

    /// What a courier brought; nil where none did yet.
    mutating func delivered() throws(StoreProblem) -> (any DeliveredNews)? {
        try provider.open()
    }

    /// Does what can be done about a problem: a database that is unusable is set aside. The courier
    /// will make a new news.db, and a new reader.db is there at once.
    ///
    /// - Returns: A sentence for the reader.
    public mutating func recover(from problem: StoreProblem) -> SafeText {
        guard problem.isBeyondUse else { return problem.sentence }
        do throws(StoreProblem) {
            if let sentence = try provider.setAside(problem) { return sentence }
            guard problem.path == reader.path, !reader.isInMemory else { return problem.sentence }
            let sentence = try readerFile.setAside(problem)
            reader = try ReaderDatabase(path: reader.path)
            readerFile = FileIdentity(reader.path)
            return sentence
        } catch {
            return "\(problem.sentence) \(error.sentence)"
        }
    }

    // MARK: - Lists

    mutating func headlines(
        on page: NewsPage, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> LoadedHeadlines {
        let news = try news()
        let headlines = try self.headlines(of: news, on: page, from: cursor, count: count)
        return LoadedHeadlines(
            page: page, cursor: cursor, headlines: headlines, marks: try marks(of: headlines),
            isLast: headlines.count < count, builtIn: news.edition,
            mutedCount: try news.mutedCount(on: page))
    }

    private func headlines(
        of news: any News, on page: NewsPage, from cursor: ListCursor, count: Int
    ) throws(StoreProblem) -> [Headline] {
        guard let query = query(of: page) else {
            return try news.headlines(on: page, from: cursor, count: count)
        }
        return try news.headlines(matching: query, from: cursor, count: count)
    }

    /// What the section looks for that a page is; nil for any other page.
    private func query(of page: NewsPage) -> SectionQuery? {
        guard case .section(let id) = page else { return nil }
        return editions.lazy.flatMap(\.sections).first { $0.id == id }?.query
    }

    /// The newest headlines of a section, as they are put in turn.
    mutating func more(
        from section: SectionID, count: Int
    ) throws(StoreProblem) -> (headlines: [Headline], marks: Marks) {
        let headlines = try news().newest(in: section, count: count)
        return (headlines, try marks(of: headlines))
    }

    mutating func search(
        _ query: SafeText, count: Int
    ) throws(StoreProblem) -> (results: SearchResults, marks: Marks) {
        let results = try news().search(query, count: count)
        return (results, try marks(of: results.headlines))
    }

    /// What is saved: all, or what has a label.
    mutating func saved(labelled label: SafeText?) throws(StoreProblem) -> SavedArticles {
        let headlines = try reader.savedHeadlines(labelled: label)
        let articles = headlines.map(\.id)
        // What is kept does not tell what became of it since.
        return SavedArticles(
            headlines: headlines, marks: try marks(of: articles),
            labels: try reader.labels(of: articles), label: label, known: try reader.labels())
    }

    /// Marks those of `articles` as read that were not, or were changed since; `states` says how
    /// they are by now, as far as they are still stored.
    ///
    /// - Returns: Those, and the former records of what was changed.
    mutating func markRead(
        _ articles: [ArticleID], as states: [ArticleID: ArticleState],
        leavingSaved leavesSaved: Bool, at moment: Timestamp
    ) throws(StoreProblem) -> (articles: [ArticleID], former: [ArticleID: ReadRecord]) {
        let marks = try reader.marks(of: articles)
        let unread = Set(articles).filter { id in
            if leavesSaved, marks.saved.contains(id) { return false }
            guard let record = marks.read[id] else { return true }
            return states[id].map { $0.revisions > record.revisions ?? .max } ?? false
        }
        try reader.setRead(Array(unread), at: moment, as: states)
        return (Array(unread), marks.read.filter { unread.contains($0.key) })
    }

    /// All articles of a page as they are by now.
    mutating func states(on page: NewsPage) throws(StoreProblem) -> [ArticleID: ArticleState] {
        let news = try news()
        guard let query = query(of: page) else { return try news.articles(on: page) }
        return try news.articles(matching: query)
    }

    /// All articles that the list of a page has before `headline`, from there up.
    mutating func articles(
        on page: NewsPage, before headline: Headline
    ) throws(StoreProblem) -> [ArticleID] {
        let news = try news()
        var articles: [ArticleID] = []
        var first: Headline? = headline
        while let next = first {
            // In the order of the list.
            let piece = try headlines(
                of: news, on: page, from: .before(next), count: Self.longestPiece)
            articles += piece.map(\.id)
            first = piece.count < Self.longestPiece ? nil : piece.first
        }
        return articles
    }

    /// Of what a search finds no more is counted.
    private static let mostCounted = 5000

    /// Headlines that are read at once where all are to be.
    private static let longestPiece = 500

    /// Marks articles as read, as they are by now, or as unread.
    ///
    /// - Returns: When and as what they had been read.
    @discardableResult
    mutating func mark(
        _ articles: [ArticleID], asRead isRead: Bool, at moment: Timestamp
    ) throws(StoreProblem) -> [ArticleID: ReadRecord] {
        let former = try reader.marks(of: articles).read
        if isRead {
            try reader.setRead(articles, at: moment, as: try news().states(of: articles))
        } else {
            try reader.setRead(articles, at: nil)
        }
        return former
    }

    /// How many headlines the list of a page has that were not read yet.
    mutating func unreadCount(on page: NewsPage) throws(StoreProblem) -> Int {
        let news = try news()
        guard let query = query(of: page) else {
            return try reader.unreadCount(among: news.listed(on: page))
        }
        let found = try news.headlines(matching: query, from: .start, count: Self.mostCounted)
        return try reader.unreadCount(among: found.map(\.id))
    }

    /// Which of these were read and saved, and what became of them since.
    func marks(of headlines: [Headline]) throws(StoreProblem) -> Marks {
        let states = headlines.map { headline in
            (
                headline.id,
                ArticleState(
                    revisions: headline.changes?.count ?? 0, outlets: headline.outlets)
            )
        }
        return try marks(of: headlines.map(\.id), as: Dictionary(states) { first, _ in first })
    }

    /// The same where nothing else of them is known.
    mutating func marks(of articles: [ArticleID]) throws(StoreProblem) -> Marks {
        try marks(of: articles, as: try news().states(of: articles))
    }

    private func marks(
        of articles: [ArticleID], as states: [ArticleID: ArticleState]
    ) throws(StoreProblem) -> Marks {
        let (read, saved) = try reader.marks(of: articles)
        var marks = Marks(saved: saved)
        for (article, record) in read {
            let state = states[article]
            if let state, state.revisions > record.revisions ?? .max {
                marks.changed.insert(article)
            } else {
                marks.read.insert(article)
            }
            if let state, let outlets = record.outlets, state.outlets > outlets {
                marks.formerOutlets[article] = outlets
            }
        }
        return marks
    }

    // MARK: - Articles

    /// The article whole, as it was delivered or else as it was saved; nil when it is not stored
    /// (any more).
    public mutating func article(_ id: ArticleID) throws(StoreProblem) -> Article? {
        if let article = try builtIn.article(id) { return article }
        if let article = try delivered()?.article(id) { return article }
        return try reader.savedArticle(id)
    }

    /// The article as the reader left it; nil when it is not stored (any more).
    mutating func loaded(_ id: ArticleID) throws(StoreProblem) -> LoadedArticle? {
        guard let article = try article(id) else { return nil }
        let marks = try reader.marks(of: [id])
        var loaded = LoadedArticle(article)
        loaded.isSaved = !marks.saved.isEmpty
        loaded.block = try reader.position(in: id) ?? 0
        loaded.others = try otherReports(of: id)
        loaded.changes = try news().changes(of: id)
        if let record = marks.read[id] {
            loaded.lastReading = record.moment
            loaded.isChanged = loaded.changes?.count ?? 0 > record.revisions ?? .max
        }
        loaded.contradictions = try contradictions(of: article, loaded.others)
        return loaded
    }

    /// Other reports of a story whose numbers are compared.
    private static let comparedReports = 4

    /// The numbers in which an article and the next reports of its story differ.
    private mutating func contradictions(
        of article: Article, _ others: [Headline]
    ) throws(StoreProblem) -> [Contradiction] {
        guard !others.isEmpty else { return [] }
        var reports = [StoryReport(article)]
        for report in others.prefix(Self.comparedReports) {
            if let article = try self.article(report.id) { reports.append(StoryReport(article)) }
        }
        return Contradiction.all(in: reports)
    }

    /// The other reports of the story that an article tells, that of the next source first.
    mutating func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline] {
        let reports = try builtIn.otherReports(of: id)
        return reports.isEmpty ? try delivered()?.otherReports(of: id) ?? [] : reports
    }

    /// The article as it is, then what it was before, the latest first, then the other reports of
    /// its story.
    public mutating func comparableReports(of id: ArticleID) throws(StoreProblem) -> [StoryReport] {
        guard let article = try article(id) else { return [] }
        var reports = [StoryReport(article)] + (try builtIn.earlierVersions(of: id))
        reports += try delivered()?.earlierVersions(of: id) ?? []
        for other in try otherReports(of: id) {
            if let article = try self.article(other.id) { reports.append(StoryReport(article)) }
        }
        return reports
    }

    /// The moment that the age of an article counts to where that is not now: that of the edition
    /// which it is from.
    func ownMoment(of id: ArticleID) throws(StoreProblem) -> Timestamp? {
        try builtIn.article(id) == nil ? nil : builtIn.edition?.moment
    }

    // MARK: - Sources

    /// Whether the courier has seen all sources where they stand now, and no others. A first round
    /// sees them anyway.
    mutating func knowsSources() throws(StoreProblem) -> Bool {
        guard let known = try delivered()?.places() else { return true }
        let places = editions.flatMap(\.sections).flatMap { section in
            section.sources.map { ($0.id, section.id) }
        }
        return known == Dictionary(places) { _, last in last }
    }

    /// The sources and how they are doing, also those that the courier never saw, after the edition
    /// that brings others if there is one.
    public mutating func sources() throws(StoreProblem) -> [SourceHealth] {
        let known = try delivered()?.sources() ?? []
        let health = Dictionary(known.map { ($0.source.id, $0) }) { first, _ in first }
        let published = known.filter(\.isEdition)
        return published
            + editions.flatMap(\.sections).flatMap { section in
                section.sources.map { source in
                    var health =
                        health[source.id] ?? SourceHealth(source: source, section: section.name)
                    health.source = source
                    health.section = section.name
                    return health
                }
            }
    }

    mutating func newsVersion() throws(StoreProblem) -> Int? { try provider.version() }

    /// Articles that were read with a page that may have changed since.
    mutating func pagesToReadAgain() throws(StoreProblem) -> [ArticleID] {
        let articles = try delivered()?.articlesWithFormerPage(count: 50) ?? []
        guard !articles.isEmpty else { return [] }
        let read = try reader.marks(of: articles).read
        return Array(articles.filter { read[$0] != nil }.prefix(10))
    }

    /// Forgets marks, set before `moment`, of articles that are no longer stored: of some now, of
    /// others the next time. Without any news nothing is forgotten, since what was read may come
    /// back.
    mutating func tidyMarks(before moment: Timestamp) throws(StoreProblem) {
        guard let news = try delivered(), provider.hasNews else { return }
        let marked = try reader.agedMarks(before: moment, count: 1000)
        let stored = try news.stored(among: marked)
        try reader.forgetMarks(of: marked.filter { !stored.contains($0) })
    }
}

import BuiltInEdition
import Foundation
import NewsStore
import PortalCore
import PortalModel

/// The news that there is to read: what was delivered or, as long as nothing was, the built-in
/// edition. With what the reader has read of it.
struct Library {
    private let path: String?
    private let editions: [Edition]
    private var news: NewsDatabase?
    /// The file that `news` is.
    private var file: FileIdentity?
    private var hasNews = false
    /// What the reader chose and did.
    private(set) var reader: ReaderDatabase
    /// The file that `reader` is.
    private var readerFile: FileIdentity?

    /// The library over the news.db at `path`, which need not exist yet; nil where no place for
    /// it is known.
    init(path: String?, editions: [Edition], reader: ReaderDatabase) {
        self.path = path
        self.editions = editions
        self.reader = reader
        readerFile = FileIdentity(reader.path)
    }

    /// Opens news.db once there is one; until a delivery brought something, looks anew each time.
    ///
    /// - Throws: `StoreProblem`; when `isBeyondUse`, the file can be kept aside and all goes on.
    private mutating func openNews() throws(StoreProblem) -> NewsDatabase? {
        guard let path else { return nil }
        let file = FileIdentity(path)
        // It may have been thrown away or have made way for another one.
        if file != self.file { forget() }
        if news == nil {
            guard file != nil else { return nil }
            self.file = file
            do throws(StoreProblem) {
                news = try NewsDatabase(path: path)
            } catch {
                // The courier has yet to make something of it.
                if error.code == .outdated { return nil }
                throw error
            }
        }
        if !hasNews, let news {
            for edition in editions where !hasNews {
                hasNews = try !news.headlines(on: .front(edition.id), count: 1).isEmpty
            }
        }
        return news
    }

    /// news.db, once a delivery brought something.
    mutating func deliveredNews() throws(StoreProblem) -> NewsDatabase? {
        let news = try openNews()
        return hasNews ? news : nil
    }

    /// Does what can be done about a problem: a database that is unusable is set aside. The courier
    /// will make a new news.db, and a new reader.db is there at once.
    ///
    /// - Returns: A sentence for the reader.
    mutating func settle(_ problem: StoreProblem) -> SafeText {
        guard problem.isBeyondUse else { return problem.sentence }
        do throws(StoreProblem) {
            switch problem.path {
            case path:
                let file = file
                forget()
                return try Self.keepAside(problem, file)
            case reader.path where !reader.isInMemory:
                let sentence = try Self.keepAside(problem, readerFile)
                reader = try ReaderDatabase(path: reader.path)
                readerFile = FileIdentity(reader.path)
                return sentence
            default:
                return problem.sentence
            }
        } catch {
            return "\(problem.sentence) \(error.sentence)"
        }
    }

    /// Moves the file aside, unless another portal has done so already.
    private static func keepAside(
        _ problem: StoreProblem, _ file: FileIdentity?
    ) throws(StoreProblem) -> SafeText {
        file == FileIdentity(problem.path) ? try KeptAside(problem).sentence : problem.sentence
    }

    private mutating func forget() {
        news = nil
        hasNews = false
        file = nil
    }

    /// Whether the courier has seen all sources where they stand now, and no others. A first round
    /// sees them anyway.
    mutating func knowsSources() throws(StoreProblem) -> Bool {
        guard let known = try openNews()?.places() else { return true }
        let places = editions.flatMap(\.sections).flatMap { section in
            section.sources.map { ($0.id, section.id) }
        }
        return known == Dictionary(places) { _, last in last }
    }

    /// A piece of the list of a page.
    mutating func headlines(
        on page: NewsPage, from place: ListPlace, count: Int
    ) throws(StoreProblem) -> LoadedHeadlines {
        let news = try openNews()
        guard hasNews, let news else {
            let headlines = place == .start || place == .end ? builtIn(on: page) : []
            return LoadedHeadlines(
                page: page, place: place, headlines: headlines, marks: try marks(of: headlines),
                isLast: true,
                builtIn: BuiltInName(text: BuiltInEdition.name, moment: BuiltInEdition.moment))
        }
        let headlines = try news.headlines(on: page, from: place, count: count)
        return LoadedHeadlines(
            page: page, place: place, headlines: headlines, marks: try marks(of: headlines),
            isLast: headlines.count < count, builtIn: nil)
    }

    /// The newest headlines of all editions together.
    mutating func justIn(count: Int) throws(StoreProblem) -> [Headline] {
        let news = try openNews()
        guard hasNews, let news else {
            return Array(Self.newestBuiltIn.prefix(count))
        }
        var headlines: [Headline] = []
        for edition in editions {
            headlines += try news.headlines(on: .front(edition.id), count: count)
        }
        return Array(headlines.sorted { $0.published > $1.published }.prefix(count))
    }

    /// The newest headlines of a section.
    mutating func more(
        from section: SectionID, count: Int
    ) throws(StoreProblem) -> (headlines: [Headline], marks: Marks) {
        let news = try openNews()
        let headlines: [Headline]
        if hasNews, let news {
            headlines = try news.headlines(on: .section(section), count: count)
        } else {
            headlines = Array(
                Self.newestBuiltIn.lazy.filter { $0.section == section }.prefix(count))
        }
        return (headlines, try marks(of: headlines))
    }

    /// The articles whose words begin with those of `query`, of the built-in edition too as long
    /// as nothing was delivered.
    mutating func search(
        _ query: SafeText, count: Int
    ) throws(StoreProblem) -> (headlines: [Headline], marks: Marks) {
        let news = try openNews()
        let headlines: [Headline]
        if hasNews, let news {
            headlines = try news.search(query, count: count)
        } else {
            headlines = BuiltInEdition.articles.filter { $0.contains(query) }.map(\.headline)
        }
        return (headlines, try marks(of: headlines))
    }

    /// The saved articles.
    func saved() throws(StoreProblem) -> (headlines: [Headline], marks: Marks) {
        let headlines = try reader.savedHeadlines()
        return (headlines, try marks(of: headlines))
    }

    /// All articles of a page that were not read yet.
    mutating func unread(on page: NewsPage) throws(StoreProblem) -> [ArticleID] {
        let news = try openNews()
        let all: [ArticleID]
        if hasNews, let news {
            all = try news.articles(on: page)
        } else {
            all = builtIn(on: page).map(\.id)
        }
        let read = try reader.marks(of: all).read
        return all.filter { !read.contains($0) }
    }

    /// The article as the reader left it; nil when it is not stored (any more).
    mutating func loaded(_ id: ArticleID) throws(StoreProblem) -> LoadedArticle? {
        guard let article = try article(id) else { return nil }
        return LoadedArticle(
            article, isSaved: try !reader.marks(of: [id]).saved.isEmpty,
            block: try reader.position(in: id) ?? 0, others: try otherReports(of: id))
    }

    /// The other reports of the story that an article tells, that of the next source first.
    mutating func otherReports(of id: ArticleID) throws(StoreProblem) -> [Headline] {
        let builtIn = BuiltInEdition.otherReports(of: id)
        return builtIn.isEmpty ? try openNews()?.otherReports(of: id) ?? [] : builtIn
    }

    /// The newest stories that more than one outlet tells; that of the built-in edition as long
    /// as nothing was delivered.
    mutating func stories(count: Int) throws(StoreProblem) -> [[Headline]] {
        let news = try openNews()
        if hasNews, let news { return try news.stories(count: count) }
        return BuiltInEdition.headlines.filter { $0.outlets > 1 }.map {
            [$0] + BuiltInEdition.otherReports(of: $0.id)
        }
    }

    /// The article whole, as it was delivered or else as it was saved; nil when it is not stored
    /// (any more).
    mutating func article(_ id: ArticleID) throws(StoreProblem) -> Article? {
        if let article = BuiltInEdition.articles.first(where: { $0.id == id }) { return article }
        if let article = try openNews()?.article(id) { return article }
        return try reader.savedArticle(id)
    }

    /// The article as it is, then the other reports of its story, then what it was before.
    mutating func versions(of id: ArticleID) throws(StoreProblem) -> [Version] {
        guard let article = try article(id) else { return [] }
        var versions = [Version(article)]
        for report in try otherReports(of: id) {
            if let article = try self.article(report.id) { versions.append(Version(article)) }
        }
        return versions + (try openNews()?.earlierVersions(of: id) ?? [])
    }

    /// The sources and how they are doing; those that the courier never saw are told as such.
    mutating func sources() throws(StoreProblem) -> [SourceHealth] {
        let known = try openNews()?.sources() ?? []
        let health = Dictionary(known.map { ($0.source.id, $0) }) { first, _ in first }
        return editions.flatMap(\.sections).flatMap { section in
            section.sources.map { source in
                health[source.id] ?? SourceHealth(source: source, section: section.name)
            }
        }
    }

    /// When the courier last heard from any source.
    mutating func lastChecked() throws(StoreProblem) -> Timestamp? {
        try openNews()?.lastChecked()
    }

    /// Which of these were read and saved.
    func marks(of headlines: [Headline]) throws(StoreProblem) -> Marks {
        let ids = headlines.map(\.id)
        let (read, saved) = try reader.marks(of: ids)
        return Marks(read: read, saved: saved)
    }

    /// The built-in edition fills the first front page and the section that its articles name.
    private func builtIn(on page: NewsPage) -> [Headline] {
        let headlines = BuiltInEdition.headlines
        return switch page {
        case .front(editions.first?.id): headlines
        case .front: []
        case .section(let section): headlines.filter { $0.section == section }
        }
    }

    private static let newestBuiltIn = BuiltInEdition.headlines
        .sorted { $0.published > $1.published }
}

/// An article whole: its headline and its text.
public struct Article: Hashable, Sendable, Identifiable {
    public var headline: Headline
    /// When the publisher last changed it, where that is known and later than its publication.
    public var updated: Timestamp?
    public var authors: [SafeText]
    public var link: WebAddress?
    public var body: Document
    /// Whether the text is the feed's or its page's.
    public var page: PageState
    /// The language of its page as a language tag in lower case, such as "nl-be"; nil where the
    /// page was not read or does not say.
    public var language: SafeText?
    /// That it was changed since it was first delivered; nil when it was not.
    public var changes: Changes?

    public init(
        headline: Headline, updated: Timestamp? = nil, authors: [SafeText] = [],
        link: WebAddress? = nil, body: Document = Document(), page: PageState = .notRead,
        language: SafeText? = nil, changes: Changes? = nil
    ) {
        self.headline = headline
        self.updated = updated
        self.authors = authors
        self.link = link
        self.body = body
        self.page = page
        self.language = language
        self.changes = changes
    }

    /// Whether its page is worth reading: what the feed gave is no more than a teaser. Linear in
    /// the length of the text.
    public var isTeaser: Bool { isTeaser(ofWords: body.wordCount) }

    /// The same where the words of the text were counted before.
    public func isTeaser(ofWords count: Int) -> Bool {
        page == .notRead && link != nil && count < Article.wordsOfTeaser
    }

    /// A text of fewer words is taken for a teaser.
    public static let wordsOfTeaser = 150

    public var id: ArticleID { headline.id }

    /// Minutes that an even reader (230 words a minute) takes, begun ones counted whole. Linear in
    /// the length of the text.
    public var readingMinutes: Int { Article.readingMinutes(ofWords: body.wordCount) }

    /// The same of a text whose words were counted before.
    public static func readingMinutes(ofWords count: Int) -> Int {
        max(1, (count + 229) / 230)
    }
}

/// What came of reading an article's page.
public enum PageState: Hashable, Sendable {
    /// It was not read; the text is the feed's.
    case notRead
    /// The text is the page's.
    case read
    /// The text is the page's, which shows the beginning and keeps the rest for subscribers.
    case beginning
    /// The page could not be used; the text is the feed's.
    case refused(DeliveryProblem)
}

/// What a list shows of an article.
public struct Headline: Hashable, Sendable, Identifiable {
    public let id: ArticleID
    /// Never empty.
    public let title: SafeText
    /// The first lines of the article, or empty.
    public let teaser: SafeText
    public let section: SectionID
    public let sectionName: SafeText
    /// Who published it.
    public let source: SafeText
    /// When it appeared, as far as can be trusted: never later than it was first seen.
    public var published: Timestamp
    /// Whether that is known; else `published` is when it was first seen.
    public var isDated = true
    /// How many outlets tell its story, where the headline stands for all their reports; else 1.
    public var outlets: Int
    /// The article after which the story is named that it tells with others, the same one in all
    /// their headlines; nil where it tells its story alone, or that is not known.
    public var story: ArticleID?
    /// What decides where it stands on a front page, in seconds: the higher, the nearer to the top.
    public var score: Int64
    /// When it was first delivered.
    public var arrived: Timestamp
    /// That the article was changed since; nil when it was not.
    public var changes: Changes?
    /// Whether the reader muted it, so that it stands in no list.
    public var isMuted = false

    public init(
        id: ArticleID, title: SafeText, teaser: SafeText, section: SectionID,
        sectionName: SafeText, source: SafeText, published: Timestamp, outlets: Int = 1
    ) {
        self.id = id
        self.title = title
        self.teaser = teaser
        self.section = section
        self.sectionName = sectionName
        self.source = source
        self.published = published
        self.outlets = outlets
        score = published.seconds
        arrived = published
    }
}

/// One of the texts that tell a story: an article as it is, or as it was before its publisher
/// changed it.
public struct StoryReport: Hashable, Sendable {
    /// The article whose text it is or was.
    public let article: ArticleID
    /// Its title, then or now.
    public let title: SafeText
    public let source: SafeText
    /// Since when it reads like this; nil where that is not known.
    public let since: Timestamp?
    /// Whether the article reads otherwise by now.
    public let isEarlier: Bool
    public let body: Document

    public init(
        article: ArticleID, title: SafeText, source: SafeText, since: Timestamp?,
        isEarlier: Bool = false, body: Document
    ) {
        self.article = article
        self.title = title
        self.source = source
        self.since = since
        self.isEarlier = isEarlier
        self.body = body
    }

    /// The article as it is.
    public init(_ article: Article) {
        let headline = article.headline
        self.init(
            article: article.id, title: headline.title, source: headline.source,
            since: article.changes?.last ?? (headline.isDated ? headline.published : nil),
            body: article.body)
    }
}

/// That an article was changed after it had been delivered.
public struct Changes: Hashable, Sendable {
    /// How often, at least once.
    public let count: Int
    /// When that was last noticed.
    public let last: Timestamp

    public init(count: Int, last: Timestamp) {
        self.count = count
        self.last = last
    }
}

/// When an article was last read, and what it was then.
public struct ReadRecord: Hashable, Sendable {
    public let moment: Timestamp
    /// How often it had been changed, and how many outlets told its story; nil where that was not
    /// noted.
    public let revisions: Int?
    public let outlets: Int?

    public init(moment: Timestamp, revisions: Int? = nil, outlets: Int? = nil) {
        self.moment = moment
        self.revisions = revisions
        self.outlets = outlets
    }
}

/// Where a report comes from and who sent it, as it stands before its first sentence:
/// `BERLIJN (ANP) - `, `MEITAR (ANP/AFP) - `, `MIDDELBURG - `.
public struct Dateline: Hashable, Sendable {
    /// The place in capitals.
    public let place: SafeText
    /// The news agencies, as abbreviated (and cut short) by the publisher.
    public let agencies: [SafeText]
    /// How many characters of the text the dateline takes, its dash and spaces included.
    public let length: Int

    /// Reads the dateline at the start of `text`; nil where there is none.
    ///
    /// A place has at most 40 characters, is written in capitals throughout and has at least two
    /// letters; after it agencies may follow in brackets; a hyphen or dash between spaces ends it.
    public init?(startOf text: SafeText) {
        let head = text.string.prefix(80)
        let dashes = [" - ", " – "].compactMap { head.firstRange(of: $0) }
        guard let dash = dashes.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
        var words = head[..<dash.lowerBound]
        var agencies: [SafeText] = []
        if words.last == ")", let bracket = words.lastIndex(of: "(") {
            let inside = words[words.index(after: bracket)...].dropLast()
            agencies = inside.split(separator: "/").map { SafeText(line: $0) }
            guard !agencies.isEmpty, inside.allSatisfy(Dateline.isAgencyCharacter) else {
                return nil
            }
            words = words[..<bracket]
        }
        let place = SafeText(line: words)
        guard Dateline.isPlace(place.string) else { return nil }
        self.place = place
        self.agencies = agencies
        length = text.string.distance(from: text.string.startIndex, to: dash.upperBound)
    }

    private static func isPlace(_ text: String) -> Bool {
        text.count <= 40 && text.count(where: \.isLetter) >= 2
            && text.allSatisfy { character in
                character.isLetter ? !character.isLowercase : " -'’./".contains(character)
            }
    }

    private static func isAgencyCharacter(_ character: Character) -> Bool {
        character.isUppercase || character.isNumber || "/ -.".contains(character)
    }
}

/// What a search found.
public struct SearchResults: Hashable, Sendable {
    /// The best first, one for each story; as many as were asked for.
    public var headlines: [Headline]
    /// How many articles were found, up to as many as a search looks at.
    public var total: Int
    /// Whether there are more than that.
    public var isCut = false
    /// Where nothing was found, what was searched for with the nearest words that there are; nil
    /// where that finds nothing either.
    public var suggestion: SafeText?

    public init(headlines: [Headline] = [], total: Int = 0) {
        self.headlines = headlines
        self.total = total
    }
}

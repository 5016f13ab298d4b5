import NewsStore
import PortalModel
import Testing

struct TidyingTests {
    private static let moment = Timestamp(seconds: 1_800_000_000)
    private static let past = moment + -100 * 86_400

    @Test func `old marks come up piece by piece, and begin again after the last`() throws {
        let reader = try ReaderDatabase()
        try reader.setRead(Self.articles(1...5), at: Self.past)
        try reader.setRead(Self.articles(6...7), at: Self.moment)
        try reader.setPosition(3, in: ArticleID(rawValue: 8), at: Self.past)
        func next() throws -> [Int64] {
            try reader.agedMarks(before: Self.past + 1, count: 4).map(\.rawValue)
        }
        #expect(try next() == [1, 2, 3, 4])
        #expect(try next() == [5, 8])
        #expect(try next() == [1, 2, 3, 4])
    }

    @Test func `a saved article keeps its marks`() throws {
        let reader = try ReaderDatabase()
        let headline = Headline(
            id: ArticleID(rawValue: 2), title: "Kop", teaser: "", section: SectionID(rawValue: 1),
            sectionName: "Buitenland", source: "NOS", published: Self.past)
        try reader.setRead(Self.articles(1...3), at: Self.past)
        try reader.save(Article(headline: headline), at: Self.past)
        let aged = try reader.agedMarks(before: Self.moment, count: 9)
        #expect(aged == Self.articles([1, 3]))
        try reader.forgetMarks(of: aged)
        #expect(
            try reader.marks(of: Self.articles(1...3)).read.keys.map(\.self)
                == Self.articles([2]))
    }

    @Test func `a mark that is forgotten is gone from all tables`() throws {
        let reader = try ReaderDatabase()
        let article = ArticleID(rawValue: -5)
        try reader.setRead([article], at: Self.past)
        try reader.setPosition(7, in: article, at: Self.past)
        try reader.forgetMarks(of: [article])
        #expect(try reader.marks(of: [article]).read.isEmpty)
        #expect(try reader.position(in: article) == nil)
        #expect(try reader.agedMarks(before: Self.moment, count: 9) == [])
    }

    private static func articles(_ numbers: some Sequence<Int64>) -> [ArticleID] {
        numbers.map(ArticleID.init(rawValue:))
    }
}

import PortalModel
import Testing

@testable import NewsStore

struct ArticleSignatureTests {
    /// Two articles with one duplicate key, and whether they are one.
    struct Pair: CustomTestStringConvertible {
        let testDescription: String
        let first: (published: Int64?, digest: Int64)
        let second: (published: Int64?, digest: Int64)
        let areOne: Bool
    }

    @Test(arguments: [
        Pair(testDescription: "same time, same text", first: (9, 1), second: (9, 1), areOne: true),
        Pair(testDescription: "same time, new text", first: (9, 1), second: (9, 2), areOne: true),
        Pair(testDescription: "new time, same text", first: (9, 1), second: (8, 1), areOne: true),
        Pair(testDescription: "new time, new text", first: (9, 1), second: (8, 2), areOne: false),
        Pair(testDescription: "no time, same text", first: (nil, 1), second: (8, 1), areOne: true),
        Pair(testDescription: "no time, new text", first: (nil, 1), second: (8, 2), areOne: false),
        Pair(
            testDescription: "neither time, new text", first: (nil, 1), second: (nil, 2),
            areOne: false),
    ])
    func `of two articles with one link and title, time or text tells`(pair: Pair) {
        let first = signature(pair.first)
        let second = signature(pair.second)
        #expect(first.isSameArticle(as: second) == pair.areOne)
        #expect(second.isSameArticle(as: first) == pair.areOne)
    }

    @Test func `a duplicate key is one source's, and takes a link`() {
        let key = DuplicateKey(source: 1, link: "https://krant.example/a", title: "Kop")
        #expect(key == DuplicateKey(source: 1, link: "https://krant.example/a", title: "Kop"))
        #expect(key != DuplicateKey(source: 2, link: "https://krant.example/a", title: "Kop"))
        #expect(key != DuplicateKey(source: 1, link: "https://krant.example/b", title: "Kop"))
        #expect(key != DuplicateKey(source: 1, link: "https://krant.example/a", title: "Kop 2"))
        #expect(DuplicateKey(source: 1, link: nil, title: "Kop").rawValue == 0)
    }

    private func signature(_ values: (published: Int64?, digest: Int64)) -> ArticleSignature {
        ArticleSignature(
            published: values.published.map(Timestamp.init(seconds:)), digest: values.digest)
    }
}

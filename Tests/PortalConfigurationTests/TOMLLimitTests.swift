import PortalConfiguration
import PortalModel
import TestTags
import Testing

/// Documents that would grow while they are read.
@Suite(.timeLimit(.minutes(1)))
struct TOMLLimitTests {
    private static let bombs: [(name: String, text: String)] = [
        ("a header of 100,000 tables", "[a" + String(repeating: ".a", count: 100_000) + "]"),
        ("a key of 100,000 tables", "a" + String(repeating: ".a", count: 100_000) + " = 1"),
        ("arrays in arrays", "a = " + String(repeating: "[", count: 500_000)),
        ("tables in tables", "a = " + String(repeating: "{a = ", count: 100_000)),
        ("a long list", "a = [" + String(repeating: "1,", count: 400_000) + "]"),
        ("a long list of tables", String(repeating: "[[a]]\n", count: 120_000)),
    ]

    @Test(.tags(.slow), arguments: bombs.map(\.name))
    func `what no file of ours needs is one mistake, and nothing of it is kept`(name: String) {
        let text = Self.bombs.first { $0.name == name }?.text ?? ""
        var reader = TOMLReader(text)
        #expect(reader.table(reader.root).isEmpty)
        #expect(reader.mistakes.count == 1)
    }

    @Test(.tags(.slow)) func `a stray sign behind much else is found`() {
        let lines = (0..<20_000).map { "k\($0) = 1\n" }.joined()
        #expect(TOMLReader(lines + "[é]").mistakes.first?.place == .init(line: 20_001, column: 2))
    }

    @Test(.tags(.slow)) func `of very many wrong keys the first are told and the others counted`() {
        let text = (0..<60_000).map { "fout\($0) = 1\n" }.joined() + "goed = 1\n"
        var reader = TOMLReader(text)
        #expect(reader.table(reader.root, known: ["goed"]).keys.sorted() == ["goed"])
        let mistakes = reader.mistakes
        #expect(mistakes.count == TOMLReader.mostMistakes + 1)
        #expect(mistakes.prefix(3).map(\.place?.line) == [1, 2, 3])
        #expect(mistakes.last?.sentence == "en er zijn nog 59980 fouten")
    }

    @Test func `a file with very many subscriptions is none of these`() {
        let sources = (0..<8000).map {
            "{ name = \"b\($0)\", url = \"https://b\($0).example/rss\" },\n"
        }
        var reader = TOMLReader("[[section]]\nname = \"x\"\nsources = [\n\(sources.joined())]\n")
        let section = reader.table(reader.root)["section"].map { reader.array($0) }?.first
        let read = section.flatMap { reader.table($0)["sources"] }.map { reader.array($0) }
        #expect(read?.count == 8000)
        #expect(reader.mistakes.isEmpty)
    }
}

import ArgumentParser
import FeedParsing
import Foundation
import NewsStore
import PortalModel
import StoryJoining

extension Inspect {
    /// Shows which articles of some feeds tell one story.
    struct Stories: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stories",
            abstract: "Laat zien welke artikelen van nieuwsbronnen hetzelfde verhaal vertellen.",
            discussion: """
                Elk bestand geldt als een bron. Schrijft voor elk verhaal met meer berichten een \
                regel JSON: de adressen van de artikelen, in de volgorde van de bestanden.
                """)

        @Argument(help: ArgumentHelp("De bestanden met nieuwsbronnen.", valueName: "file"))
        var files: [String]

        func run() throws {
            let documents = try files.map { try InspectedDocument(file: $0, url: nil) }
            let contents = try InspectedDocument.bytes(
                of: documents, limit: ParsedFeed.maximumLength)
            var joined = JoinedFeeds()
            for (file, bytes) in zip(files, contents) {
                do throws(DeliveryProblem) {
                    joined.add(try ParsedFeed(parsing: bytes, address: nil), from: file)
                } catch {
                    throw InspectedDocument.failure("\(SafeText(line: file)): \(error.sentence)")
                }
            }
            for line in try joined.lines() { print(line) }
        }
    }
}

/// The articles of some feeds, and what joins them.
private struct JoinedFeeds {
    private var index = StoryIndex()
    private var articles: [ArticleID: (place: Int, name: String)] = [:]

    /// Takes in the articles of `feed`, of which `file` is the outlet.
    mutating func add(_ feed: ParsedFeed, from file: String) {
        let source = SourceID(rawValue: StableHash.of([file]))
        for article in DeliveredArticle.all(of: feed, from: source) {
            articles[article.id] = (articles.count, article.link?.string ?? article.title.string)
            let published = article.published ?? article.updated ?? Timestamp(seconds: 0)
            index.add(
                article.id, Report(article.report, outlet: file, published: published),
                keys: article.keys)
        }
    }

    /// A line of JSON for each story.
    func lines() throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let stories = index.stories.map { story in
            story.compactMap { articles[$0] }.sorted { $0.place < $1.place }
        }
        return try stories.sorted { $0[0].place < $1[0].place }.map { story in
            String(decoding: try encoder.encode(story.map(\.name)), as: UTF8.self)
        }
    }
}

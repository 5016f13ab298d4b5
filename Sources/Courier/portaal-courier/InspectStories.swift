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
                Schrijft voor elk verhaal met meer berichten een regel JSON: de adressen van de \
                artikelen, in de volgorde van de bestanden.
                """)

        @Argument(help: ArgumentHelp("De bestanden met nieuwsbronnen.", valueName: "file"))
        var files: [String]

        func run() throws {
            var index = StoryIndex()
            var names: [ArticleID: String] = [:]
            var order: [ArticleID: Int] = [:]
            for file in files {
                let outlet = SourceID(rawValue: StableHash.of([file]))
                let document = try InspectedDocument(file: file, url: nil)
                do {
                    let feed = try ParsedFeed(
                        parsing: try document.bytes(limit: ParsedFeed.maximumLength), address: nil)
                    for article in DeliveredArticle.all(of: feed, from: outlet) {
                        names[article.id] = article.link?.string ?? article.title.string
                        order[article.id] = order.count
                        let text = ReportText(
                            title: article.title, teaser: article.teaser, body: article.body)
                        let report = Report(
                            text, outlet: file,
                            published: article.published ?? Timestamp(seconds: 0))
                        index.add(article.id, report, keys: IndexKeys(of: text))
                    }
                } catch let problem as DeliveryProblem {
                    throw InspectedDocument.failure("\(SafeText(line: file)): \(problem.sentence)")
                }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes]
            let stories = index.stories.map { story in
                story.sorted { order[$0, default: 0] < order[$1, default: 0] }
            }.sorted { order[$0[0], default: 0] < order[$1[0], default: 0] }
            for story in stories {
                let links = story.compactMap { names[$0] }
                print(String(decoding: try encoder.encode(links), as: UTF8.self))
            }
        }
    }
}

import ArgumentParser
import BuiltInEdition
import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// Prints the articles that have certain words.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Zoek berichten en druk ze af als gewone tekst.",
        discussion: """
            Vindt berichten waarin elk van de woorden een woord begint, ongeacht hoofdletters en \
            accenten; hoogstens \(PlainPage.headlineCount), het nieuwste eerst, met het kenmerk \
            dat 'portaal read' leest. Ook niets vinden is gelukt.

            --json geeft {"query","headlines":[…]}, waarin headlines berichten heeft als bij \
            'portaal print --json'.
            """)

    @Argument(help: ArgumentHelp("Wat er in het bericht staat.", valueName: "woorden"))
    var words: [String]

    @Flag(help: "Geef de berichten als JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try search(common.startup())
    }

    private func search(_ startup: Startup) throws(CommandFailure) {
        let query = SafeText(line: words.joined(separator: " "), limit: 200)
        guard query.string.contains(where: \.isOfWord) else {
            throw .wrongUse(Wording.nothingToSearch)
        }
        var library = startup.library()
        let (headlines, marks) = try library.settling { library throws(StoreProblem) in
            try library.search(query, count: PlainPage.headlineCount)
        }
        if json {
            try StandardStream.output.write(
                PlainJSON.string(
                    PlainJSON.Hits(
                        query: query,
                        headlines: headlines.map {
                            PlainJSON.Entry($0, isRead: marks.read.contains($0.id))
                        })))
        } else {
            // The times of the built-in edition count from its own moment.
            let builtIn = Set(BuiltInEdition.articles.map(\.id))
            let hits = headlines.map { headline in
                let now = builtIn.contains(headline.id) ? BuiltInEdition.moment : startup.clock.now
                return (headline, now)
            }
            try StandardStream.output.write(
                PlainHits(query: query, hits: hits)
                    .text(width: StandardStream.output.readableColumns))
        }
    }
}

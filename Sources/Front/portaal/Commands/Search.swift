import ArgumentParser
import DutchCommandLine
import PortalApp
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
        try common.run { startup, library in
            let query = SafeText(line: words.joined(separator: " "), limit: 200)
            guard query.string.contains(where: \.isOfWord) else {
                throw CommandFailure.wrongUse(Wording.nothingToSearch)
            }
            let hits = try PlainHits(query, in: &library, now: startup.clock.now)
            try StandardStream.output.write(hits, isJSON: json)
        }
    }
}

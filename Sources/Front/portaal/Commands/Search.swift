import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Prints the articles that have certain words.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Zoek berichten en toon ze als gewone tekst.",
        discussion: """
            Vindt berichten waarin elk van de woorden een woord begint, ongeacht hoofdletters en \
            accenten, en daarna die waarin het midden in een woord staat ('tunnel' in \
            'Westerscheldetunnel'); het nieuwste eerst, één per verhaal, met het kenmerk dat \
            'portaal read' leest. Ook niets vinden is gelukt: dan staat er welk woord je misschien \
            bedoelde.

            --json geeft {"query","total","suggestion","headlines":[…]}: total is het aantal \
            gevonden berichten, suggestion wat je misschien bedoelde of null, en headlines heeft \
            berichten als bij 'portaal print --json'.
            """)

    @Argument(help: ArgumentHelp("Wat er in het bericht staat.", valueName: "woorden"))
    var words: [String]

    @Option(
        help: ArgumentHelp(
            "Hoogstens zoveel berichten, 1 tot \(PlainHits.counts.upperBound).",
            valueName: "aantal"))
    var count = PlainPage.headlineCount

    @Flag(help: "Geef de berichten als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard PlainHits.counts.contains(count) else {
            throw ValidationError(Wording.countOutOfBounds.string)
        }
    }

    func run() throws {
        try common.run { startup, library in
            let query = SafeText(line: words.joined(separator: " "), limit: 200)
            guard query.string.contains(where: \.isOfWord) else {
                throw CommandFailure.wrongUse(Wording.nothingToSearch)
            }
            let hits = try PlainHits(
                query, count: count, in: &library, now: startup.clock.now)
            try StandardStream.output.write(
                hits, isJSON: json, isASCII: text.isASCII(startup.settings))
        }
    }
}

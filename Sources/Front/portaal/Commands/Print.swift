import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Prints a page of headlines.
struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon de voorpagina of een sectie als gewone tekst.",
        discussion: """
            Hoogstens \(PlainPage.headlineCount) berichten: op een voorpagina het belangrijkste \
            eerst, in een sectie het nieuwste. De nummers van de voorpagina zijn die van \
            'portaal read'; bij een sectie staat het kenmerk van elk bericht.

            --json geeft {"page","edition","updated","builtIn","headlines":[{"id","title",\
            "teaser","section","source","published","read","outlets"}]}; tijden zijn ISO 8601 in \
            UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            """
            Een sectie of een editie, ongeacht hoofdletters. Heten een sectie en een editie \
            allebei Zeeland, dan is 'Voorpagina Zeeland' de editie.
            """, valueName: "sectie"),
        completion: CompletionKind.pages)
    var section: String?

    @Flag(name: .long, help: .hidden)
    var why = false

    @OptionGroup var options: PlainOptions
    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let choice = try PageChoice(section, in: startup.editions)
            let page = try PlainPage(
                choice, in: &library, now: startup.clock.now, withReasons: why)
            try StandardStream.output.write(
                page, isJSON: options.json, width: options.width,
                isASCII: text.isASCII(startup.settings))
        }
    }
}

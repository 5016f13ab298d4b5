import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// Prints a page of headlines.
struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Druk de voorpagina of een sectie af als gewone tekst.",
        discussion: """
            Hoogstens \(PlainPage.headlineCount) berichten, het nieuwste eerst. De nummers van de \
            voorpagina zijn die van 'portaal read'; bij een sectie staat het kenmerk van elk \
            bericht.

            --json geeft {"page","edition","updated","builtIn","headlines":[{"id","title",\
            "teaser","section","source","published","read","outlets"}]}; tijden zijn ISO 8601 in \
            UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Een sectie of een editie, ongeacht hoofdletters.", valueName: "sectie"))
    var section: String?

    @OptionGroup var options: PlainOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try print(common.startup())
    }

    private func print(_ startup: Startup) throws(CommandFailure) {
        let choice =
            if let section {
                try PageChoice(section, in: startup.editions)
            } else {
                PageChoice(frontPageOf: startup.editions)
            }
        try Self.print(choice, startup, width: options.width, json: options.json)
    }

    /// Prints the front page as `portaal print` does.
    static func frontPage(_ startup: Startup) throws(CommandFailure) {
        try print(
            PageChoice(frontPageOf: startup.editions), startup, width: nil, json: false)
    }

    private static func print(
        _ choice: PageChoice, _ startup: Startup, width: Int?, json: Bool
    ) throws(CommandFailure) {
        let page = try startup.page(choice)
        let output = StandardStream.output
        try output.write(
            json
                ? PlainJSON.string(PlainJSON.Page(page))
                : page.text(width: width ?? output.readableColumns))
    }
}

extension StandardStream {
    /// The columns to print in: the terminal's, or 80.
    var readableColumns: Int {
        max(20, columns ?? 80)
    }
}

extension Startup {
    /// The page that was chosen.
    func page(_ choice: PageChoice) throws(CommandFailure) -> PlainPage {
        var library = library()
        return try library.settling { library throws(StoreProblem) in
            PlainPage(
                choice: choice,
                loaded: try library.headlines(
                    on: choice.page, from: .start, count: PlainPage.headlineCount),
                lastChecked: try library.lastChecked(), now: clock.now)
        }
    }
}

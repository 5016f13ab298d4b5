import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Prints an article.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon één bericht als gewone tekst.",
        discussion: """
            Het bericht blijft wat het was: gelezen of ongelezen.

            --json geeft {"id","title","section","source","authors":[],"published","updated",\
            "link","readingMinutes","text","beginning","links":[],"others":[…],"more":[…]}, waarin \
            beginning zegt dat de rest van de tekst voor abonnees is, links de adressen zijn waar \
            de tekst naar verwijst, op nummer, en others (dezelfde gebeurtenis bij andere \
            bronnen) en more berichten hebben als bij 'portaal print --json'; tijden zijn ISO \
            8601 in UTC, of null.
            """)

    @Argument(
        help: ArgumentHelp(
            "Het nummer op de voorpagina, of het kenmerk van 16 tekens.", valueName: "bericht"))
    var article: String

    @Flag(help: "Geef het bericht als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let id = try library.identifier(article, in: startup.editions)
            let now = startup.clock.now
            guard
                let article = try PlainArticle(
                    id, in: &library, now: now, isLinear: text.isLinear(startup.settings))
            else {
                throw CommandFailure.failed(Wording.articleGone)
            }
            try StandardStream.output.write(
                article, isJSON: json, isASCII: text.isASCII(startup.settings))
        }
    }
}

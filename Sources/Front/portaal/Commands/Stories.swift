import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Prints the stories that several outlets tell.
struct Stories: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon welke verhalen bij meer bronnen staan.",
        discussion: """
            Hoogstens \(PlainStories.count) verhalen, het nieuwste eerst, elk met zijn berichten \
            in de volgorde van de bronnen.

            --json geeft {"stories":[{"outlets","reports":[…]}]}, waarin reports berichten heeft \
            als bij 'portaal print --json'.
            """)

    @Flag(help: "Geef de verhalen als JSON.")
    var json = false

    @OptionGroup var text: TextOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let stories = try PlainStories(in: &library, now: startup.clock.now)
            try StandardStream.output.write(
                stories, isJSON: json, isASCII: text.isASCII(startup.settings))
        }
    }
}

import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

/// Prints the stories that several outlets tell.
struct Stories: ParsableCommand {
    /// The most stories that are printed.
    static let count = 40

    static let configuration = CommandConfiguration(
        abstract: "Druk af welke verhalen bij meer bronnen staan.",
        discussion: """
            Hoogstens \(count) verhalen, het nieuwste eerst, elk met zijn berichten in de volgorde \
            van de bronnen.

            --json geeft {"stories":[{"outlets","reports":[…]}]}, waarin reports berichten heeft \
            als bij 'portaal print --json'.
            """)

    @Flag(help: "Geef de verhalen als JSON.")
    var json = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try print(common.startup())
    }

    private func print(_ startup: Startup) throws(CommandFailure) {
        var library = startup.library()
        let (stories, read) = try library.settling { library throws(StoreProblem) in
            let stories = try library.stories(count: Self.count)
            return (stories, try library.marks(of: Array(stories.joined())).read)
        }
        try StandardStream.output.write(
            json
                ? PlainJSON.string(PlainJSON.Stories(stories, read: read))
                : PlainStories(stories: stories, now: startup.clock.now)
                    .text(width: StandardStream.output.readableColumns))
    }
}

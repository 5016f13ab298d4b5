import ArgumentParser
import PortalCore
import PortalModel

/// How a command prints: so many columns wide, or as JSON.
struct PlainOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tekens op een regel, 20 tot 1000; anders die van de terminal, of 80.",
            valueName: "aantal"))
    var width: Int?

    @Flag(help: "Geef het antwoord als JSON.")
    var json = false

    func validate() throws {
        if let width, !(20...1000).contains(width) {
            throw ValidationError(Wording.widthOutOfBounds.string)
        }
    }
}

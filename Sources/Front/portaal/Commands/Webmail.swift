import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

/// Tells or changes the choice of webmail.
struct Webmail: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon, kies of wis je webmail.",
        discussion: "Zonder keuze staat er welke webmail je gebruikt en waar die is.")

    /// What can be asked for.
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case zeelandnet, delta, reset
    }

    @Argument(
        help: ArgumentHelp("De webmail die je gebruikt; reset wist de keuze.", valueName: "webmail")
    )
    var choice: Choice?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let reader = library.reader
            // Why there is no reader.db was told already.
            guard !reader.isInMemory else { throw CommandFailure.told }
            if let choice { try reader.setWebmail(WebmailProvider(rawValue: choice.rawValue)) }
            let provider = try reader.choices().settings().webmail
            let sentence =
                provider.map { Wording.webmail($0, at: startup.settings.address(of: $0)) }
                ?? (choice == .reset ? Wording.webmailForgotten : Wording.noWebmail)
            try StandardStream.output.write("\(sentence)\n")
        }
    }
}

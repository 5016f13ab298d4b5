import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

/// Tells or changes the choice of webmail.
struct Webmail: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Noem, kies of wis je webmail.",
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
        try perform(common.startup())
    }

    private func perform(_ startup: Startup) throws(CommandFailure) {
        // Why there is no reader.db was told already.
        guard !startup.reader.isInMemory else { throw .told }
        let sentence: SafeText
        do throws(StoreProblem) {
            if let choice {
                try startup.reader.setWebmail(WebmailProvider(rawValue: choice.rawValue))
            }
            let provider = try startup.reader.choices().webmail
            sentence =
                provider.map { Wording.webmail($0, at: startup.configuration.address(of: $0)) }
                ?? (choice == .reset ? Wording.webmailForgotten : Wording.noWebmail)
        } catch {
            throw .failed(error.sentence)
        }
        try StandardStream.output.write("\(sentence)\n")
    }
}

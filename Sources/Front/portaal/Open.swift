import ArgumentParser
import DutchCommandLine
import PortalCore
import PortalModel

/// The portal itself.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open de portaal (ook zonder dit woord).")

    /// What no command is called; taken here so that it can be told as such.
    @Argument(help: .hidden)
    var words: [String] = []

    @Flag(help: "Regel voor regel, zonder kaders en kolommen: voor schermlezer en brailleregel.")
    var linear = false

    @Flag(help: "Alleen ASCII op het scherm, voor terminals en lettertypen zonder Unicode.")
    var ascii = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        if let word = words.first {
            throw CommandFailure.wrongUse(Wording.noCommand(SafeText(line: word, limit: 40)))
        }
        try OpenPortal.run(now: common.now?.timestamp, isLinear: linear, isASCII: ascii)
    }
}

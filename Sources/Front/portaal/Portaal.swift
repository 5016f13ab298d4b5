import ArgumentParser
import DutchCommandLine
import Foundation
import PortalModel

/// The command line of the portal.
@main
struct Portaal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal",
        abstract: "De voorpagina van ZeelandNet in je terminal.",
        version: PortalVersion.number,
        subcommands: [Open.self],
        defaultSubcommand: Open.self)

    static func main() {
        // What the portal makes is for its reader only.
        umask(0o077)
        CommandLineRun(Portaal.self).runAndExit()
    }
}

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?
}

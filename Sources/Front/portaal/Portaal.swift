import ArgumentParser
import DutchCommandLine
import Foundation
import PortalApp
import PortalModel

/// The command line of the portal.
@main
struct Portaal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal",
        abstract: "De voorpagina van ZeelandNet in je terminal.",
        usage: "portaal [<opdracht>]",
        discussion: """
            Zonder opdracht opent het portaal; zonder terminal staat de voorpagina als gewone \
            tekst op de standaarduitvoer. Met --linear zonder kaders en kolommen, voor \
            schermlezers; met --ascii zonder tekens buiten ASCII.

            Afsluitcode: 0 gelukt, 1 mislukt, 2 verkeerd gebruikt of geen bruikbare terminal.
            """,
        version: "portaal \(PortalVersion.number)",
        subcommands: [
            Open.self, Print.self, Read.self, Compare.self, Search.self, Stories.self, Count.self,
            Refresh.self, Sources.self,
            Import.self, Export.self, Webmail.self, ListThemes.self, Doctor.self,
        ],
        defaultSubcommand: Open.self)

    static func main() {
        // What the portal makes is for its reader only.
        umask(0o077)
        // Whoever started the portal may have ignored it, and `portaal print | head` must end.
        signal(SIGPIPE, SIG_DFL)
        StandardStream.separateRuntimeErrors()
        let run = CommandLineRun(Portaal.self)
        // A bare `portaal` has nothing to parse, which would take a tenth of its start.
        guard CommandLine.arguments.count > 1 else {
            run.runAndExit { try Open.open(now: nil, PortalOptions()) }
        }
        run.runAndExit()
    }
}

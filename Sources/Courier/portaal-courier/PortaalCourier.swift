import ArgumentParser
import Confinement
import DutchCommandLine
import Foundation
import PortalModel
import System

/// The delivery process: it owns the network, writes news.db, and ends.
@main
struct PortaalCourier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal-courier",
        abstract: "De bezorger van het portaal: haalt nieuws op en bewaart het.",
        version: PortalVersion.number,
        subcommands: [
            Refresh.self, Publish.self, Filter.self, Pages.self, DrawPicture.self, Find.self,
            ReadOPML.self,
            Inspect.self, ShowCage.self,
        ])

    static func main() {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        ResourceLimits.apply()
        ParentProcess.endWithIt(in: ProcessInfo.processInfo.environment)
        CommandLineRun(PortaalCourier.self).runAndExit()
    }
}

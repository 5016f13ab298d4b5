import ArgumentParser
import Foundation

/// The delivery process: it owns the network, writes news.db, and ends.
@main
struct PortaalCourier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal-courier",
        abstract: "De bezorger van de portaal: haalt nieuws op en bewaart het.",
        subcommands: [Refresh.self])

    static func main() {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        ResourceLimits.apply()
        main(nil)
    }
}

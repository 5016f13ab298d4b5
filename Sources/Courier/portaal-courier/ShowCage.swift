import ArgumentParser
import Confinement

/// Shows which bars this system can put around the courier.
struct ShowCage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cage",
        abstract: "Ga na welke beperkingen dit systeem de bezorger oplegt.",
        discussion: "Schrijft een regel JSON.")

    func run() {
        MessageLines.write(Cage(hasNetwork: true).close())
    }
}

import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Tells what is installed, where the files are, what fails, and how to mend it.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ga na of alles in orde is, en vertel wat er aan te doen is.",
        discussion: """
            Noemt wat er geïnstalleerd is, waar de bestanden staan en of ze bruikbaar zijn, en wat \
            er de laatste week misging; '!' staat voor wat aandacht vraagt. Code 0 als alles in \
            orde is, anders 1.
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run(tellingProblems: false) { startup, _ in
            let diagnosis = Diagnosis(startup)
            let output = StandardStream.output
            try output.write(diagnosis.text(width: max(40, output.readableColumns)))
            if diagnosis.problemCount > 0 { throw CommandFailure.told }
        }
    }
}

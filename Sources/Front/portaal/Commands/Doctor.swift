import ArgumentParser
import DutchCommandLine
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
        try examine(common.silentStartup())
    }

    private func examine(_ startup: Startup) throws(CommandFailure) {
        let chapters = [
            Examination.programs(startup), Examination.files(startup),
            Examination.settings(startup), Examination.sources(startup),
            Examination.history(startup),
        ]
        var text = PlainText(width: max(40, StandardStream.output.readableColumns))
        for chapter in chapters where !chapter.findings.isEmpty {
            text.add(chapter.title)
            for finding in chapter.findings {
                text.add(
                    finding.text, label: finding.isProblem ? "! " : "  ", indent: 4)
                // On one line, so that a command in it can be copied.
                if let remedy = finding.remedy { text.addUnbroken("    → \(remedy)") }
            }
            text.addBlank()
        }
        let problems = chapters.flatMap(\.findings).count(where: \.isProblem)
        text.add(Wording.diagnosis(problems))
        try StandardStream.output.write(text.string)
        if problems > 0 { throw .told }
    }
}

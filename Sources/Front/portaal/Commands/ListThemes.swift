import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel
import TextGrid

/// Lists the themes.
struct ListThemes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "Noem de thema's; een ster staat voor het thema dat in gebruik is.",
        discussion: """
            In de portaal kiest t een thema. Eigen thema's staan in de map themes naast \
            portaal.toml.
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try list(startup) }
    }

    private func list(_ startup: Startup) throws {
        let (current, problems) = startup.theme()
        let (themes, mistakes) = ThemeCatalogue(files: startup.files).all()
        for problem in problems + mistakes.filter({ !problems.contains($0) }) {
            StandardStream.errors.tell(problem)
        }
        let widest = themes.map { $0.name.columns }.max() ?? 0
        var text = PlainText(width: max(widest + 20, StandardStream.output.readableColumns))
        for theme in themes {
            let mark: SafeText = theme.name == current.name ? "* " : "  "
            let summary: SafeText = theme.summary.isEmpty ? "-" : theme.summary
            text.add(summary, label: mark + theme.name, indent: widest + 4)
        }
        try StandardStream.output.write(text.string)
    }
}

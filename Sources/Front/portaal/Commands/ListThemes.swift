import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalApp
import PortalCore
import PortalModel
import TextGrid

/// Lists the themes, or chooses one.
struct ListThemes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "Toon de thema's, of kies er een.",
        discussion: """
            Een ster staat voor het thema dat in gebruik is. In het portaal kiest t een thema. \
            Eigen thema's staan in de map themes naast portaal.toml.
            """)

    @Argument(
        help: ArgumentHelp("Het thema dat je kiest.", valueName: "thema"),
        completion: CompletionKind.themes)
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            if let name {
                try choose(SafeText(line: name, limit: 40), startup, library.reader)
            } else {
                try list(startup)
            }
        }
    }

    private func choose(_ name: SafeText, _ startup: Startup, _ reader: ReaderDatabase) throws {
        let catalogue = ThemeCatalogue(files: startup.files)
        var problems: [SafeText] = []
        guard name == Theme.automatic || catalogue.theme(name, &problems) != nil else {
            let names = [Theme.automatic] + catalogue.names
            throw CommandFailure.wrongUse(Wording.noTheme(name, among: names))
        }
        for problem in problems { StandardStream.errors.tell(problem) }
        // Why there is no reader.db was told already.
        guard !reader.isInMemory else { throw CommandFailure.told }
        try reader.setTheme(name)
        try StandardStream.output.write("\(Wording.themeChosen(name))\n")
    }

    private func list(_ startup: Startup) throws {
        let (current, problems) = startup.theme()
        let (themes, mistakes) = ThemeCatalogue(files: startup.files)
            .all(isBackgroundLight: startup.isBackgroundLight)
        for problem in problems + mistakes.filter({ !problems.contains($0) }) {
            StandardStream.errors.tell(problem)
        }
        let widest = themes.map { $0.name.columns }.max() ?? 0
        var text = PlainTextFormatter(
            width: max(widest + 20, StandardStream.output.readableColumns))
        for theme in themes {
            let mark: SafeText = theme.name == current.name ? "* " : "  "
            let summary: SafeText = theme.summary.isEmpty ? "-" : theme.summary
            text.add(summary, label: mark + theme.name, indent: widest + 4)
        }
        try StandardStream.output.write(text.string)
    }
}

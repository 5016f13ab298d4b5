import ArgumentParser
import DutchCommandLine
import NewsStore
import PortalApp
import PortalCore
import PortalModel
import TextGrid

struct Webmail: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon, kies of wis je webmail.",
        discussion: "Zonder keuze staat er welke webmail je gebruikt en waar die is.")

    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case zeelandnet, delta, reset
    }

    @Argument(
        help: ArgumentHelp("De webmail die je gebruikt; reset wist de keuze.", valueName: "webmail")
    )
    var choice: Choice?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            let reader = library.reader
            // Why there is no reader.db was told already.
            guard !reader.isInMemory else { throw CommandFailure.told }
            if let choice { try reader.setWebmail(WebmailProvider(rawValue: choice.rawValue)) }
            let provider = try reader.choices().settings().webmail
            let sentence =
                provider.map { Wording.webmail($0, at: startup.settings.address(of: $0)) }
                ?? (choice == .reset ? Wording.webmailForgotten : Wording.noWebmail)
            try StandardStream.output.write("\(sentence)\n")
        }
    }
}

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

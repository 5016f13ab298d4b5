import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// What can be done with the sources.
struct Sources: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Toon de bronnen, ga na of ze nieuws geven, of verander ze.",
        usage: "portaal sources [<opdracht>]",
        subcommands: [
            ListSources.self, AddSource.self, ChangeSource.self, RemoveSource.self,
            CheckSources.self,
        ],
        defaultSubcommand: ListSources.self)
}

/// Lists the sources and how their last delivery went.
struct ListSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Toon de bronnen en hoe het ermee gaat (ook zonder dit woord).")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, library in
            try list(
                library.sources(), at: startup.clock.now,
                isAutomatic: startup.fetchesByItself)
        }
    }

    private func list(
        _ health: [SourceHealth], at now: Timestamp, isAutomatic: Bool
    ) throws {
        var text = PlainTextFormatter(width: StandardStream.output.readableColumns)
        if health.isEmpty { text.add(Wording.noSources) }
        var section: SafeText?
        for source in health {
            if section != source.section {
                if section != nil { text.addBlank() }
                if !source.isEdition { text.add(source.section) }
                section = source.section
            }
            text.addUnbroken("  \(source.source.name) · \(source.source.address.publicText)")
            text.add(Wording.delivery(of: source, at: now, isAutomatic: isAutomatic), indent: 4)
        }
        try StandardStream.output.write(text.string)
    }
}

/// Asks all sources and tells what each gave.
struct CheckSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Haal alle bronnen nu op en vertel hoe het ging.",
        discussion: "Wat er nieuw is wordt bewaard. Code 1 als een bron niets kon geven.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try check(startup) }
    }

    private func check(_ startup: Startup) throws {
        let round = CourierRound(startup)
        let report = try round.run(section: nil) { message in
            guard case .source(let source) = message else { return }
            try StandardStream.output.write(round.line(of: source))
        }
        let asked = report.fetched + report.unchanged + report.failed
        let summary = asked == 0 ? Wording.nothingDue : Wording.round(report)
        try StandardStream.output.write("\(summary)\n")
        if report.failed > 0 { throw CommandFailure.told }
    }
}

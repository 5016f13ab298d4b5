import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalCore
import PortalModel

/// Fetches the news and waits for it.
struct Refresh: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Haal nu nieuws op.",
        discussion: """
            Vraagt ook bronnen die nog niet aan de beurt zijn, maar nooit eerder dan een bron zelf \
            toestaat. Met Ctrl+C wacht je niet langer; het ophalen gaat door.

            Op een terminal staat er een balk, anders een regel per bron. Code 1 als geen enkele \
            bron nieuws kon geven.
            """)

    @Argument(
        help: ArgumentHelp(
            "Alleen deze sectie, ongeacht hoofdletters.", valueName: "sectie"),
        completion: CompletionKind.sections)
    var section: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { startup, _ in try refresh(startup) }
    }

    private func refresh(_ startup: Startup) throws {
        var id: SectionID?
        if let section {
            id = try PageChoice(sectionNamed: section, in: startup.editions).section?.id
        }
        let round = CourierRound(startup)
        var unreached = UnreachedSources()
        let report =
            StandardStream.output.isTerminal
            ? try showProgress(of: round, section: id, &unreached)
            : try round.run(section: id) { message in
                guard case .source(let source) = message else { return }
                try write(unreached.handle(source), of: round)
            }
        try write(unreached.rest, of: round)
        let asked = report.fetched + report.unchanged + report.failed
        let summary = asked == 0 ? Wording.nothingDue : Wording.round(report)
        try StandardStream.output.write("\(summary)\n")
        guard asked > 0, report.failed == asked else { return }
        throw CommandFailure.failed(
            unreached.isOffline ? Wording.noInternet : Wording.everySourceFailed)
    }

    private func write(_ reports: [SourceReport], of round: CourierRound) throws(CommandFailure) {
        for report in reports { try StandardStream.output.write(round.line(of: report)) }
    }

    private func showProgress(
        of round: CourierRound, section: SectionID?, _ unreached: inout UnreachedSources
    ) throws -> RoundTotals {
        var line = ProgressLine()
        try line.begin()
        do {
            var failures: [SourceReport] = []
            let report = try round.run(section: section) { message in
                if case .source(let source) = message {
                    failures += unreached.handle(source).filter { $0.outcome == .failed }
                }
                try line.handle(message)
            }
            try line.end()
            try write(failures, of: round)
            return report
        } catch {
            try line.end()
            throw error
        }
    }
}

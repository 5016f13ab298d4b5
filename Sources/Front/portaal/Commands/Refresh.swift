import ArgumentParser
import DutchCommandLine
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System
import TextGrid

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
        try StandardStream.output.write("\(Wording.round(report))\n")
        guard report.failed > 0, report.fetched + report.unchanged == 0 else { return }
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

/// Holds the sources back that no connection led to, until one is reached: without a network, one
/// sentence says so in place of a line about each.
struct UnreachedSources {
    private var held: [SourceReport] = []
    private var wasReached = false

    /// Handles the report of a source.
    ///
    /// - Returns: The reports to be told now.
    mutating func handle(_ report: SourceReport) -> [SourceReport] {
        if !wasReached, report.problem?.isUnreached == true {
            held.append(report)
            return []
        }
        wasReached = true
        defer { held = [] }
        return held + [report]
    }

    /// Whether there is no network, as it seems now that all sources have been asked.
    var isOffline: Bool { !wasReached && held.count > 1 }

    /// The reports that are still to be told then.
    var rest: [SourceReport] { isOffline ? [] : held }
}

/// A round of the courier that a command waits for.
struct CourierRound {
    private let startup: Startup
    private let sections: [SourceID: SafeText]

    init(_ startup: Startup) {
        self.startup = startup
        sections = Dictionary(
            startup.editions.flatMap(\.sections).flatMap { section in
                section.sources.map { ($0.id, section.name) }
            }
        ) { first, _ in first }
    }

    /// How it went with one source: "Binnenland · NOS: 3 nieuw".
    func line(of report: SourceReport) -> String {
        let name = [sections[report.id] ?? .empty, report.name].joined(separator: " · ")
        return "\(name): \(Wording.delivered(report))\n"
    }

    /// Asks all sources of `section`, or of all sections with nil, and gives every message to
    /// `handle` when it comes. When this process is ended, the courier goes on.
    ///
    /// - Returns: The whole round in numbers.
    /// - Throws: A failure when there was no round, and what `handle` throws, which ends it.
    func run(section: SectionID?, _ handle: (CourierMessage) throws -> Void) throws -> RoundTotals {
        // Why there is no place for the news was told already.
        guard startup.hasFolders else { throw CommandFailure.told }
        let headers = startup.headers(of: startup.configuration.privateSources(in: section))
        var courier = try startup.startCourier(
            .round(section, isManual: true, headers: headers), endsWithUs: false)
        var totals = RoundTotals()
        do {
            while let messages = courier.messages() {
                for message in messages {
                    try handle(message)
                    switch message {
                    case .finished(let round): totals = round
                    case .failed(let problem): throw problem
                    case .started, .source, .page, .picture, .filtered: break
                    }
                }
                if messages.isEmpty { courier.wait() }
            }
        } catch {
            courier.stop()
            throw error
        }
        if let problem = courier.conclude() {
            startup.log.note(.courierFailed(problem))
            throw problem
        }
        return totals
    }
}

/// How far a round is, on a line of the terminal that is written over and over.
struct ProgressLine {
    private static let barLength = 20
    private var total = 0
    private var done = 0
    /// Columns of what stands on the line.
    private var shown = 0

    mutating func begin() throws(CommandFailure) {
        try show(Wording.refreshStarts)
    }

    mutating func handle(_ message: CourierMessage) throws(CommandFailure) {
        switch message {
        case .started(let sources): total = sources
        case .source: done += 1
        case .page, .picture, .filtered, .finished, .failed: return
        }
        guard total > 0 else { return }
        let filled = min(done, total) * Self.barLength / total
        let bar =
            String(repeating: "▰", count: filled)
            + String(repeating: "▱", count: Self.barLength - filled)
        try show("\(Wording.refreshing(done, of: total)) \(SafeText(cleaning: bar))")
    }

    mutating func end() throws(CommandFailure) {
        try show(.empty)
        try StandardStream.output.write("\r")
    }

    /// Writes `text` over what stands there, with blanks over what is left of that: a carriage
    /// return is all that even a dumb terminal needs.
    private mutating func show(_ text: SafeText) throws(CommandFailure) {
        let text = text.cut(to: StandardStream.output.readableColumns - 1)
        try StandardStream.output.write("\r" + text.padded(to: shown).string)
        shown = text.columns
    }
}

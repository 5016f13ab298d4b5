import ArgumentParser
import Confinement
import DutchCommandLine
import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

/// Fetches the news and stores it.
struct Refresh: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Haal het nieuws op en bewaar het.",
        discussion: """
            Schrijft een regel JSON per bron naar de standaarduitvoer, en een laatste voor de \
            hele ronde.
            """)

    @Option(help: ArgumentHelp("Alleen de bronnen van deze sectie.", valueName: "sectie"))
    var section: String?

    @Option(name: .customLong("section-id"), help: .hidden)
    var sectionID: Int64?

    @Flag(
        name: .customLong("now-due"),
        help: "Ook bronnen die nog niet aan de beurt zijn.")
    var isManual = false

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func run() throws {
        let log = Log.standardError(now: now?.timestamp)
        do {
            try deliver(log)
        } catch {
            let problem = DeliveryProblem(error)
            // That another courier is at work is as it should be.
            if problem.code != .busy { log.note(.courierFailed(problem)) }
            JSONLines.tell(.failed(problem: problem))
            throw ExitCode(1)
        }
    }

    private func deliver(_ log: Log) throws {
        let files = try PortalFiles.prepared()
        let (configuration, mistakes) = PortalConfiguration.load(from: files)
        let editions = Edition.grouping(configuration.sections)
        let section = try chosenSection(of: editions)
        ResourceLimits.limitFiles(to: configuration.settings.largestNews)
        Cage(writingIn: files.dataFolder, hasNetwork: true).close()
        let lock = try FileLock.ofRound(in: files.dataFolder)
        let delivery = try NewsDelivery.opened(
            at: files.newsDatabase, largest: configuration.settings.largestNews, log)
        try delivery.synchronise(editions)
        let now = now?.timestamp ?? Timestamp(seconds: Int64(time(nil)))
        let round = Round(
            delivery: delivery, log: log, now: now,
            marker: ParsingMarker(descriptor: lock.descriptor),
            // A file that cannot be read whole may ask for more to be kept.
            oldest: mistakes.isEmpty ? configuration.settings.oldestKept(at: now) : nil,
            tell: JSONLines.tell)
        try round.noteUnfinished()
        _ = try round.run(section: section, isManual: isManual)
        _ = consume lock
    }

    private func chosenSection(of editions: [Edition]) throws(DeliveryProblem) -> SectionID? {
        if let sectionID { return SectionID(rawValue: sectionID) }
        guard let section else { return nil }
        let name = section.lowercased()
        let found = editions.flatMap(\.sections).first { $0.name.string.lowercased() == name }
        guard let found else {
            throw DeliveryProblem(.addressRefused, SafeText(line: section))
        }
        return found.id
    }
}

extension FileLock {
    /// Keeps a second courier from a round for the news.db in `folder`.
    ///
    /// - Throws: `DeliveryProblem.busy` during the round of another courier, `StoreProblem` when
    ///   the folder cannot be written.
    static func ofRound(in folder: String) throws -> FileLock {
        let path = folder + "/courier.lock"
        do throws(FileProblem) {
            if let lock = try FileLock.takenIfFree(at: path) { return lock }
        } catch {
            throw StoreProblem(error, path: path)
        }
        throw DeliveryProblem(.busy)
    }
}

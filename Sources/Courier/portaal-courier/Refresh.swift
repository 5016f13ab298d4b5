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
        let log = Log.ofProcess(now: now?.timestamp)
        do throws(DeliveryProblem) {
            try deliver(log)
        } catch {
            // That another courier is at work is as it should be.
            if error.code != .busy { log.note(.courierFailed(error)) }
            MessageLines.tell(.failed(problem: error))
            throw ExitCode(1)
        }
    }

    private func deliver(_ log: Log) throws(DeliveryProblem) {
        let files = try PortalFiles.ofProcess()
        let (configuration, mistakes) = PortalConfiguration.load(from: files)
        let editions = Edition.grouping(configuration.sections)
        let section = try chosenSection(of: editions)
        ResourceLimits.limitFiles(to: configuration.settings.largestNews)
        Cage(writingIn: files.dataFolder, hasNetwork: true).close()
        let lock = try FileLock.ofRound(in: files.dataFolder)
        let delivery = try NewsDelivery.opened(
            at: files.newsDatabase, largest: configuration.settings.largestNews, log)
        try delivery.stock(editions)
        let now = now?.timestamp ?? Timestamp(seconds: Int64(time(nil)))
        let round = Round(
            delivery: delivery, log: log, now: now,
            mark: ReadingMark(descriptor: lock.descriptor),
            // A file that cannot be read whole may ask for more to be kept.
            oldest: mistakes.isEmpty ? configuration.settings.oldestKept(at: now) : nil,
            tell: MessageLines.tell)
        try round.blameUnfinished()
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

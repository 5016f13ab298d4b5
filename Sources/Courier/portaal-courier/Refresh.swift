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

    @Option(name: .customLong("source-id"), help: .hidden)
    var sourceID: Int64?

    @Flag(
        name: .customLong("now-due"),
        help: "Ook bronnen die nog niet aan de beurt zijn.")
    var isManual = false

    @Flag(name: .customLong("headers-from-input"), help: .hidden)
    var readsHeaders = false

    @Option(
        help: ArgumentHelp("Publiceer daarna de editie in deze map, als publish.", valueName: "map")
    )
    var publish: String?

    @OptionGroup var publishing: PublishingOptions

    @OptionGroup var store: StoreOption

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func run() throws {
        if let publish {
            try refreshFirst()
            return try publishing.publish(in: publish, from: store, at: Timestamp.now(now))
        }
        let log = Log.standardError(now: now?.timestamp)
        try log.reportingFailure { try deliver(log) }
    }

    /// Has a courier of its own go round: once the cage is closed, nothing can be signed any more.
    private func refreshFirst() throws {
        var arguments = ["refresh"] + store.arguments
        if let section { arguments.append("--section=\(section)") }
        if let sectionID { arguments.append("--section-id=\(sectionID)") }
        if isManual { arguments.append("--now-due") }
        if let now { arguments += ["--now", now.timestamp.iso8601] }
        let status = Subprocess.run("/proc/self/exe", arguments, output: true)
        guard status == 0 else { throw ExitCode(status ?? 1) }
    }

    private func deliver(_ log: Log) throws {
        let files = try store.files()
        var (configuration, mistakes) = PortalConfiguration.load(from: files)
        if files.sharesNews { configuration.leaveOutPrivateSources() }
        guard configuration.isReadable else { throw DeliveryProblem(.unreadableSettings) }
        let muted = MuteRuleFile.load(from: files.muteRulesFile).file
        let hasEdition = configuration.settings.edition != nil
        let sections =
            hasEdition
            ? configuration.sections(
                withEdition: KeptEdition.load(from: files).edition?.sections ?? [])
            : configuration.sections
        let editions = Edition.grouping(sections)
        let section = try chosenSection(of: editions)
        let headers = readsHeaders ? PrivateHeaders.fromInput() : []
        let sources = configuration.sections.flatMap(\.sources)
        ResourceLimits.limitFiles(to: configuration.settings.largestNews)
        Cage(writingIn: files.dataFolder, hasNetwork: true).close()
        let lock = try FileLock.ofRound(in: files.dataFolder)
        let writer = try NewsWriter.opened(
            at: files.newsDatabase, largest: configuration.settings.largestNews,
            isShared: store.isShared, log)
        let now = Timestamp.now(now)
        let marker = ParsingMarker(descriptor: lock.descriptor)
        // A file that cannot be read whole may ask for more to be kept.
        let oldest = mistakes.isEmpty ? configuration.settings.oldestKept(at: now) : nil
        let edition = EditionRound(
            configuration, in: files, writer: writer, now: now, marker: marker, oldest: oldest)
        try writer.synchronise(editions, published: edition?.source)
        if files.sharesNews { try SharedSections.write(sections, for: files) }
        // What cannot be read leaves what was muted as it is.
        if let muted { try writer.mute(by: muted.rules, on: now.localDay) }
        let round = Round(
            writer: writer, log: log, now: now, marker: marker, oldest: oldest,
            edition: edition,
            own: hasEdition ? Set(configuration.ownSections.flatMap(\.sources).map(\.id)) : nil,
            headers: PrivateHeaders(headers, for: sources),
            configured: Dictionary(sources.map { ($0.id, $0) }) { first, _ in first },
            tell: JSONLines.tell)
        try round.noteUnfinished()
        _ = try round.run(
            section: section, only: sourceID.map(SourceID.init(rawValue:)), isManual: isManual)
        _ = consume lock
    }

    private func chosenSection(of editions: [Edition]) throws(DeliveryProblem) -> SectionID? {
        if let sectionID { return SectionID(rawValue: sectionID) }
        guard let section else { return nil }
        let name = section.lowercased()
        let found = editions.flatMap(\.sections).first { $0.name.string.lowercased() == name }
        guard let found else { throw DeliveryProblem(.addressRefused, SafeText(line: section)) }
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
            if let lock = try FileLock.tryAcquire(at: path) { return lock }
        } catch {
            throw StoreProblem(error, path: path)
        }
        throw DeliveryProblem(.busy)
    }
}

/// Goes through the stored articles for what the reader mutes.
struct Filter: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pas filters.toml toe op wat bewaard is.",
        discussion: "Schrijft wat er veranderde als regels JSON naar de standaarduitvoer.")

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func run() throws {
        let log = Log.standardError(now: now?.timestamp)
        try log.reportingFailure {
            let files = try PortalFiles.prepared()
            let (configuration, _) = PortalConfiguration.load(from: files)
            let (rules, mistakes) = MuteRuleFile.load(from: files.muteRulesFile)
            ResourceLimits.limitFiles(to: configuration.settings.largestNews)
            Cage(writingIn: files.dataFolder, hasNetwork: false).close()
            guard let rules else {
                throw DeliveryProblem(.notStored, mistakes.first?.wording(in: "filters.toml"))
            }
            let writer = try NewsWriter.opened(
                at: files.newsDatabase, largest: configuration.settings.largestNews, log)
            let report = try writer.mute(by: rules.rules, on: Timestamp.now(now).localDay)
            JSONLines.tell(.filtered(report))
            JSONLines.tell(.finished(RoundTotals()))
        }
    }
}

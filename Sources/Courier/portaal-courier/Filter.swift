import ArgumentParser
import Confinement
import DutchCommandLine
import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

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
            let delivery = try NewsWriter.opened(
                at: files.newsDatabase, largest: configuration.settings.largestNews, log)
            let report = try delivery.mute(by: rules.rules, on: Timestamp.now(now).localDay)
            JSONLines.tell(.filtered(report))
            JSONLines.tell(.finished(RoundTotals()))
        }
    }
}

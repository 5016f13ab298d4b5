import ArgumentParser
import Confinement
import DutchCommandLine
import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

/// Fetches the pages of articles of which the feed gave a teaser only.
struct Pages: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Haal de hele tekst van artikelen op en bewaar die.",
        discussion: "Schrijft een regel JSON per artikel naar de standaarduitvoer.")

    @Argument(help: "De artikelen: zestien hexadecimale cijfers elk.")
    var articles: [String]

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func run() throws {
        let log = Log.ofProcess()
        do throws(DeliveryProblem) {
            let files = try PortalFiles.ofProcess()
            let (configuration, _) = PortalConfiguration.load(from: files)
            ResourceLimits.limitFiles(to: configuration.settings.largestNews)
            Cage(writingIn: files.dataFolder, hasNetwork: true).close()
            let delivery = try NewsDelivery.opened(
                at: files.newsDatabase, largest: configuration.settings.largestNews, log)
            let moment = now?.timestamp ?? Timestamp(seconds: Int64(time(nil)))
            try PageRound(delivery: delivery, now: moment, log: log, tell: MessageLines.tell)
                .run(articles.compactMap { ArticleID($0) })
        } catch {
            log.note(.courierFailed(error))
            MessageLines.tell(.failed(problem: error))
            throw ExitCode(1)
        }
    }
}

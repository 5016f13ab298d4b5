import DutchCommandLine
import Foundation
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

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

    /// A round with what `startup` found.
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
    /// `take` when it comes. When this process is ended, the courier goes on.
    ///
    /// - Returns: The whole round in numbers.
    /// - Throws: A failure when there was no round, and what `handle` throws, which ends it.
    func run(
        section: SectionID?, _ handle: (CourierMessage) throws -> Void
    ) throws -> RoundTotals {
        // Why there is no place for the news was told already.
        guard startup.hasFolders else { throw CommandFailure.told }
        let headers = startup.headers(of: startup.configuration.privateSources(in: section))
        var courier = try startup.courierStarter.start(
            .round(section, isManual: true, headers: headers), endsWithUs: false)
        let report: RoundTotals?
        do {
            report = try follow(&courier, handle)
        } catch {
            courier.stop()
            throw error
        }
        if let problem = courier.conclude() {
            startup.courierStarter.log.note(.courierFailed(problem))
            throw problem
        }
        return report ?? RoundTotals()
    }

    private func follow(
        _ courier: inout Courier, _ handle: (CourierMessage) throws -> Void
    ) throws -> RoundTotals? {
        var report: RoundTotals?
        while let messages = courier.messages() {
            for message in messages {
                try handle(message)
                switch message {
                case .finished(let round): report = round
                case .failed(let problem): throw problem
                case .started, .source, .page, .picture, .filtered: break
                }
            }
            if messages.isEmpty { courier.wait() }
        }
        return report
    }
}

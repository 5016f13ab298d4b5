import NewsStore
import PortalCore
import PortalModel

extension Examination {
    /// How the last deliveries went.
    static func sources(_ startup: Startup) -> Examination {
        var examination = Examination(title: Wording.doctorSources, findings: [])
        do throws(StoreProblem) {
            var library = startup.library()
            let sources = try library.sources()
            let delivered = sources.compactMap(\.delivered).max()
            let delivery = Wording.updated(delivered, at: startup.clock.now)
            examination.findings.append(
                .fine(Wording.sourcesCounted(sources.count, delivery: delivery)))
            let history = History(startup.files, now: startup.clock.now)
            let places = SourcePlaces(startup.files)
            for source in sources where source.problem != nil {
                examination.findings.append(
                    Finding(
                        text: trouble(with: source, history, at: startup.clock.now),
                        isProblem: source.isFailing,
                        remedy: Wording.remedy(
                            for: source, in: places.place(of: source.source.id))))
            }
        } catch {
            // A damaged news.db was told among the files.
            if !error.isBeyondUse { examination.findings.append(.problem(error.sentence)) }
        }
        return examination
    }

    /// What fails, and where the log tells so, how often and since when.
    private static func trouble(
        with source: SourceHealth, _ history: History, at now: Timestamp
    ) -> SafeText {
        let name: SafeText = "\(source.section) · \(source.source.name)"
        let problem = Wording.delivery(of: source, at: now)
        let failures = history.failures(of: source.source.id, after: source.delivered)
        guard failures.count > 1 else { return "\(name): \(problem)" }
        return Wording.sourceFailing(
            name, since: failures[0], times: failures.count, problem, at: now)
    }
}

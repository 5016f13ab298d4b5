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
            let checked = try library.lastChecked()
            examination.findings.append(
                .fine(
                    Wording.sourcesCounted(
                        sources.count, delivery: Wording.updated(checked, at: startup.clock.now))))
            for source in sources where source.problem != nil {
                let problem = Wording.delivery(of: source, at: startup.clock.now)
                examination.findings.append(
                    .problem(
                        "\(source.section) · \(source.source.name): \(problem)",
                        remedy: Wording.remedy(for: source)))
            }
        } catch {
            // A damaged news.db was told among the files.
            if !error.isBeyondUse { examination.findings.append(.problem(error.sentence)) }
        }
        return examination
    }
}

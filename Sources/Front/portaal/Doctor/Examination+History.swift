import NewsStore
import PortalCore
import PortalModel
import System

extension Examination {
    /// What went wrong in the last week and is not told of a source above; what happened within a
    /// day asks for attention.
    static func history(_ startup: Startup) -> Examination {
        let now = startup.clock.now
        let history = History(startup.files, now: now)
        let troubles = history.troubles { incident in
            switch incident {
            case .crashed(let signal): Wording.portalCrashed(signal)
            case .callRefused(let number): Wording.callRefused(number)
            case .courierFailed(let problem): Wording.courierFailed(problem)
            case .storeFailed(let sentence): sentence
            case .pageFailed, .sourceFailed, .roundFinished: nil
            }
        }
        var findings = troubles.map { trouble, count in
            Finding(
                text: Wording.happened(trouble, times: count.times, last: count.last, at: now),
                isProblem: count.last + 86_400 > now)
        }
        let sources = health(startup)
        findings += passing(history, sources, startup)
        // Where a source fails just now, something did go wrong.
        if findings.isEmpty, !sources.contains(where: \.isFailing) {
            findings = [.fine(Wording.nothingHappened)]
        }
        return Examination(title: Wording.doctorHistory, findings: findings)
    }

    private static func health(_ startup: Startup) -> [SourceHealth] {
        var library = startup.library()
        do throws(StoreProblem) {
            return try library.sources()
        } catch {
            // Told among the files.
            return []
        }
    }

    /// The sources that failed and were well again.
    private static func passing(
        _ history: History, _ sources: [SourceHealth], _ startup: Startup
    ) -> [Finding] {
        sources.filter { $0.problem == nil }.compactMap { health in
            let failures = history.failures(of: health.source.id, after: nil)
            guard let last = failures.last else { return nil }
            return .fine(
                Wording.sourceRecovered(
                    "\(health.section) · \(health.source.name)", times: failures.count,
                    last: last, at: startup.clock.now))
        }
    }
}

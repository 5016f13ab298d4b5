import Logging
import PortalModel

/// What is worth remembering of how things went: everything that stands in a log.
public enum LoggedEvent: Hashable, Sendable {
    /// A source gave nothing that could be used.
    case sourceFailed(SourceID, name: SafeText, host: SafeText, DeliveryProblem)
    /// The page of an article gave nothing that could be read.
    case pageFailed(host: SafeText, DeliveryProblem)
    /// A round along the sources came to its end.
    case roundFinished(RoundTotals)
    /// There could be no round, or it was broken off.
    case courierFailed(DeliveryProblem)
    /// Something could not be read or kept; the sentence told the reader so, and the library that
    /// failed said more in its own words.
    case storeFailed(SafeText, detail: SafeText? = nil)
    /// The cage refused this system call, told by the number that the kernel has for it.
    case callRefused(Int)
    /// The portal itself was ended by this signal.
    case crashed(signal: Int)

    /// How grave it is.
    var level: Logger.Level {
        switch self {
        case .roundFinished: .info
        case .pageFailed: .notice
        case .sourceFailed: .warning
        case .callRefused, .courierFailed, .storeFailed: .error
        case .crashed: .critical
        }
    }

    /// What happened, one word.
    var name: String {
        switch self {
        case .sourceFailed: "source-failed"
        case .pageFailed: "page-failed"
        case .roundFinished: "round-finished"
        case .courierFailed: "courier-failed"
        case .storeFailed: "store-failed"
        case .callRefused: "call-refused"
        case .crashed: "crashed"
        }
    }

    var details: [String: SafeText] {
        switch self {
        case .sourceFailed(let id, let name, let host, let problem):
            Self.details(of: problem)
                .merging(["id": "\(id.rawValue)", "source": name, "host": host]) { _, new in new }
        case .pageFailed(let host, let problem):
            Self.details(of: problem).merging(["host": host]) { _, new in new }
        case .roundFinished(let report):
            [
                "fetched": "\(report.fetched)", "unchanged": "\(report.unchanged)",
                "failed": "\(report.failed)", "new": "\(report.new)",
                "changed": "\(report.changed)",
            ]
        case .courierFailed(let problem): Self.details(of: problem)
        case .storeFailed(let sentence, nil): ["problem": sentence]
        case .storeFailed(let sentence, let detail?): ["problem": sentence, "detail": detail]
        case .callRefused(let number): ["call": "\(number)"]
        case .crashed(let signal): ["signal": "\(signal)"]
        }
    }

    private static func details(of problem: DeliveryProblem) -> [String: SafeText] {
        var details = ["code": SafeText(cleaning: problem.code.rawValue)]
        details["context"] = problem.context
        details["detail"] = problem.detail
        return details
    }
}

extension LoggedEvent {
    /// What `line` tells; nil where it tells nothing that this version knows.
    public init?(_ line: LogLine) {
        func number(_ name: String) -> Int? { line.details[name].flatMap { Int($0.string) } }
        let problem = line.details["code"].flatMap { DeliveryProblem.Code(rawValue: $0.string) }
            .map { DeliveryProblem($0, line.details["context"]) }
        let host = line.details["host"] ?? .empty
        switch (line.event, problem) {
        case ("source-failed", let problem?):
            guard let id = line.details["id"].flatMap({ Int64($0.string) }) else { return nil }
            self = .sourceFailed(
                SourceID(rawValue: id), name: line.details["source"] ?? .empty, host: host, problem)
        case ("page-failed", let problem?): self = .pageFailed(host: host, problem)
        case ("courier-failed", let problem?): self = .courierFailed(problem)
        case ("store-failed", _):
            self = .storeFailed(line.details["problem"] ?? .empty, detail: line.details["detail"])
        case ("call-refused", _):
            guard let call = number("call") else { return nil }
            self = .callRefused(call)
        case ("crashed", _):
            guard let signal = number("signal") else { return nil }
            self = .crashed(signal: signal)
        case ("round-finished", _):
            var report = RoundTotals()
            report.fetched = number("fetched") ?? 0
            report.unchanged = number("unchanged") ?? 0
            report.failed = number("failed") ?? 0
            report.new = number("new") ?? 0
            report.changed = number("changed") ?? 0
            self = .roundFinished(report)
        default:
            return nil
        }
    }
}

import Foundation
import Logging
import PortalModel

/// What is worth remembering of how things went: everything that stands in a log.
public enum LoggedEvent: Hashable, Sendable {
    case sourceFailed(SourceID, name: SafeText, host: SafeText, DeliveryProblem)
    case pageFailed(host: SafeText, DeliveryProblem)
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

/// Where a program writes what went wrong, for `doctor` to tell.
///
/// Nothing is opened and nothing is written before there is something to say.
public struct Log: Sendable {
    private let logger: Logger

    /// A log that writes to `descriptor` as long as a file there is not too long; `now` is what
    /// the moments of its lines are taken from.
    public init(descriptor: Int32, now: @escaping @Sendable () -> Timestamp) {
        logger = Logger(label: "portaal") { _ in LineWriter(place: .open(descriptor), now: now) }
    }

    /// A log in the file at `path`, which is opened for each line; nil leads nowhere.
    public init(path: String?, now: @escaping @Sendable () -> Timestamp) {
        logger = Logger(label: "portaal") { _ in LineWriter(place: .file(path), now: now) }
    }

    public func note(_ event: LoggedEvent) {
        logger.log(
            level: event.level, "\(event.name)",
            metadata: event.details.mapValues { .string($0.string) })
    }
}

/// Writes each message of swift-log as a `LogLine`.
private struct LineWriter: LogHandler {
    enum Place {
        case open(Int32)
        case file(String?)
    }

    let place: Place
    let now: @Sendable () -> Timestamp
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let details = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let line = LogLine(
            moment: now(), level: event.level.rawValue, event: event.message.description,
            details: details.mapValues { SafeText(line: $0.description) })
        switch place {
        case .open(let descriptor):
            guard LogFile.hasRoom(descriptor) else { return }
            add(line, to: descriptor)
        case .file(let path):
            guard let descriptor = path.flatMap(LogFile.open) else { return }
            add(line, to: descriptor)
            close(descriptor)
        }
    }

    /// Writes in one call, so that lines of two processes never mix. That it could not be written
    /// can be told nowhere.
    private func add(_ line: LogLine, to descriptor: Int32) {
        _ = Array((line.text + "\n").utf8).withUnsafeBytes { bytes in
            write(descriptor, bytes.baseAddress, bytes.count)
        }
    }
}

/// A file of log lines that does not grow without end.
public enum LogFile {
    /// Bytes after which a new file is begun. The one before it is kept beside it,
    /// with `.1` after its name, and the one before that is gone.
    public static let maximumLength: Int64 = 256 * 1024

    /// Opens the log at `path` for adding lines, for its owner alone (0600); nil when it cannot
    /// be, which must not keep the reader from the news.
    ///
    /// Costs two system calls; three more when it is time for a new file.
    public static func open(_ path: String) -> Int32? {
        guard let descriptor = openForAdding(path) else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > maximumLength else {
            return descriptor
        }
        // Two that do so at once leave a short file behind, and lose none of their lines.
        guard RegularFile.kind(of: path + ".1", followingLinks: false) != .other,
            rename(path, path + ".1") == 0, let next = openForAdding(path)
        else {
            return descriptor
        }
        close(descriptor)
        return next
    }

    /// Whether another line may be added to what `descriptor` leads to: a file of at most twice
    /// `maximumLength` bytes, or no file at all. Whoever was handed a descriptor cannot begin a new
    /// file, so a process that has very much to tell is silent at last.
    static func hasRoom(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_size <= 2 * maximumLength
    }

    private static func openForAdding(_ path: String) -> Int32? {
        do throws(FileProblem) {
            return try RegularFile.open(path, for: .adding)
        } catch {
            // That there is no log can be told nowhere.
            return nil
        }
    }

    /// What the log at `path` tells, the older file first; empty where there is none.
    ///
    /// Lines that are none of ours, such as what a library said, are passed over. Of each file
    /// at most twice `maximumLength` bytes are read, its last.
    public static func lines(_ path: String) -> [LogLine] {
        [path + ".1", path].flatMap { path in
            String(decoding: tail(of: path), as: UTF8.self).split(separator: "\n")
                .compactMap { LogLine(parsing: $0) }
        }
    }

    private static func tail(of path: String) -> Data {
        do {
            let file = try FileHandle(forReading: path)
            let most = UInt64(2 * maximumLength)
            let length = try file.seekToEnd()
            try file.seek(toOffset: length > most ? length - most : 0)
            return try file.read(upToCount: Int(most)) ?? Data()
        } catch {
            // There is none, or nothing that could tell anything.
            return Data()
        }
    }
}

/// One line of a log: when, how grave, what, and the particulars.
///
///     2026-11-21T13:23:00Z warning source-failed source="NU.nl" code="timedOut" context="30"
public struct LogLine: Hashable, Sendable {
    public let moment: Timestamp
    /// How grave it is, in the words of swift-log: "notice", "warning", "error", "critical".
    let level: String
    /// What happened, one word.
    let event: String
    public let details: [String: SafeText]

    /// A line of these parts; `event` and the names of `details` hold ASCII letters and dashes.
    public init(
        moment: Timestamp, level: String, event: String, details: [String: SafeText] = [:]
    ) {
        self.moment = moment
        self.level = level
        self.event = event
        self.details = details
    }

    /// As it stands in the file, without the end of the line; what is private is left out.
    public var text: String {
        let parts = details.sorted { $0.key < $1.key }.map { name, value in
            let quoted = Redaction.removed(from: value.string)
                .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return " \(name)=\"\(SafeText(line: quoted, limit: 300))\""
        }
        return "\(moment.iso8601) \(level) \(event)" + parts.joined()
    }

    /// Reads a line as `text` writes it; nil for any other.
    public init?(parsing line: some StringProtocol) {
        let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count >= 3, let moment = Timestamp(iso8601: words[0]) else { return nil }
        var rest = words.count > 3 ? Substring(words[3]) : ""
        var details: [String: SafeText] = [:]
        while let equals = rest.firstRange(of: "=\"") {
            let name = rest[..<equals.lowerBound].drop { $0 == " " }
            rest = rest[equals.upperBound...]
            guard let value = LogLine.quoted(&rest) else { return nil }
            details[String(name)] = SafeText(line: value)
        }
        self.init(
            moment: moment, level: String(words[1]), event: String(words[2]), details: details)
    }

    /// Takes what stands before the closing quotation mark, and the mark; nil without one.
    private static func quoted(_ rest: inout Substring) -> String? {
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return value
            case "\\": value.append(rest.popFirst() ?? "\\")
            default: value.append(character)
            }
        }
        return nil
    }
}

/// What a log never tells: names and passwords in addresses, and what stands after their `?`,
/// where some sites put the key of a subscription.
enum Redaction {
    /// `text` with every address in it cut down to scheme, host and path.
    static func removed(from text: String) -> String {
        guard text.contains("://") else { return text }
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let address = rest.prefix { $0 != " " && $0 != "\"" && $0 != ")" }
            rest = rest[address.endIndex...]
            result += publicPart(of: address)
        }
        return result + rest
    }

    /// What follows the `://` of an address, without user information (RFC 3986 §3.2.1), query
    /// and fragment.
    private static func publicPart(of address: Substring) -> Substring {
        let plain = address.prefix { $0 != "?" && $0 != "#" }
        let authority = plain.prefix { $0 != "/" }
        return authority.lastIndex(of: "@").map { plain[plain.index(after: $0)...] } ?? plain
    }
}

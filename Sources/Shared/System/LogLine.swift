import PortalModel

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

/// A moment in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Seconds since the Unix epoch; negative before 1970.
    public var seconds: Int64

    /// The moment `seconds` after the Unix epoch.
    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The last second of the year 9999, which is as good as never.
    public static let never = Timestamp(seconds: 253_402_300_799)

    /// The seconds of the years 1 to 9999: a number outside them is no moment that anybody meant.
    public static let written: ClosedRange<Int64> = -62_135_596_800...never.seconds

    /// The earlier moment is the smaller one.
    public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
        earlier.seconds < later.seconds
    }

    /// The moment `interval` seconds after `moment`.
    public static func + (moment: Timestamp, interval: Int64) -> Timestamp {
        Timestamp(seconds: moment.seconds + interval)
    }

    /// The seconds that lie between `earlier` and `later`.
    public static func - (later: Timestamp, earlier: Timestamp) -> Int64 {
        later.seconds - earlier.seconds
    }

    /// Stored and sent as the bare number.
    public init(from decoder: any Decoder) throws {
        self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Stored and sent as the bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

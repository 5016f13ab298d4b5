import Foundation

/// A moment in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: Hashable, Comparable, Codable, Sendable {
    /// Seconds since the Unix epoch; negative before 1970.
    public var seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    /// The last second of the year 9999, which is as good as never.
    public static let never = Timestamp(seconds: 253_402_300_799)

    /// The seconds of the years 1 to 9999: a number outside them is no moment that anybody meant.
    public static let written: ClosedRange<Int64> = -62_135_596_800...never.seconds

    public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
        earlier.seconds < later.seconds
    }

    public static func + (moment: Timestamp, interval: Int64) -> Timestamp {
        Timestamp(seconds: moment.seconds + interval)
    }

    public static func - (later: Timestamp, earlier: Timestamp) -> Int64 {
        later.seconds - earlier.seconds
    }

    // Stored and sent as the bare number.

    public init(from decoder: any Decoder) throws {
        self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

extension Timestamp {
    /// ISO 8601 in UTC with whole seconds: `2026-01-28T14:23:00Z`.
    public var iso8601: String {
        let time = CivilTime(utc: self)
        func padded(_ number: Int, to width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return padded(time.year, to: 4) + "-" + padded(time.month, to: 2) + "-"
            + padded(time.day, to: 2) + "T" + padded(time.hour, to: 2) + ":"
            + padded(time.minute, to: 2) + ":" + padded(time.second, to: 2) + "Z"
    }

    /// Reads exactly what `iso8601` writes of the years 0 to 9999; nil for any other text.
    public init?(iso8601 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 else { return nil }
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        let time = CivilTime(
            year: number(0..<4), month: number(5..<7), day: number(8..<10), hour: number(11..<13),
            minute: number(14..<16), second: number(17..<19))
        let moment = time.utcTimestamp
        guard moment.iso8601.utf8.elementsEqual(bytes) else { return nil }
        self = moment
    }
}

/// A calendar date in the proleptic Gregorian calendar and a time of day.
///
/// Conversions between days and dates follow Howard Hinnant's "chrono-Compatible Low-Level Date
/// Algorithms" (`days_from_civil`, `civil_from_days`): no table, no locale, constant time. They
/// stand here because Foundation's `Calendar` loads its data at first use, which a program that
/// must be on the screen in a blink would pay for at every start.
public struct CivilTime: Hashable, Sendable {
    /// Year 0 is 1 BC; months and days count from 1, and a second may be the 60th.
    public var year, month, day, hour, minute: Int
    var second: Int

    /// The date and time with these parts; nothing is checked or carried over.
    public init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// What a clock in UTC shows at `timestamp`.
    public init(utc timestamp: Timestamp) {
        let (days, rest) = timestamp.seconds.flooredQuotient(by: 86_400)
        self.init(daysSinceEpoch: Int(days))
        hour = Int(rest / 3600)
        minute = Int(rest / 60 % 60)
        second = Int(rest % 60)
    }

    /// What a clock on the reader's wall shows at `timestamp`: the zone is the process's (`TZ`).
    public init(local timestamp: Timestamp) {
        var seconds = time_t(timestamp.seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.init(utc: timestamp + Int64(parts.tm_gmtoff))
    }

    /// Midnight at the start of the day that is `days` after 1970-01-01.
    public init(daysSinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Days from 1970-01-01 to this date.
    public var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The moment at which a clock in UTC shows this.
    public var utcTimestamp: Timestamp {
        let time = hour * 3600 + minute * 60 + second
        return Timestamp(seconds: Int64(daysSinceEpoch) * 86_400 + Int64(time))
    }

    /// The day of the week: 0 for Sunday to 6 for Saturday.
    public var weekday: Int {
        // 1970-01-01 was a Thursday.
        Int(Int64(daysSinceEpoch + 4).flooredQuotient(by: 7).remainder)
    }

    /// Whole calendar days between the two wall clocks, floored: 0 until the same time next day.
    func days(until later: CivilTime) -> Int {
        let days = later.daysSinceEpoch - daysSinceEpoch
        return later.timeOfDay < timeOfDay ? days - 1 : days
    }

    /// Whole calendar months between the two wall clocks, floored.
    func months(until later: CivilTime) -> Int {
        let months = (later.year - year) * 12 + later.month - month
        return (later.day, later.timeOfDay) < (day, timeOfDay) ? months - 1 : months
    }

    private var timeOfDay: Int { hour * 3600 + minute * 60 + second }
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func flooredQuotient(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// How long ago something was, in the one unit that a reader would use.
///
/// Always floored, never rounded: 119 minutes are one hour. Minutes and hours count seconds that
/// passed; from a day on the calendar counts, so that noon to noon is a day even when the clock
/// was changed to or from summer time in between. A moment in the future reads as now.
public enum RelativeTime: Hashable, Sendable {
    /// Less than a minute ago, or in the future.
    case now
    /// 1 to 59.
    case minutes(Int)
    /// 1 to 23.
    case hours(Int)
    /// 1 to 6.
    case days(Int)
    /// 1 to 4.
    case weeks(Int)
    /// 1 to 11.
    case months(Int)
    /// 1 and up.
    case years(Int)

    /// How long before `now` the moment `then` was.
    public init(of then: Timestamp, at now: Timestamp) {
        let elapsed = Int(now - then)
        switch elapsed {
        case ..<60: self = .now
        case ..<3600: self = .minutes(elapsed / 60)
        // The shortest day, on which the clock is set forward.
        case ..<(23 * 3600): self = .hours(elapsed / 3600)
        default: self.init(from: CivilTime(local: then), until: CivilTime(local: now), elapsed)
        }
    }

    private init(from start: CivilTime, until end: CivilTime, _ elapsed: Int) {
        let (days, months) = (start.days(until: end), start.months(until: end))
        switch (days, months) {
        case (..<1, _) where elapsed < 86_400: self = .hours(elapsed / 3600)
        // The day on which the clock is set back has 25 hours.
        case (..<7, _): self = .days(max(1, days))
        case (_, ..<1): self = .weeks(days / 7)
        case (_, ..<12): self = .months(months)
        default: self = .years(months / 12)
        }
    }

    /// The portal's wording: "9 minuten geleden", "1 uur geleden", "2 weken geleden".
    ///
    /// "uur" and "jaar" have no plural after a number.
    public var wording: SafeText {
        switch self {
        case .now: "zojuist"
        case .minutes(1): "1 minuut geleden"
        case .minutes(let count): "\(count) minuten geleden"
        case .hours(let count): "\(count) uur geleden"
        case .days(1): "1 dag geleden"
        case .days(let count): "\(count) dagen geleden"
        case .weeks(1): "1 week geleden"
        case .weeks(let count): "\(count) weken geleden"
        case .months(1): "1 maand geleden"
        case .months(let count): "\(count) maanden geleden"
        case .years(let count): "\(count) jaar geleden"
        }
    }
}

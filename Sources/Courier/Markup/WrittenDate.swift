import PortalModel

/// Reads dates as feeds and pages write them: RFC 822 and its successors, the W3C's profile of
/// ISO 8601, what C's `asctime` prints, and each of them with the mistakes that are common; dates
/// in words and clocks as eleven languages of western Europe write them (`DateWords`).
///
/// A time without a zone counts as UTC, and so does a zone that nobody knows; a date without a
/// time is its midnight. Weekdays are not read: many are wrong.
public enum WrittenDate {
    /// The moment that `text` tells, or nil where it tells none. Years 1 to 9999 only.
    public static func timestamp(_ text: String) -> Timestamp? {
        var scanner = DateScanner(text)
        var parts = DateParts()
        if scanner.readLeadingDigits(into: &parts) || scanner.readISODate(into: &parts) {
            scanner.readTimeOfDay(into: &parts)
        }
        scanner.readWords(into: &parts)
        return parts.timestamp
    }
}

/// What is known of a date so far.
struct DateParts {
    var year: Int?
    var month: Int?
    var day: Int?
    var hour: Int?
    var minute = 0
    var second = 0
    /// Seconds east of Greenwich.
    var offset: Int?
    /// Whether the hour counts in twelves, and from noon.
    var isAfternoon: Bool?
    /// Seconds since 1970, where the date was written as such.
    var epoch: Int64?

    /// A year written with two digits is the one between 1950 and 2049, with three digits one
    /// after 1900 (RFC 5322, section 4.3).
    mutating func setYear(_ value: Int, digits: Int) {
        switch digits {
        case ...2: year = value < 50 ? 2000 + value : 1900 + value
        case 3: year = 1900 + value
        default: year = value
        }
    }

    /// The moment, nil where a part is missing or out of its range.
    var timestamp: Timestamp? {
        if let epoch { return Timestamp(seconds: epoch) }
        guard let year, let month, (1...9999).contains(year), (1...12).contains(month) else {
            return nil
        }
        var hour = hour ?? 0
        if let isAfternoon, hour <= 12 { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        let day = day ?? 1
        guard (1...DateParts.days(of: month, in: year)).contains(day), hour <= 24, minute < 60,
            second <= 60
        else { return nil }
        let time = CivilTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        return time.utcTimestamp + Int64(-(offset ?? 0))
    }

    /// How many days a month has.
    static func days(of month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}

/// Goes through the text of a date from left to right.
struct DateScanner {
    private let bytes: [UInt8]
    private var index = 0

    /// No date is longer than this, in bytes.
    private static let maximumLength = 120

    /// A scanner at the start of `text`, blanks left out.
    init(_ text: String) {
        bytes = Array(text.utf8.drop { $0 <= 0x20 }.prefix(DateScanner.maximumLength))
    }

    /// Reads a date that is one number: `20260926`, `20260926120740`, or seconds or milliseconds
    /// since 1970.
    mutating func readLeadingDigits(into parts: inout DateParts) -> Bool {
        let start = index
        guard let number = digits() else { return false }
        switch number.count {
        case 8, 14:
            let date = number.count == 8 ? number.value : number.value / 1_000_000
            parts.year = date / 10_000
            parts.month = date / 100 % 100
            parts.day = date % 100
            if number.count == 14 { setTime(number.value % 1_000_000, into: &parts) }
            return true
        case 10 where isAtEnd:
            parts.epoch = Int64(number.value)
            return true
        case 13 where isAtEnd:
            parts.epoch = Int64(number.value / 1000)
            return true
        default:
            index = start
            return false
        }
    }

    /// Reads `2026`, `2026-09`, `2026-09-26`, `2026/9/26` and `2026-270`, day 270 of the year.
    mutating func readISODate(into parts: inout DateParts) -> Bool {
        let start = index
        guard let year = digits(), year.count == 4 else {
            index = start
            return false
        }
        guard let separator = current, "-/.".utf8.contains(separator) else {
            // A year alone, or the year of a date in words.
            parts.year = year.value
            if isAtEnd { parts.month = 1 }
            return isAtEnd
        }
        index += 1
        guard let month = digits() else {
            index = start
            return false
        }
        parts.year = year.value
        if month.count == 3 {
            // Days past the end of January would be refused as such.
            let days = month.value - 1
            (parts.month, parts.day) = DateScanner.monthAndDay(of: days, in: year.value)
            return true
        }
        parts.month = month.value
        if current == separator {
            index += 1
            parts.day = digits()?.value
        }
        return true
    }

    /// Reads the time that follows an ISO date: `T12:07:40.25`, ` 12:07`, `T120740`.
    mutating func readTimeOfDay(into parts: inout DateParts) {
        while let byte = current, byte <= 0x20 || byte == UInt8(ascii: ",") { index += 1 }
        if let byte = current, byte | 0x20 == UInt8(ascii: "t") { index += 1 }
        let start = index
        guard let hour = digits() else { return }
        switch (hour.count, current) {
        case (1...2, UInt8(ascii: ":")):
            index = start
            readClock(into: &parts)
        case (6, _):
            setTime(hour.value, into: &parts)
        case (4, _):
            setTime(hour.value * 100, into: &parts)
        case (1...2, _):
            parts.hour = hour.value
        default:
            index = start
        }
    }

    /// Reads what is left, word by word, in whatever order it comes.
    mutating func readWords(into parts: inout DateParts) {
        while let byte = current {
            if byte.isDigit {
                readNumber(into: &parts)
            } else if byte.isLetter {
                readWord(into: &parts)
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), parts.hour != nil {
                readOffset(into: &parts)
            } else {
                index += 1
            }
        }
    }

    private mutating func readNumber(into parts: inout DateParts) {
        let start = index
        guard let number = digits() else { return }
        switch current {
        case UInt8(ascii: ":") where parts.hour == nil:
            index = start
            readClock(into: &parts)
        case let separator? where "/.-".utf8.contains(separator) && parts.day == nil:
            readNumericDate(first: number, separator, into: &parts)
        default:
            if parts.day == nil, number.count <= 2 {
                parts.day = number.value
            } else if parts.year == nil {
                parts.setYear(number.value, digits: number.count)
            }
        }
    }

    /// Reads `26-09-2026` and `26.9.26`, but with slashes `9/26/2026`, unless that is no month.
    private mutating func readNumericDate(
        first: (value: Int, count: Int), _ separator: UInt8, into parts: inout DateParts
    ) {
        let start = index
        index += 1
        guard let second = digits(), current == separator else {
            // The day of `26-Sep-2026`.
            index = start
            parts.day = first.value
            return
        }
        index += 1
        guard let year = digits() else { return }
        let isMonthFirst = separator == UInt8(ascii: "/") && first.value <= 12
        parts.month = isMonthFirst ? first.value : second.value
        parts.day = isMonthFirst ? second.value : first.value
        parts.setYear(year.value, digits: year.count)
    }

    /// Reads `12:07`, `12:07:40` and `12:07:40.25`.
    private mutating func readClock(into parts: inout DateParts) {
        parts.hour = digits()?.value
        guard take(":") else { return }
        parts.minute = digits()?.value ?? 0
        guard take(":") else { return }
        parts.second = digits()?.value ?? 0
        if take(".") || take(",") { _ = digits() }
    }

    private mutating func readWord(into parts: inout DateParts) {
        let start = index
        while let byte = current, byte.isLetter { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        // Some languages share their words for Tuesday and March.
        let isWeekday = current == UInt8(ascii: ",") && parts.day == nil && parts.month == nil
        if parts.month == nil, !isWeekday, let month = DateWords.month(word) {
            parts.month = month
        } else if word == "am" || word == "pm" {
            parts.isAfternoon = word == "pm"
        } else if parts.hour != nil, parts.offset == nil, let offset = DateWords.zone(word) {
            // After GMT and its like a distance from it may follow.
            guard offset == 0, let sign = current, "+-".utf8.contains(sign) else {
                parts.offset = offset
                return
            }
            readOffset(into: &parts)
        }
    }

    /// Reads `+02:00`, `+0200`, `+02` and `+2`. A second one is noise.
    private mutating func readOffset(into parts: inout DateParts) {
        let isWest = current == UInt8(ascii: "-")
        index += 1
        guard let first = digits() else { return }
        var seconds = first.value * 3600
        if first.count > 2 {
            seconds = first.value / 100 * 3600 + first.value % 100 * 60
        } else if take(":"), let minutes = digits() {
            seconds += minutes.value * 60
        }
        guard parts.offset == nil, seconds <= 24 * 3600 else { return }
        parts.offset = isWest ? -seconds : seconds
    }

    private func setTime(_ value: Int, into parts: inout DateParts) {
        parts.hour = value / 10_000
        parts.minute = value / 100 % 100
        parts.second = value % 100
    }

    private static func monthAndDay(of days: Int, in year: Int) -> (Int, Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        var left = days
        for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            .enumerated()
        {
            if left < length { return (index + 1, left + 1) }
            left -= length
        }
        return (0, 0)
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var isAtEnd: Bool { bytes[index...].allSatisfy { $0 <= 0x20 } }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// The number here and how many digits it has; digits after the fifteenth do not count.
    private mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while let byte = current, byte.isDigit {
            if count < 15 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
            count += 1
            index += 1
        }
        return count == 0 ? nil : (value, count)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// ASCII letters and everything outside ASCII.
    fileprivate var isLetter: Bool { self >= 0x80 || (self | 0x20) &- UInt8(ascii: "a") < 26 }
}

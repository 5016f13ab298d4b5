import PortalModel

/// Goes through the text of a date from left to right.
struct DateScanner {
    private(set) var parts = DateParts()

    private let bytes: [UInt8]
    private var index = 0
    /// A month, unless the word for it was a weekday's after all.
    private var doubtfulMonth: Int?
    /// Whether the word that came last announces a clock.
    private var isBeforeHour = false

    /// No date is longer than this, in bytes.
    private static let maximumLength = 120

    init(_ text: String) {
        bytes = Array(text.utf8.drop { $0 <= 0x20 }.prefix(DateScanner.maximumLength))
    }

    /// Reads a date that is one number: `20260926`, `20260926120740`, or seconds or milliseconds
    /// since 1970.
    mutating func readLeadingDigits() -> Bool {
        let start = index
        guard let number = digits() else { return false }
        switch number.count {
        case 8, 14:
            let date = number.count == 8 ? number.value : number.value / 1_000_000
            parts.year = date / 10_000
            parts.month = date / 100 % 100
            parts.day = date % 100
            if number.count == 14 { setTime(number.value % 1_000_000) }
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

    /// Reads `2026`, `2026-09`, `2026-09-26`, `2026/9/26`, `2026-270`, day 270 of the year, and
    /// `2026-W39-6` or `2026-W39`, a week (ISO 8601) and its Monday.
    mutating func readISODate() -> Bool {
        let start = index
        guard let year = digits(), year.count == 4 else {
            index = start
            return false
        }
        if readWeek(of: year.value) { return true }
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
            let first = CivilTime(year: year.value, month: 1, day: 1).daysSinceEpoch
            let date = CivilTime(daysSinceEpoch: first + month.value - 1)
            (parts.month, parts.day) = date.year == year.value ? (date.month, date.day) : (0, 0)
            return true
        }
        parts.month = month.value
        if current == separator {
            index += 1
            parts.day = digits()?.value
        }
        return true
    }

    /// Reads `-W39-6`, `W396` and `-W39`.
    private mutating func readWeek(of year: Int) -> Bool {
        let start = index
        _ = take("-")
        guard let letter = current, letter | 0x20 == UInt8(ascii: "w") else {
            index = start
            return false
        }
        index += 1
        guard let week = digits(), week.count == 2 || week.count == 3 else {
            index = start
            return false
        }
        parts.year = year
        (parts.month, parts.day) = (0, 0)
        let number = week.count == 3 ? week.value / 10 : week.value
        let day = week.count == 3 ? week.value % 10 : take("-") ? digits()?.value ?? 0 : 1
        guard (1...53).contains(number), (1...7).contains(day) else { return true }
        // The 4th of January lies in the first week; 1970-01-01 was a Thursday.
        let fourth = CivilTime(year: year, month: 1, day: 4).daysSinceEpoch
        let monday = fourth - ((fourth + 3) % 7 + 7) % 7
        let date = CivilTime(daysSinceEpoch: monday + (number - 1) * 7 + day - 1)
        (parts.year, parts.month, parts.day) = (date.year, date.month, date.day)
        return true
    }

    /// Reads the time that follows an ISO date: `T12:07:40.25`, ` 12:07`, `T120740`.
    mutating func readTimeOfDay() {
        while let byte = current, byte <= 0x20 || byte == UInt8(ascii: ",") { index += 1 }
        if let byte = current, byte | 0x20 == UInt8(ascii: "t") { index += 1 }
        let start = index
        guard let hour = digits() else { return }
        switch (hour.count, current) {
        case (1...2, UInt8(ascii: ":")):
            index = start
            readClock()
        case (6, _):
            setTime(hour.value)
        case (4, _):
            setTime(hour.value * 100)
        case (1...2, _):
            if !readSpokenClock(hour, isSure: true) { parts.hour = hour.value }
        default:
            index = start
        }
    }

    /// Reads what is left, word by word, in whatever order it comes.
    mutating func readWords() {
        while let byte = current {
            if byte.isASCIIDigit {
                readNumber()
                isBeforeHour = false
            } else if byte.isLetter {
                readWord()
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), parts.hour != nil {
                readOffset()
            } else {
                index += 1
            }
        }
        parts.month = parts.month ?? doubtfulMonth
    }

    private mutating func readNumber() {
        let start = index
        guard let number = digits() else { return }
        if parts.hour == nil, number.count <= 2 {
            if current == UInt8(ascii: ":") {
                index = start
                return readClock()
            }
            let isSure = isBeforeHour || parts.day != nil
            if readSpokenClock(number, isSure: isSure) { return }
            if isBeforeHour, parts.day != nil {
                parts.hour = number.value
                return
            }
        }
        if let separator = current, "/.-".utf8.contains(separator), parts.day == nil {
            return readNumericDate(first: number, separator)
        }
        if parts.day == nil, number.count <= 2 {
            parts.day = number.value
        } else if parts.year == nil {
            // Less than four digits are a year only where nothing else is left for them.
            let isMonthKnown = parts.month != nil || doubtfulMonth != nil
            guard number.count >= 4 || (number.count > 1 && isMonthKnown) else { return }
            parts.setYear(number.value, digits: number.count)
        }
    }

    /// Reads `26-09-2026`, `26.9.26` and `26. 9. 2026`, but with slashes `9/26/2026`, unless that
    /// is no month.
    private mutating func readNumericDate(first: (value: Int, count: Int), _ separator: UInt8) {
        let start = index
        index += 1
        let isSpaced = separator == UInt8(ascii: ".") && current == 0x20
        if isSpaced { skipBlanks() }
        guard let second = digits(), current == separator else {
            // The day of `26-Sep-2026`.
            index = start
            if first.count <= 2 { parts.day = first.value }
            return
        }
        index += 1
        if isSpaced { skipBlanks() }
        guard let year = digits(), !isSpaced || year.count == 4 else { return }
        let isMonthFirst = separator == UInt8(ascii: "/") && first.value <= 12
        parts.month = isMonthFirst ? first.value : second.value
        parts.day = isMonthFirst ? second.value : first.value
        parts.setYear(year.value, digits: year.count)
    }

    /// Reads what follows the hour of `14.30 uur`, `14u30`, `14 h 30`, `14 uur` and `2 pm`, and of
    /// `14.30` and `14.30.15` where it `isSure` that a clock comes.
    private mutating func readSpokenClock(_ hour: (value: Int, count: Int), isSure: Bool) -> Bool {
        let start = index
        guard hour.value <= 24 else { return false }
        var minutes: (value: Int, count: Int)?
        var seconds: (value: Int, count: Int)?
        if take(".") {
            minutes = digits()
            if minutes?.count == 2, take(".") { seconds = digits() }
            guard minutes?.count == 2, seconds?.count ?? 2 == 2, current != UInt8(ascii: ".")
            else {
                index = start
                return false
            }
        }
        let word = peekWord()
        if let word, DateWords.afterHour.contains(word.text) {
            index = word.end
            let behind = index
            skipBlanks()
            if minutes == nil, let more = digits(), more.count == 2, more.value < 60 {
                minutes = more
            } else {
                index = behind
            }
        } else if minutes == nil ? !["am", "pm"].contains(word?.text) : !isSure {
            index = start
            return false
        }
        guard (minutes?.value ?? 0) < 60, (seconds?.value ?? 0) < 60 else {
            index = start
            return false
        }
        parts.hour = hour.value
        parts.minute = minutes?.value ?? 0
        parts.second = seconds?.value ?? 0
        return true
    }

    /// Reads `12:07`, `12:07:40` and `12:07:40.25`.
    private mutating func readClock() {
        parts.hour = digits()?.value
        guard take(":") else { return }
        parts.minute = digits()?.value ?? 0
        guard take(":") else { return }
        parts.second = digits()?.value ?? 0
        if take(".") || take(",") { _ = digits() }
    }

    private mutating func readWord() {
        guard let (word, end) = peekWord() else { return }
        index = end
        let name = DateWords.name(word)
        isBeforeHour = DateWords.beforeHour.contains(word)
        if parts.month == nil, case .month(let month) = name {
            parts.month = month
        } else if parts.month == nil, case .monthOrWeekday(let month) = name {
            // Before a comma and the day it is the weekday; else another month may yet come.
            let isWeekday = current == UInt8(ascii: ",") && parts.day == nil
            if !isWeekday { doubtfulMonth = month }
        } else if word == "am" || word == "pm" {
            parts.isAfternoon = word == "pm"
        } else if parts.hour != nil, parts.offset == nil, let offset = DateWords.zone(word) {
            // After GMT and its like a distance from it may follow.
            guard offset == 0, let sign = current, "+-".utf8.contains(sign) else {
                parts.offset = offset
                return
            }
            readOffset()
        }
    }

    /// The word that comes next, after blanks, in lower case; `a.m.` and `p.m.` without stops.
    private func peekWord() -> (text: String, end: Int)? {
        var start = index
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        var end = start
        while end < bytes.count, bytes[end].isLetter { end += 1 }
        guard end > start else { return nil }
        let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        if word == "a" || word == "p", bytes[end...].starts(with: ".m".utf8) {
            return (word + "m", end + 2)
        }
        return (word, end)
    }

    /// Reads `+02:00`, `+0200`, `+02` and `+2`. A second one is noise.
    private mutating func readOffset() {
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

    private mutating func setTime(_ value: Int) {
        parts.hour = value / 10_000
        parts.minute = value / 100 % 100
        parts.second = value % 100
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var isAtEnd: Bool { bytes[index...].allSatisfy { $0 <= 0x20 } }

    private mutating func skipBlanks() {
        while let byte = current, byte <= 0x20 { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// The number here and how many digits it has; digits after the fifteenth do not count.
    private mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while let byte = current, byte.isASCIIDigit {
            if count < 15 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
            count += 1
            index += 1
        }
        return count == 0 ? nil : (value, count)
    }
}

extension UInt8 {
    /// ASCII letters and everything outside ASCII.
    fileprivate var isLetter: Bool { self >= 0x80 || isASCIILetter }
}

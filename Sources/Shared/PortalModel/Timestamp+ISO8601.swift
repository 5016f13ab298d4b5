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

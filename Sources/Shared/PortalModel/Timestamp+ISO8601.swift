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
}

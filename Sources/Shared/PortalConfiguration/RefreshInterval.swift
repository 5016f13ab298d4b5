/// How `portaal.toml` writes the time between two refreshes.
enum RefreshInterval {
    /// What may be asked for: a minute to a year.
    static let allowed: ClosedRange<Int64> = 60...31_536_000

    /// The seconds in `90s`, `60m`, `2h` or `1d`; nil for anything else, and outside `allowed`.
    static func seconds(in text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let last = text.last, let unit = units[last], text.utf8.count <= 9,
            text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(text.dropLast())
        else { return nil }
        let seconds = count * unit
        return allowed.contains(seconds) ? seconds : nil
    }
}

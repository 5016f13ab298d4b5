import Foundation

/// What was measured of one thing, several times.
struct Figures {
    /// What the numbers count.
    enum Unit: String {
        case milliseconds = "ms"
        case seconds = "s"
        case megabytes = "MB"
        case megabytesPerSecond = "MB/s"
        case requests
        case requestsPerSecond = "requests/s"
    }

    private let unit: Unit
    private var values: [Double] = []

    /// Nothing measured yet.
    init(_ unit: Unit) {
        self.unit = unit
    }

    /// Takes one more.
    mutating func add(_ value: Double) {
        values.append(value)
    }

    /// Without the one that warmed the caches.
    var withoutFirst: Figures {
        var figures = self
        figures.values.removeFirst()
        return figures
    }

    /// The value that so many of 100 do not exceed, alone.
    func percentile(_ share: Int) -> Figures {
        var figures = Figures(unit)
        let sorted = values.sorted()
        if !sorted.isEmpty { figures.add(sorted[(sorted.count * share - 1) / 100]) }
        return figures
    }

    /// The median; with more than one value also the least, the greatest and how many there are.
    var text: String {
        let sorted = values.sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return "–" }
        let middle = sorted.count / 2
        let median =
            sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        guard sorted.count > 1 else { return "\(rounded(median)) \(unit.rawValue)" }
        return "\(rounded(median)) \(unit.rawValue)"
            + " (\(rounded(least))–\(rounded(greatest)), n \(sorted.count))"
    }

    /// Three digits that count. (`formatted` needs the data of ICU, which is left out.)
    private func rounded(_ value: Double) -> String {
        let precision = value < 10 ? 2 : value < 100 ? 1 : 0
        return String(format: "%.\(precision)f", value)
    }
}

extension Duration {
    /// As a number of seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    /// As a number of milliseconds.
    var milliseconds: Double { seconds * 1000 }
}

import Markup
import PortalModel

/// Dates of items.
enum FeedDate {
    /// Before this no feed gave anything: 1990-01-01. Programs that know no date write year 1,
    /// 1900 or 1970.
    private static let earliest = CivilTime(year: 1990, month: 1, day: 1).utcTimestamp

    /// The moment that `text` tells, or nil where it tells none that can be meant.
    static func timestamp(_ text: String) -> Timestamp? {
        WrittenDate.timestamp(text).flatMap { $0 < earliest ? nil : $0 }
    }
}

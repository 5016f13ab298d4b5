import Foundation
import PortalModel

/// The moment and the zone that all tests of screens share, whatever machine they run on.
public enum PinnedClock {
    /// Saturday 21 November 2026, 14:23 in the Netherlands.
    public static let now = CivilTime(year: 2026, month: 11, day: 21, hour: 13, minute: 23)
        .utcTimestamp

    /// Makes the process's zone that of the Netherlands, once, before anything asks for it.
    public static func pin() {
        _ = zone
    }

    private static let zone: Void = {
        setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1)
        tzset()
    }()
}

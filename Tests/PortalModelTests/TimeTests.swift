import Foundation
import PortalModel
import Testing

/// The rules of Dutch time, spelled out so that no zone database is needed.
private let dutchClock: Void = {
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1)
    tzset()
}()

private func moment(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
) -> Timestamp {
    CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        .utcTimestamp
}

struct RelativeTimeTests {
    init() {
        dutchClock
    }

    @Test(arguments: [
        (0, "zojuist"), (59, "zojuist"), (60, "1 minuut geleden"), (119, "1 minuut geleden"),
        (120, "2 minuten geleden"), (540, "9 minuten geleden"), (3599, "59 minuten geleden"),
        (3600, "1 uur geleden"), (7199, "1 uur geleden"), (36_000, "10 uur geleden"),
        (86_399, "23 uur geleden"), (86_400, "1 dag geleden"), (172_799, "1 dag geleden"),
        (172_800, "2 dagen geleden"), (604_799, "6 dagen geleden"), (604_800, "1 week geleden"),
        (1_209_600, "2 weken geleden"), (-1, "zojuist"), (-100_000, "zojuist"),
    ])
    func `what passed is told in its largest unit, floored`(seconds: Int64, wording: String) {
        let now = moment(2026, 1, 28, 12)
        #expect(RelativeTime(of: now + -seconds, at: now).wording.string == wording)
    }

    @Test(arguments: [
        (moment(2025, 12, 28, 12), "1 maand geleden"),
        (moment(2025, 12, 28, 12, 0, 1), "4 weken geleden"),
        (moment(2025, 2, 28, 12), "11 maanden geleden"),
        (moment(2025, 1, 28, 12), "1 jaar geleden"),
        (moment(2025, 1, 28, 12, 0, 1), "11 maanden geleden"),
        (moment(2022, 1, 18), "4 jaar geleden"),
        (moment(1970, 1, 1), "56 jaar geleden"),
    ])
    func `months and years are those of the calendar`(then: Timestamp, wording: String) {
        #expect(RelativeTime(of: then, at: moment(2026, 1, 28, 12)).wording.string == wording)
    }

    @Test func `the day on which summer time begins has 23 hours`() {
        // From noon on Saturday 28 March 2026 (CET) to noon on Sunday (CEST).
        let saturday = moment(2026, 3, 28, 11)
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 3, 29, 9, 59)).wording == "22 uur geleden")
        #expect(RelativeTime(of: saturday, at: moment(2026, 3, 29, 10)).wording == "1 dag geleden")
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 3, 30, 9, 59)).wording == "1 dag geleden")
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 3, 30, 10)).wording == "2 dagen geleden")
        #expect(RelativeTime(of: saturday, at: moment(2026, 4, 4, 10)).wording == "1 week geleden")
        // An hour is an hour, whatever the clock on the wall says.
        #expect(
            RelativeTime(of: moment(2026, 3, 29, 0, 30), at: moment(2026, 3, 29, 1, 30)).wording
                == "1 uur geleden")
    }

    @Test func `the day on which summer time ends has 25 hours`() {
        // From noon on Saturday 24 October 2026 (CEST) to noon on Sunday (CET).
        let saturday = moment(2026, 10, 24, 10)
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 10, 25, 9, 59)).wording == "23 uur geleden")
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 10, 25, 10, 30)).wording == "1 dag geleden")
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 10, 26, 10, 59)).wording == "1 dag geleden")
        #expect(
            RelativeTime(of: saturday, at: moment(2026, 10, 26, 11)).wording == "2 dagen geleden")
        #expect(
            RelativeTime(of: moment(2026, 10, 25, 0, 30), at: moment(2026, 10, 25, 1, 30)).wording
                == "1 uur geleden")
    }
}

struct CivilTimeTests {
    init() {
        dutchClock
    }

    @Test(arguments: [
        (0, 1970, 1, 1, 4), (-1, 1969, 12, 31, 3), (11_016, 2000, 2, 29, 2),
        (20_481, 2026, 1, 28, 3),
        (-719_528, 0, 1, 1, 6), (-719_162, 1, 1, 1, 1), (2_932_896, 9999, 12, 31, 5),
        (-25_508, 1900, 3, 1, 4),
    ])
    func `days and dates agree with known ones`(
        days: Int, year: Int, month: Int, day: Int, weekday: Int
    ) {
        let date = CivilTime(daysSinceEpoch: days)
        #expect(date == CivilTime(year: year, month: month, day: day))
        #expect(date.daysSinceEpoch == days)
        #expect(date.weekday == weekday)
    }

    @Test func `every day of four centuries comes back`() {
        for days in -80_000...80_000 {
            #expect(CivilTime(daysSinceEpoch: days).daysSinceEpoch == days)
        }
    }

    @Test func `a moment before 1970 has a time of day too`() {
        #expect(
            CivilTime(utc: Timestamp(seconds: -1))
                == CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59))
    }

    @Test func `the clock on the wall knows summer time`() {
        #expect(CivilTime(local: moment(2026, 3, 29, 0, 59)).hour == 1)
        #expect(CivilTime(local: moment(2026, 3, 29, 1, 0)).hour == 3)
        #expect(CivilTime(local: moment(2026, 10, 25, 0, 30)).hour == 2)
        #expect(CivilTime(local: moment(2026, 10, 25, 1, 30)).hour == 2)
    }

    @Test func `a moment is written in UTC`() {
        #expect(moment(2026, 1, 28, 14, 23).iso8601 == "2026-01-28T14:23:00Z")
        #expect(moment(33, 4, 3, 5, 6, 7).iso8601 == "0033-04-03T05:06:07Z")
    }
}

import PortalModel

extension Wording {
    private static let weekdays: [SafeText] = [
        "zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
    ]
    private static let months: [SafeText] = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ]
    private static let shortWeekdays: [SafeText] = ["zo", "ma", "di", "wo", "do", "vr", "za"]
    private static let shortMonths: [SafeText] = [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ]

    /// "zaterdag 21 november 2026".
    public static func date(_ day: CivilTime) -> SafeText {
        "\(weekdays[day.weekday]) \(day.day) \(months[day.month - 1]) \(day.year)"
    }

    /// "za 21 nov".
    static func shortDate(_ day: CivilTime) -> SafeText {
        "\(shortWeekdays[day.weekday]) \(day.day) \(shortMonths[day.month - 1])"
    }

    /// "21-11", as wide as a time.
    static func dayAndMonth(_ day: CivilTime) -> SafeText {
        "\(twoDigits(day.day))-\(twoDigits(day.month))"
    }

    private static func twoDigits(_ number: Int) -> SafeText {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// "14:05".
    public static func time(_ time: CivilTime) -> SafeText {
        "\(twoDigits(time.hour)):\(twoDigits(time.minute))"
    }

    /// "dinsdag 18 januari 2022, 14:05".
    public static func moment(_ moment: CivilTime) -> SafeText {
        "\(date(moment)), \(time(moment))"
    }

    /// The time alone on the day of `now`, else with the short date before it.
    static func shortMoment(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        let moment = CivilTime(local: moment)
        let isToday = moment.daysSinceEpoch == CivilTime(local: now).daysSinceEpoch
        return isToday ? time(moment) : "\(shortDate(moment)) \(time(moment))"
    }
}

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

    /// " 2022", as wide as a time.
    static func yearAlone(_ day: CivilTime) -> SafeText { " \(day.year)" }

    private static func twoDigits(_ number: Int) -> SafeText {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// "14:05".
    static func time(_ time: CivilTime) -> SafeText {
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

    /// "Vandaag", "Gisteren" or "dinsdag 24 november", with the year unless that is `now`'s.
    static func day(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        let (day, today) = (CivilTime(local: moment), CivilTime(local: now))
        switch today.daysSinceEpoch - day.daysSinceEpoch {
        case ...0: return "Vandaag"
        case 1: return "Gisteren"
        default:
            let short: SafeText = "\(weekdays[day.weekday]) \(day.day) \(months[day.month - 1])"
            return day.year == today.year ? short : date(day)
        }
    }

    /// How long ago an article appeared, or that this is not known.
    public static func age(of headline: Headline, at now: Timestamp) -> SafeText {
        headline.isDated ? RelativeTime(of: headline.published, at: now).wording : undated
    }

    /// "dinsdag 18 januari 2022, 14:05 · 4 jaar geleden"; without a date, since when it is here.
    public static func appearance(of headline: Headline, at now: Timestamp) -> [SafeText] {
        let published = headline.published
        return headline.isDated
            ? [moment(CivilTime(local: published)), age(of: headline, at: now)]
            : [undated, "binnengekomen \(on(published, at: now))"]
    }

    /// For an article of which the publisher does not say when it appeared.
    public static let undated: SafeText = "zonder datum"

    /// From when something has been so: "sinds 14:05", "sinds gisteren", "sinds dinsdag" or
    /// "sinds 3 november".
    public static func since(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        let start = CivilTime(local: moment)
        return switch CivilTime(local: now).daysSinceEpoch - start.daysSinceEpoch {
        case ...0: "sinds \(time(start))"
        case 1: "sinds gisteren"
        case 2...6: "sinds \(weekdays[start.weekday])"
        default: "sinds \(start.day) \(months[start.month - 1])"
        }
    }

    /// When something happened: "om 14:05", "gisteren om 14:05", "dinsdag om 14:05" or
    /// "op 3 november".
    public static func on(_ moment: Timestamp, at now: Timestamp) -> SafeText {
        let start = CivilTime(local: moment)
        return switch CivilTime(local: now).daysSinceEpoch - start.daysSinceEpoch {
        case ...0: "om \(time(start))"
        case 1: "gisteren om \(time(start))"
        case 2...6: "\(weekdays[start.weekday]) om \(time(start))"
        default: "op \(start.day) \(months[start.month - 1])"
        }
    }
}

/// How long ago something was, in the one unit that a reader would use.
///
/// Always floored, never rounded: 119 minutes are one hour. Minutes and hours count seconds that
/// passed; from a day on the calendar counts, so that noon to noon is a day even when the clock
/// was changed to or from summer time in between. A moment in the future reads as now.
public enum RelativeTime: Hashable, Sendable {
    /// Less than a minute ago, or in the future.
    case now
    /// 1 to 59.
    case minutes(Int)
    /// 1 to 23.
    case hours(Int)
    /// 1 to 6.
    case days(Int)
    /// 1 to 4.
    case weeks(Int)
    /// 1 to 11.
    case months(Int)
    /// 1 and up.
    case years(Int)

    /// How long before `now` the moment `then` was.
    public init(of then: Timestamp, at now: Timestamp) {
        let elapsed = now - then
        guard elapsed >= 60 else {
            self = .now
            return
        }
        if elapsed < 3600 {
            self = .minutes(Int(elapsed / 60))
            return
        }
        let shortestDay: Int64 = 23 * 3600
        guard elapsed >= shortestDay else {
            self = .hours(Int(elapsed / 3600))
            return
        }
        let start = CivilTime(local: then)
        let end = CivilTime(local: now)
        var days = start.days(until: end)
        if days < 1 {
            guard elapsed >= 86_400 else {
                self = .hours(Int(elapsed / 3600))
                return
            }
            // The day on which the clock is set back has 25 hours.
            days = 1
        }
        let months = start.months(until: end)
        switch (days, months) {
        case (..<7, _): self = .days(days)
        case (_, ..<1): self = .weeks(days / 7)
        case (_, ..<12): self = .months(months)
        default: self = .years(months / 12)
        }
    }

    /// The portal's wording: "9 minuten geleden", "1 uur geleden", "2 weken geleden".
    ///
    /// "uur" and "jaar" have no plural after a number.
    public var wording: SafeText {
        switch self {
        case .now: "zojuist"
        case .minutes(1): "1 minuut geleden"
        case .minutes(let count): "\(count) minuten geleden"
        case .hours(let count): "\(count) uur geleden"
        case .days(1): "1 dag geleden"
        case .days(let count): "\(count) dagen geleden"
        case .weeks(1): "1 week geleden"
        case .weeks(let count): "\(count) weken geleden"
        case .months(1): "1 maand geleden"
        case .months(let count): "\(count) maanden geleden"
        case .years(let count): "\(count) jaar geleden"
        }
    }
}

import FeedParsing
import Fetching
import NewsStore
import PortalModel

/// When a source is asked again: decided from what is known of it and what it answered, by nothing
/// else.
///
/// At least an hour passes between two polls. A source may ask for more (`max-age`, `ttl`,
/// `sy:updatePeriod`) up to a day, and for hours and days in which it is left alone. What is gone
/// (410) is not asked again. The reader may ask sooner, but never within a `Retry-After`.
struct PollPlan {
    let now: Timestamp
    /// What was known before.
    let before: PollState
    /// Seconds that the reader wants between two polls.
    var interval: Int64?

    /// Seconds between two polls.
    static let shortestInterval: Int64 = 3600
    /// Seconds that a source may put the next poll off.
    static let longestInterval: Int64 = 86_400
    /// Seconds after which a source that keeps failing is tried again.
    static let longestPause: Int64 = 8 * 3600
    /// Seconds for which a `Retry-After` holds: a mistake in it ends some time.
    static let longestWait: Int64 = 7 * 86_400

    /// Whether a source in this state is asked at `now`, by itself or on the reader's wish.
    static func isDue(_ state: PollState, at now: Timestamp, isManual: Bool) -> Bool {
        state.notBefore <= now && (isManual || state.next <= now)
    }

    /// After a feed that could be read and has a schedule.
    func afterFeed(
        maxAge: Int64?, _ schedule: ParsedFeed.Schedule, moved: WebAddress?
    ) -> PollState {
        let minutes = max(schedule.timeToLive ?? 0, schedule.updateInterval ?? 0)
        let terms = PollTerms(
            interval: Int64(min(minutes, 1 << 31)) * 60, skippedHours: schedule.skipHours,
            skippedDays: schedule.skipDays)
        return afterSuccess(maxAge: maxAge, terms, moved: moved)
    }

    /// After the news that there is none: what the last feed asked for still holds.
    func afterUnchanged(maxAge: Int64?, moved: WebAddress?) -> PollState {
        afterSuccess(maxAge: maxAge, before.terms, moved: moved)
    }

    private func afterSuccess(maxAge: Int64?, _ terms: PollTerms, moved: WebAddress?) -> PollState {
        let wish = max(maxAge ?? 0, terms.interval)
        let usual = min(Self.longestInterval, max(Self.shortestInterval, wish))
        let next = now + max(usual, interval ?? 0)
        return PollState(
            next: terms.firstOpenHour(from: next), terms: terms, moved: moved ?? before.moved)
    }

    /// After an answer that was of no use, or none.
    ///
    /// The pauses grow with each failure that the source itself has a part in. A line that is down
    /// is no fault of it, and a source that has moved is looked for where it was.
    func afterFailure(_ problem: DeliveryProblem, retryAfter: RetryAfter?) -> PollState {
        var state = before
        state.failures += 1
        state.moved = nil
        if problem.code == .gone {
            state.next = .never
            state.notBefore = .never
            return state
        }
        let doublings = problem.isOfTheSource ? min(state.failures - 1, 3) : 0
        let pause = min(Self.longestPause, Self.shortestInterval << Int64(doublings))
        let wait = retryAfter.map { min($0.moment(from: now), now + Self.longestWait) }
        state.notBefore = wait ?? Timestamp(seconds: 0)
        state.next = max(before.terms.firstOpenHour(from: now + pause), state.notBefore)
        return state
    }
}

extension PollTerms {
    /// The first moment from `moment` on that lies in no hour and on no day that the source wants
    /// to be left alone; `moment` itself when it wants that always.
    fileprivate func firstOpenHour(from moment: Timestamp) -> Timestamp {
        let hour = moment.seconds / 3600
        for later in hour...(hour + 8 * 24) {
            // The first of January 1970 was a Thursday.
            let (hour, day) = (Int(later % 24), Int((later / 24 + 4) % 7))
            if !skippedHours.contains(hour), !skippedDays.contains(day) {
                return max(moment, Timestamp(seconds: later * 3600))
            }
        }
        return moment
    }
}

extension DeliveryProblem {
    /// Whether the source had a part in it.
    fileprivate var isOfTheSource: Bool {
        switch code {
        case .hostNotFound, .noConnection, .notStored: false
        default: true
        }
    }
}

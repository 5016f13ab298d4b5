import FeedParsing
import Fetching
import NewsStore
import PortalModel

/// When a source is asked again: decided from what it answered, by nothing else.
///
/// At least an hour passes between two polls; a source may ask for more (`max-age`, `ttl`,
/// `Retry-After`) up to a day; what is gone (410) is not asked again. The reader may ask sooner,
/// but never within a `Retry-After`.
struct PollPlan {
    /// The moment of the answer.
    let now: Timestamp

    /// Seconds between two polls, at the least.
    static let floor: Int64 = 3600
    /// Seconds that a source may put the next poll off, at the most.
    static let ceiling: Int64 = 86_400
    /// What is as good as never.
    static let never = Timestamp(seconds: 253_402_300_799)

    /// After an answer that was of use.
    func afterSuccess(maxAge: Int64?, timeToLive: Int64?) -> PollTimes {
        let wish = max(maxAge ?? 0, timeToLive ?? 0)
        return PollTimes(next: now + min(Self.ceiling, max(Self.floor, wish)))
    }

    /// After one that was not.
    func afterFailure(_ problem: DeliveryProblem, retryAfter: RetryAfter?) -> PollTimes {
        if problem.code == .gone { return PollTimes(next: Self.never, notBefore: Self.never) }
        guard let retryAfter else { return PollTimes(next: now + Self.floor) }
        let moment = min(retryAfter.moment(from: now), now + Self.ceiling)
        return PollTimes(next: max(moment, now + Self.floor), notBefore: moment)
    }
}

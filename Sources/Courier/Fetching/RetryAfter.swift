import CCurl
import PortalModel

/// When a server wants to be asked again: the `Retry-After` field in either of its forms
/// (RFC 9110 §10.2.3).
public enum RetryAfter: Hashable, Sendable {
    /// So many seconds after its answer.
    case seconds(Int64)
    /// Not before this moment.
    case moment(Timestamp)

    /// Reads the field's value; nil for anything that is neither form.
    init?(_ value: some StringProtocol) {
        if let seconds = deltaSeconds(value) {
            self = .seconds(seconds)
            return
        }
        // An HTTP-date begins with the name of a day. libcurl reads dates of other shapes too.
        guard value.utf8.first.map(isLetter) == true else { return nil }
        let seconds = curl_getdate(String(value), nil)
        guard seconds != -1 else { return nil }
        self = .moment(Timestamp(seconds: Int64(seconds)))
    }

    /// The first moment at which the server may be asked again, for an answer that came at `now`.
    public func moment(from now: Timestamp) -> Timestamp {
        switch self {
        case .seconds(let seconds): now + seconds
        case .moment(let moment): max(now, moment)
        }
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
}

import PortalModel

/// What came of a request.
public enum FetchOutcome: Hashable, Sendable {
    /// The server sent content.
    case fetched(FetchedBody)
    /// The content is the same as last time (304).
    case unchanged(Unchanged)
    /// There is nothing to use. `retryAfter` is when the server wants to be asked again, if it
    /// said so.
    case failed(DeliveryProblem, retryAfter: RetryAfter?)
}

/// Content, whole and decoded.
public struct FetchedBody: Hashable, Sendable {
    /// The content, never empty, with any content encoding undone.
    public var bytes: [UInt8]
    /// The value of `Content-Type`, each character one byte.
    public var contentType: String?
    /// What to send along with the next request, once this content has proved to be of use.
    public var validators: Validators
    /// Where the content came from, after all redirects: what its relative links go by.
    public var finalAddress: WebAddress
    /// The address to ask from now on: set when there were redirects and all were permanent.
    public var movedPermanently: WebAddress?
    /// Seconds for which the server says that the content will stay the same.
    public var maxAge: Int64?

    /// Content of these parts.
    public init(
        bytes: [UInt8], contentType: String?, validators: Validators, finalAddress: WebAddress,
        movedPermanently: WebAddress?, maxAge: Int64?
    ) {
        self.bytes = bytes
        self.contentType = contentType
        self.validators = validators
        self.finalAddress = finalAddress
        self.movedPermanently = movedPermanently
        self.maxAge = maxAge
    }
}

/// The news that there is none.
public struct Unchanged: Hashable, Sendable {
    /// The address to ask from now on: set when there were redirects and all were permanent.
    public var movedPermanently: WebAddress?
    /// Seconds for which the server says that the content will stay the same.
    public var maxAge: Int64?

    /// No news, with these terms.
    public init(movedPermanently: WebAddress?, maxAge: Int64?) {
        self.movedPermanently = movedPermanently
        self.maxAge = maxAge
    }
}

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

/// Content, decoded.
public struct FetchedBody: Hashable, Sendable {
    /// The content, never empty, with any content encoding undone.
    public var bytes: [UInt8]
    /// Why the content may not be all that there was: it was cut at the limit, or the connection
    /// broke off. Nil when it came whole. Never set for a picture.
    public var shortfall: DeliveryProblem?
    /// The value of `Content-Type`, each character one byte.
    public var contentType: String?
    /// The values of `Link`, joined by commas (RFC 8288), each character one byte.
    public var links: String?
    /// What to send along with the next request, once this content has proved to be of use; none
    /// for content that may not be whole.
    public var validators: Validators
    /// Where the content came from, after all redirects: what its relative links go by.
    public var finalAddress: WebAddress
    /// Whether a page on the way sent the request on, and not a server.
    public var isReferred = false
    /// The address to ask from now on: set when there were redirects and all were permanent.
    public var movedPermanently: WebAddress?
    /// Seconds for which the server says that the content will stay the same.
    public var maxAge: Int64?

    /// Content of these parts.
    public init(
        bytes: [UInt8], shortfall: DeliveryProblem? = nil, contentType: String?,
        links: String? = nil, validators: Validators, finalAddress: WebAddress,
        movedPermanently: WebAddress?, maxAge: Int64?
    ) {
        self.bytes = bytes
        self.shortfall = shortfall
        self.contentType = contentType
        self.links = links
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

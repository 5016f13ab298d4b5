import Foundation
import PortalModel

public struct FetchRequest: Hashable, Sendable {
    /// What is expected at an address; it decides the `Accept` header and the size limit.
    public enum Kind: Hashable, Sendable {
        case feed, page, picture
        /// A file of an edition: all of it or nothing.
        case edition

        /// Whether something can be made of content that was cut at the limit for its size.
        var canBeCut: Bool { self == .feed }

        /// Whether something may be made of content of which the rest is missing for this reason:
        /// a document may prove to be whole though the connection broke off.
        func canDo(despite shortfall: DeliveryProblem) -> Bool {
            shortfall.code == .tooLarge ? canBeCut : self == .feed || self == .page
        }
    }

    /// The caller's own number for it; the fetcher only hands it back.
    public var id: Int
    public var address: WebAddress
    var kind: Kind
    /// What the server sent with the last answer that was of use, or nil to get it whole.
    public var validators: Validators?
    /// A server may be in no narrower scope: what a text names, in none narrower than that of the
    /// text.
    public var narrowestScope: AddressScope
    /// Sent to the server of the address in it alone.
    public var privateHeaders: SourceHeaders?

    /// An address that the reader gave may be in any scope.
    public init(
        id: Int, address: WebAddress, kind: Kind = .feed, validators: Validators? = nil,
        narrowestScope: AddressScope = .machine, privateHeaders: SourceHeaders? = nil
    ) {
        self.privateHeaders = privateHeaders
        self.id = id
        self.address = address
        self.kind = kind
        self.validators = validators
        self.narrowestScope = narrowestScope
    }
}

public enum FetchOutcome: Hashable, Sendable {
    case fetched(FetchedBody)
    /// The content is the same as last time (304).
    case unchanged(NotModified)
    /// There is nothing to use. `retryAfter` is when the server wants to be asked again, if it
    /// said so.
    case failed(DeliveryProblem, retryAfter: RetryAfter?)

    /// What came of a request without validators, to which no server answers that nothing changed.
    public var body: FetchedBody {
        get throws(DeliveryProblem) {
            switch self {
            case .fetched(let body): return body
            case .unchanged: throw DeliveryProblem(.empty)
            case .failed(let problem, _): throw problem
            }
        }
    }
}

/// Content, decoded.
public struct FetchedBody: Hashable, Sendable {
    /// The content, never empty, with any content encoding undone.
    public var bytes: [UInt8]
    /// Why the content may not be all that there was: it was cut at the limit, or the connection
    /// broke off. Nil when it came whole. Never set for a picture or a file of an edition.
    public var shortfall: DeliveryProblem?
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
}

/// The news that there is none.
public struct NotModified: Hashable, Sendable {
    // As in `FetchedBody`.
    public var movedPermanently: WebAddress?
    public var maxAge: Int64?
}

/// What a server sent along so that it can be asked later whether anything has changed
/// (RFC 9110 §8.8): sent back byte for byte, since a server may compare them as plain bytes.
///
/// Header fields are bytes that need not be UTF-8. Each character here stands for one byte
/// (ISO 8859-1), so that none is lost between an answer, a database and the next request.
public struct Validators: Hashable, Sendable {
    /// The value of `ETag`, with its quotes; sent back as `If-None-Match`.
    public var entityTag: String?
    /// The value of `Last-Modified`; sent back as `If-Modified-Since`.
    public var lastModified: String?

    public init(entityTag: String? = nil, lastModified: String? = nil) {
        self.entityTag = entityTag
        self.lastModified = lastModified
    }

    public var isEmpty: Bool { headerLines.isEmpty }

    /// The request's header lines as bytes. A value that no server can have sent, because it is
    /// empty or holds a control character or one outside ISO 8859-1, is left out.
    var headerLines: [[UInt8]] {
        [("If-None-Match: ", entityTag), ("If-Modified-Since: ", lastModified)]
            .compactMap { name, value in
                guard let bytes = value?.latin1FieldValue else { return nil }
                return Array(name.utf8) + bytes
            }
    }
}

extension String {
    /// The value of a header field whose every byte became the character of the same number.
    init(latin1 bytes: some Sequence<UInt8>) {
        self.init(String.UnicodeScalarView(bytes.lazy.map(Unicode.Scalar.init)))
    }

    /// The bytes of a header field's value (RFC 9110 §5.5), or nil if this cannot be one.
    fileprivate var latin1FieldValue: [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x20...0x7E, 0x80...0xFF: bytes.append(UInt8(scalar.value))
            default: return nil
            }
        }
        return bytes.isEmpty ? nil : bytes
    }
}

/// How the courier behaves towards servers, and what it puts up with from them.
public struct FetchPolicy: Hashable, Sendable {
    /// Transfers that run at the same time. One whose server hangs or drips does not count, so
    /// that it holds up nobody but itself.
    var transfersAtOnce = 8
    /// Transfers that are open at the same time, with all that hang or drip.
    var transfersInAll = 48
    /// Transfers that run at the same time with one host.
    var transfersPerHost = 2
    /// The time until a connection stands, its encryption included.
    var connectLimit: Duration = .seconds(10)
    /// The time for a request with all its redirects. It runs only while a transfer runs: time
    /// spent waiting for others to finish does not count.
    var totalLimit: Duration = .seconds(30)
    var feedBytes = 10_000_000
    var pageBytes = 5_000_000
    var pictureBytes = 5_000_000
    /// The bytes of all header lines of one answer.
    var headerBytes = 256_000
    /// The time for which answers that were handed over wait for others, to be stored together.
    var batchDelay: Duration = .milliseconds(200)
    var redirects = 5

    /// Whether the environment names a proxy, in one of the variables that libcurl obeys.
    var hasProxy = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        .contains { ProcessInfo.processInfo.environment[$0]?.isEmpty == false }

    /// A file with certificates of authorities that are trusted besides those of the system. For
    /// tests alone: nothing outside this module can set it.
    var authorities: String?

    public init() {}

    /// The policy for an edition, all of which comes from one host that expects many readers.
    public static var edition: FetchPolicy {
        var policy = FetchPolicy()
        (policy.transfersAtOnce, policy.transfersPerHost) = (4, 4)
        return policy
    }

    func byteLimit(for kind: FetchRequest.Kind) -> Int {
        switch kind {
        case .feed, .edition: feedBytes
        case .page: pageBytes
        case .picture: pictureBytes
        }
    }

    /// What the courier calls itself, with a page that says what it is.
    static let userAgent = "portaal/\(PortalVersion.number) (+https://github.com/portaal/portaal)"

    /// The `Accept` header line for `kind` (RFC 9110 §12.5.1).
    static func acceptLine(for kind: FetchRequest.Kind) -> String {
        switch kind {
        case .feed:
            "Accept: application/rss+xml, application/atom+xml, application/feed+json, "
                + "application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
                + "application/json;q=0.7, */*;q=0.1"
        case .page:
            "Accept: text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
        case .edition:
            "Accept: application/json, application/feed+json, */*;q=0.1"
        case .picture:
            "Accept: image/jpeg, image/png;q=0.9"
        }
    }
}

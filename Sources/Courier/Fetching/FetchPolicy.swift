import Foundation
import PortalModel

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
    public var totalLimit: Duration = .seconds(30)
    public var feedBytes = 10_000_000
    public var pageBytes = 5_000_000
    var pictureBytes = 5_000_000
    /// The bytes of all header lines of one answer.
    public var headerBytes = 256_000
    /// The time for which answers that were handed over wait for others, to be settled together.
    public var settling: Duration = .milliseconds(200)
    /// The redirects that are followed for one request.
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

    /// The decoded bytes that may come as `kind`.
    func byteLimit(for kind: FetchRequest.Kind) -> Int {
        switch kind {
        case .feed, .edition: feedBytes
        case .page: pageBytes
        case .picture: pictureBytes
        }
    }

    /// What the courier calls itself, with a page that says what it is.
    static let userAgent =
        "portaal/\(PortalVersion.number) (+https://github.com/portaal/portaal)"

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

import CCurl
import Foundation
import PortalModel

/// A request as far as it got: the address after its redirects, and what is left of its limits.
struct PendingRequest {
    let request: FetchRequest
    private(set) var address: WebAddress
    /// The host that it counts against: its name and, unless it is the usual one, its port.
    private(set) var host: String
    private(set) var redirects = 0
    /// The next server may be in no narrower scope: that of the last one, and before that what the
    /// request says. Nil where a proxy stands between, whose address tells nothing of the first
    /// server's.
    private var narrowestScope: AddressScope?
    /// Whether every redirect so far was meant to last.
    private var isPermanent = true
    private var isReferred = false
    /// Whether another server was asked on the way: from there on nothing is told that is private.
    private var hasLeftServer = false
    /// Whether the content encoding that the next answer names is undone.
    private(set) var decodes = true
    /// Each goes back to the host that gave it and to no other, and is forgotten at the end.
    var cookies: [Cookie] = []
    /// What is left of the time for the whole request.
    private(set) var remaining: Duration

    init(_ request: FetchRequest, policy: FetchPolicy) {
        self.request = request
        address = request.address
        host = PendingRequest.host(of: address)
        narrowestScope = policy.hasProxy ? nil : request.narrowestScope
        remaining = policy.totalLimit
    }

    var privateLines: [String] {
        guard let headers = request.privateHeaders, !hasLeftServer else { return [] }
        let isSame =
            host == Self.host(of: headers.address)
            && (address.isEncrypted || !headers.address.isEncrypted)
        return isSame ? headers.lines.filter(SourceHeaders.isField) : []
    }

    /// Why the address must not be asked at all, as far as its name tells; nil when it may.
    var refusal: DeliveryProblem? {
        AddressScope(host: address) < request.narrowestScope ? refusedAsInward : nil
    }

    /// That the address is one which only this machine or its network can ask.
    var refusedAsInward: DeliveryProblem {
        redirects > 0
            ? .redirectRefused(address.string, because: Redirect.inward)
            : .addressRefused(address, because: Redirect.inward)
    }

    enum Step {
        case done(FetchOutcome)
        /// Another request has to be sent first.
        case next(PendingRequest)

        static func failed(_ problem: DeliveryProblem, retryAfter: RetryAfter? = nil) -> Step {
            .done(.failed(problem, retryAfter: retryAfter))
        }
    }

    func step(after answer: Response, policy: FetchPolicy) -> Step {
        switch answer.status {
        case 301, 302, 303, 307, 308:
            guard let location = answer.location else { break }
            return onward(
                to: location, after: answer.elapsed,
                isPermanent: answer.status == 301 || answer.status == 308, policy: policy)
        case 304 where request.validators?.isEmpty == false:
            return .done(
                .unchanged(NotModified(movedPermanently: movedPermanently, maxAge: answer.maxAge)))
        case 410:
            return .failed(DeliveryProblem(.gone))
        default:
            break
        }
        if answer.status == 401 || answer.status == 403, !privateLines.isEmpty {
            return .failed(DeliveryProblem(.accessRefused))
        }
        guard answer.isSuccess else {
            return .failed(
                DeliveryProblem(.status, "\(answer.status)"),
                retryAfter: answer.fields[.retryAfter].flatMap { RetryAfter($0) })
        }
        if let shortfall = answer.shortfall,
            answer.bytes.isEmpty || !request.kind.canDo(despite: shortfall)
        {
            return .failed(shortfall)
        }
        guard !answer.bytes.isEmpty else { return .failed(DeliveryProblem(.empty)) }
        let body = FetchedBody(
            bytes: answer.bytes, shortfall: answer.shortfall,
            contentType: answer.fields[.contentType], links: answer.fields[.link],
            validators: answer.shortfall == nil ? answer.validators : Validators(),
            finalAddress: address, isReferred: isReferred, movedPermanently: movedPermanently,
            maxAge: answer.maxAge)
        return .done(.fetched(body))
    }

    /// The same request once more after `elapsed`, this time taking the content as it is sent: the
    /// encoding that the answer named is unknown, or not that of the content. Once is enough.
    func takenAsSent(after elapsed: Duration) -> PendingRequest? {
        guard decodes else { return nil }
        var next = self
        next.decodes = false
        next.remaining -= elapsed
        return next
    }

    /// Goes where the page that came after `elapsed` sends its reader, by the rules of a redirect.
    func referred(to location: String, after elapsed: Duration, policy: FetchPolicy) -> Step {
        var next = self
        next.isReferred = true
        return next.onward(to: location, after: elapsed, isPermanent: false, policy: policy)
    }

    /// Whether the server that a connection was made to, by its numeric address, may be asked: not
    /// in a narrower scope than allowed, whatever its name promised.
    mutating func accepts(peer: String) -> Bool {
        let scope = AddressScope(peer: peer)
        if let narrowestScope {
            guard let scope, scope >= narrowestScope else { return false }
        }
        narrowestScope = scope
        return true
    }

    private var movedPermanently: WebAddress? {
        redirects > 0 && isPermanent ? address : nil
    }

    private func onward(
        to location: String, after elapsed: Duration, isPermanent: Bool, policy: FetchPolicy
    ) -> Step {
        guard redirects < policy.redirects else {
            return .failed(DeliveryProblem(.tooManyRedirects, "\(policy.redirects)"))
        }
        switch Redirect(to: location, from: address) {
        case .refuse(let problem): return .failed(problem)
        case .follow(let target):
            var next = self
            next.address = target
            next.host = PendingRequest.host(of: target)
            if next.host != host { next.hasLeftServer = true }
            next.redirects += 1
            next.remaining -= elapsed
            next.isPermanent = isPermanent && self.isPermanent
            next.decodes = true
            return .next(next)
        }
    }

    private static func host(of address: WebAddress) -> String {
        let authority = address.authority
        let afterUser = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() }
        let host = (afterUser ?? authority).lowercased()
        let usualPort = address.isEncrypted ? ":443" : ":80"
        return host.hasSuffix(usualPort) ? String(host.dropLast(usualPort.count)) : host
    }
}

enum Redirect: Equatable {
    case follow(WebAddress)
    case refuse(DeliveryProblem)

    /// Decides about the `Location` that the server at `current` sent, from the addresses alone:
    /// to http and https only, never from an encrypted connection to a plain one, never from the
    /// world into this machine or its network.
    init(to location: String, from current: WebAddress) {
        guard let target = WebAddress(location, relativeTo: current) else {
            self = .refuse(.redirectRefused(location, because: "geen webadres"))
            return
        }
        if current.isEncrypted && !target.isEncrypted {
            self = .refuse(.redirectRefused(target.string, because: "onversleuteld"))
        } else if AddressScope(host: target) < AddressScope(host: current) {
            self = .refuse(.redirectRefused(target.string, because: Redirect.inward))
        } else {
            self = .follow(target)
        }
    }

    /// Why an address is refused that only this machine or its network can ask.
    static let inward: SafeText = "intern adres"
}

extension DeliveryProblem {
    /// A redirect to `location` that is not followed, with the reason in a word or two.
    static func redirectRefused(_ location: String, because reason: SafeText) -> DeliveryProblem {
        DeliveryProblem(.redirectRefused, "\(withoutUserInformation(location)) (\(reason))")
    }

    /// An address that is not asked, with the reason in a word or two.
    static func addressRefused(_ address: WebAddress, because reason: SafeText) -> DeliveryProblem {
        DeliveryProblem(.addressRefused, "\(withoutUserInformation(address.string)) (\(reason))")
    }

    static func addressRefused(_ address: WebAddress) -> DeliveryProblem {
        DeliveryProblem(.addressRefused, withoutUserInformation(address.string))
    }
}

/// A cookie (RFC 6265) that a server set while it was asked, over all redirects, as a line of
/// Netscape's cookie file, in which libcurl gives and takes them. libcurl decides which may be set
/// and which are sent where; only the domain is narrowed here, to the host that set the cookie.
struct Cookie: Hashable {
    /// Seven fields between tabs: domain, whether hosts below it get it too, path, whether only
    /// over TLS, expiry, name, value. Ended by a null.
    private let line: [CChar]

    /// What stands before the domain of a cookie that scripts do not see.
    private static let prefix = Array("#HttpOnly_".utf8)

    /// Those that `easy` has after an answer of `host`. What others set was narrowed before.
    static func all(in easy: UnsafeMutableRawPointer, from host: SafeText) -> [Cookie] {
        let list = ccurl_cookies(easy)
        defer { curl_slist_free_all(list) }
        var cookies: [Cookie] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.next
            guard let text = entry.data else { continue }
            let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
            cookies.append(Cookie(narrowing: Array(bytes), to: host))
        }
        return cookies
    }

    /// Makes these the only ones that `easy` has; false when there is no memory for them.
    static func set(_ cookies: [Cookie], in easy: UnsafeMutableRawPointer) -> Bool {
        ccurl_add_cookie(easy, "ALL") == CURLE_OK
            && cookies.allSatisfy { ccurl_add_cookie(easy, $0.line) == CURLE_OK }
    }

    private init(narrowing line: [UInt8], to host: SafeText) {
        var fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        if fields.count > 1, fields[1].elementsEqual("TRUE".utf8) {
            let mark = fields[0].starts(with: Self.prefix) ? Self.prefix : []
            fields[0] = (mark + host.string.utf8)[...]
            fields[1] = Array("FALSE".utf8)[...]
        }
        let narrowed = fields.joined(separator: [UInt8(ascii: "\t")])
        self.line = narrowed.map(CChar.init(bitPattern:)) + [0]
    }
}

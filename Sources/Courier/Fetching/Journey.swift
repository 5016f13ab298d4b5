import PortalModel

/// A request on its way: where it has got to over its redirects, and what is left of its limits.
struct Journey {
    /// What was asked for.
    let request: FetchRequest
    /// The address to ask now.
    private(set) var address: WebAddress
    /// The host that it counts against: its name and, unless it is the usual one, its port.
    private(set) var host: String
    /// The redirects followed so far.
    private(set) var redirects = 0
    /// How near the next server may be: as near as the last one, and before that as the request
    /// says. Nil where a proxy stands between, since its address tells nothing of the first one's.
    private var nearest: Reach?
    /// Whether every redirect so far was meant to last.
    private var isPermanent = true
    /// Whether a page sent it on.
    private var isReferred = false
    /// Whether the content encoding that the next answer names is undone.
    private(set) var decodes = true
    /// What the servers on the way gave to be brought back, as lines of Netscape's cookie file.
    /// Each goes back to the host that gave it and to no other, and is forgotten at the end.
    var cookies: [Cookie] = []
    /// The time that is left.
    private(set) var remaining: Duration

    /// At the start.
    init(_ request: FetchRequest, policy: FetchPolicy) {
        self.request = request
        address = request.address
        host = Journey.host(of: address)
        nearest = policy.hasProxy ? nil : request.nearest
        remaining = policy.totalLimit
    }

    /// Why the address must not be asked at all, as far as its name tells; nil when it may.
    var refusal: DeliveryProblem? {
        Reach(host: address) < request.nearest ? refusedAsInward : nil
    }

    /// That the address is one which only this machine or its network can ask.
    var refusedAsInward: DeliveryProblem {
        redirects > 0
            ? .redirectRefused(address.string, because: Redirect.inward)
            : .addressRefused(address, because: Redirect.inward)
    }

    /// What follows from an answer.
    enum Step {
        /// The request is done.
        case done(FetchOutcome)
        /// The server sent the request on to another address.
        case onward(Journey)
    }

    /// Decides what to make of `answer`.
    func step(after answer: Answer, policy: FetchPolicy) -> Step {
        switch answer.status {
        case 301, 302, 303, 307, 308:
            guard let location = answer.location else { break }
            return onward(
                to: location, after: answer.elapsed,
                isPermanent: answer.status == 301 || answer.status == 308, policy: policy)
        case 304 where request.validators?.isEmpty == false:
            let unchanged = Unchanged(movedPermanently: movedPermanently, maxAge: answer.maxAge)
            return .done(.unchanged(unchanged))
        case 410:
            return .done(.failed(DeliveryProblem(.gone), retryAfter: nil))
        default:
            break
        }
        guard answer.isSuccess else {
            return .done(
                .failed(
                    DeliveryProblem(.status, "\(answer.status)"),
                    retryAfter: answer.fields[.retryAfter].flatMap { RetryAfter($0) }))
        }
        if let shortfall = answer.shortfall,
            answer.bytes.isEmpty || !request.kind.canDo(despite: shortfall)
        {
            return .done(.failed(shortfall, retryAfter: nil))
        }
        guard !answer.bytes.isEmpty else {
            return .done(.failed(DeliveryProblem(.empty), retryAfter: nil))
        }
        return .done(.fetched(body(of: answer)))
    }

    private func body(of answer: Answer) -> FetchedBody {
        var body = FetchedBody(
            bytes: answer.bytes, shortfall: answer.shortfall,
            contentType: answer.fields[.contentType], links: answer.fields[.link],
            validators: answer.shortfall == nil ? answer.validators : Validators(),
            finalAddress: address, movedPermanently: movedPermanently, maxAge: answer.maxAge)
        body.isReferred = isReferred
        return body
    }

    /// The same request once more after `elapsed`, this time taking the content as it is sent: the
    /// encoding that the answer named is unknown, or not that of the content. Once is enough.
    func takenAsSent(after elapsed: Duration) -> Journey? {
        guard decodes else { return nil }
        var next = self
        next.decodes = false
        next.remaining -= elapsed
        return next
    }

    /// Goes where the page that came after `elapsed` sends its reader, by the rules of a redirect.
    func referred(
        to location: String, after elapsed: Duration, policy: FetchPolicy
    ) -> Step {
        var next = self
        next.isReferred = true
        return next.onward(to: location, after: elapsed, isPermanent: false, policy: policy)
    }

    /// Takes note of the server that a connection was made to, by its numeric address. False when
    /// it is nearer than it may be, whatever its name promised: it must not be asked.
    mutating func reaches(peer: String) -> Bool {
        let reach = Reach(peer: peer)
        if let nearest {
            guard let reach, reach >= nearest else { return false }
        }
        nearest = reach
        return true
    }

    private var movedPermanently: WebAddress? {
        redirects > 0 && isPermanent ? address : nil
    }

    private func onward(
        to location: String, after elapsed: Duration, isPermanent: Bool, policy: FetchPolicy
    ) -> Step {
        guard redirects < policy.redirects else {
            let problem = DeliveryProblem(.tooManyRedirects, "\(policy.redirects)")
            return .done(.failed(problem, retryAfter: nil))
        }
        switch Redirect(to: location, from: address) {
        case .refuse(let problem):
            return .done(.failed(problem, retryAfter: nil))
        case .follow(let target):
            var next = self
            next.address = target
            next.host = Journey.host(of: target)
            next.redirects += 1
            next.remaining -= elapsed
            next.isPermanent = isPermanent && self.isPermanent
            next.decodes = true
            return .onward(next)
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

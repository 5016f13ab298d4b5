import CCurl
import PortalModel

/// Fetches many things at once over HTTP, on the thread that calls it and no other.
///
/// It asks politely, as its policy says, and distrusts what comes back: only http and https,
/// redirects looked at one by one, limits on time and size, certificates always verified. Cookies
/// live no longer than the redirects of one request; it sends no `Referer`. The proxy variables of
/// the environment are libcurl's to obey.
///
///     var fetcher = try Fetcher()
///     fetcher.run(requests) { request, outcome in … }
public struct Fetcher: ~Copyable {
    private let policy: FetchPolicy
    private let multi: UnsafeMutableRawPointer
    private var idle: [Transfer] = []
    private var active: [UnsafeMutableRawPointer: Transfer] = [:]
    private let clock = ContinuousClock()
    private let beginning: ContinuousClock.Instant
    /// When `handleBatch` is called next; nil when no answer was handed over since it was.
    private var nextBatch: ContinuousClock.Instant?

    /// A fetcher that has asked nobody yet. Connections are kept for as long as it lives.
    ///
    /// - Throws: `DeliveryProblem` with the code `noConnection` when libcurl cannot be started.
    public init(policy: FetchPolicy = FetchPolicy()) throws(DeliveryProblem) {
        self.policy = policy
        beginning = clock.now
        multi = try Fetcher.makeHandle(policy)
    }

    deinit {
        curl_multi_cleanup(multi)
    }

    /// Fetches everything in `requests`, in this order as far as the limits allow, and calls
    /// `onFinished` once for each as soon as it is whole or has failed. Returns when all are done.
    ///
    /// While `onFinished` works nothing is read from the network, but what is under way goes on
    /// arriving in the system's buffers. No more answers than may run at once ever wait for it.
    /// What is better done for several of them at once, `handleBatch` does: it is called some
    /// `policy.batchDelay` after an answer was handed over, again and again as long as
    /// `isBatchPending`, and before the return.
    ///
    /// Where a page came in place of something else, `referral` says to which address it sends its
    /// reader on; nil when it does not. That is followed as a redirect is.
    ///
    /// - Throws: what `onFinished` and `handleBatch` throw, and nothing else. Whatever is still
    ///   under way then is given up, which is how a round is stopped early.
    public mutating func run<Failure: Error>(
        _ requests: [FetchRequest],
        referral: (FetchRequest, FetchedBody) -> String? = { _, _ in nil },
        onFinished: (FetchRequest, FetchOutcome) throws(Failure) -> Void,
        handleBatch: () throws(Failure) -> Void,
        isBatchPending: () -> Bool = { false }
    ) throws(Failure) {
        var queue = TransferQueue(
            requests.map { PendingRequest($0, policy: policy) }, perHost: policy.transfersPerHost)
        var finished: [(request: FetchRequest, outcome: FetchOutcome)] = []
        nextBatch = nil
        defer { abandonAll() }
        while true {
            while hasRoom(besides: finished.count), let pending = queue.next() {
                guard let problem = start(pending) else { continue }
                queue.end(pending)
                finished.append((pending.request, .failed(problem, retryAfter: nil)))
            }
            if active.isEmpty && finished.isEmpty { break }
            drive(&queue, &finished, referral)
            if let nextBatch, clock.now >= nextBatch {
                try handleBatch()
                self.nextBatch = isBatchPending() ? clock.now + policy.batchDelay : nil
            }
            // One at a time, so that the network never waits for more than one of them.
            guard !finished.isEmpty else { continue }
            let next = finished.removeFirst()
            try onFinished(next.request, next.outcome)
            nextBatch = nextBatch ?? clock.now + policy.batchDelay
        }
        try handleBatch()
    }

    /// The same without batches.
    public mutating func run<Failure: Error>(
        _ requests: [FetchRequest],
        referral: (FetchRequest, FetchedBody) -> String? = { _, _ in nil },
        onFinished: (FetchRequest, FetchOutcome) throws(Failure) -> Void
    ) throws(Failure) {
        try run(
            requests, referral: referral, onFinished: onFinished,
            handleBatch: { () throws(Failure) in })
    }

    public mutating func fetch(
        _ request: FetchRequest, referral: (FetchRequest, FetchedBody) -> String? = { _, _ in nil }
    ) -> FetchOutcome {
        var result = FetchOutcome.failed(DeliveryProblem(.empty), retryAfter: nil)
        run([request], referral: referral) { _, outcome in result = outcome }
        return result
    }
}

extension Fetcher {
    private static func makeHandle(
        _ policy: FetchPolicy
    ) throws(DeliveryProblem) -> UnsafeMutableRawPointer {
        guard let multi = curl_multi_init() else {
            throw DeliveryProblem(multi: CURLM_OUT_OF_MEMORY)
        }
        let code = ccurl_limit_connections(
            multi, policy.transfersInAll, policy.transfersPerHost, policy.transfersAtOnce)
        guard code == CURLM_OK else {
            curl_multi_cleanup(multi)
            throw DeliveryProblem(multi: code)
        }
        return multi
    }

    private var age: Duration { clock.now - beginning }

    /// Whether another transfer may start while so many answers wait to be handed over.
    private func hasRoom(besides waiting: Int) -> Bool {
        let fast = active.values.count { !$0.speed.isSlow }
        return fast + waiting < policy.transfersAtOnce
            && active.count + waiting < policy.transfersInAll
    }

    /// Returns how long the speeds that it measured will hold.
    private func measureSpeeds() -> Duration {
        let moment = age
        var next = moment + TransferSpeed.interval
        for transfer in active.values {
            next = min(next, transfer.speed.measure(at: moment))
        }
        return next - moment
    }

    /// Starts a transfer; returns the problem if it could not.
    private mutating func start(_ pending: PendingRequest) -> DeliveryProblem? {
        guard let transfer = idle.popLast() ?? Transfer(for: pending, policy: policy) else {
            return DeliveryProblem(multi: CURLM_OUT_OF_MEMORY)
        }
        if let problem = transfer.begin(pending, at: age) { return problem }
        let code = curl_multi_add_handle(multi, transfer.easy)
        guard code == CURLM_OK else { return DeliveryProblem(multi: code) }
        active[transfer.easy] = transfer
        return nil
    }

    /// Lets libcurl do what it can at once, and takes in what ended by it. When nothing did and
    /// nothing else waits to be handed over, sleeps until there is something to do, or somebody may
    /// have been slow for too long.
    private mutating func drive(
        _ queue: inout TransferQueue,
        _ finished: inout [(request: FetchRequest, outcome: FetchOutcome)],
        _ referral: (FetchRequest, FetchedBody) -> String?
    ) {
        var running: Int32 = 0
        var code = curl_multi_perform(multi, &running)
        var hasEnded = false
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let easy = message.easy_handle,
                let transfer = active.removeValue(forKey: easy)
            else { continue }
            hasEnded = true
            let pending = transfer.pending
            queue.end(pending)
            var step = transfer.end(message.data.result)
            if case .done(.fetched(let body)) = step, let target = referral(pending.request, body) {
                step = transfer.refer(to: target) ?? step
            }
            curl_multi_remove_handle(multi, easy)
            idle.append(transfer)
            switch step {
            case .done(let outcome): finished.append((pending.request, outcome))
            case .next(let next): queue.putFirst(next)
            }
        }
        if code == CURLM_OK, !hasEnded, finished.isEmpty, !active.isEmpty {
            // libcurl wakes for its own timers. Rounded up, so as not to wake just too early.
            let slow = measureSpeeds()
            let wait = nextBatch.map { min(slow, clock.now.duration(to: $0)) } ?? slow
            code = curl_multi_poll(multi, nil, 0, Int32(max(0, wait.milliseconds) + 1), nil)
            _ = measureSpeeds()
        }
        guard code != CURLM_OK else { return }
        // libcurl itself has failed: memory or file descriptors have run out.
        let problem = DeliveryProblem(multi: code)
        for pending in abandonAll() {
            queue.end(pending)
            finished.append((pending.request, .failed(problem, retryAfter: nil)))
        }
    }

    /// Stops all transfers, and returns what they were for.
    @discardableResult
    private mutating func abandonAll() -> [PendingRequest] {
        let requests = active.values.map(\.pending)
        for easy in active.keys { curl_multi_remove_handle(multi, easy) }
        active.removeAll()
        return requests
    }
}

extension DeliveryProblem {
    /// That libcurl as a whole failed.
    fileprivate init(multi code: CURLMcode) {
        self.init(
            .noConnection,
            code == CURLM_OUT_OF_MEMORY ? "te weinig geheugen" : "libcurl-fout M\(code.rawValue)",
            detail: SafeText(line: String(cString: curl_multi_strerror(code)), limit: 100))
    }
}

/// Requests in their order, each of which waits until fewer than the allowed number of transfers
/// run with its host.
struct TransferQueue {
    private var waiting: [PendingRequest]
    private var running: [String: Int] = [:]
    private let perHost: Int
    /// Whether none could start last time, and nothing has changed since.
    private var isBlocked = false

    init(_ requests: [PendingRequest], perHost: Int) {
        waiting = requests
        self.perHost = perHost
    }

    /// Takes out the first whose host has room, and counts it as running. Linear in the length.
    mutating func next() -> PendingRequest? {
        guard !isBlocked else { return nil }
        guard let index = waiting.firstIndex(where: { running[$0.host, default: 0] < perHost })
        else {
            isBlocked = true
            return nil
        }
        let pending = waiting.remove(at: index)
        running[pending.host, default: 0] += 1
        return pending
    }

    /// Counts one that was taken out as ended.
    mutating func end(_ pending: PendingRequest) {
        running[pending.host, default: 1] -= 1
        isBlocked = false
    }

    /// Puts a redirected one before all others, since it was begun.
    mutating func putFirst(_ pending: PendingRequest) {
        waiting.insert(pending, at: 0)
        isBlocked = false
    }
}

/// Whether enough arrived of a transfer, measured one interval after the other: a server that hangs
/// or drips would otherwise hold a place that others wait for until its time is up.
struct TransferSpeed {
    static let interval: Duration = .seconds(1)
    /// Fewer bytes than this in an interval are slow.
    static let minimumBytes = 1000

    /// What the last interval showed; false before the first has passed.
    private(set) var isSlow = false
    private var start: Duration
    private var count = 0

    init(at moment: Duration) {
        start = moment
    }

    mutating func receive(_ bytes: Int) {
        count += bytes
    }

    /// Takes stock at `moment`, and returns when to do so again.
    mutating func measure(at moment: Duration) -> Duration {
        if moment >= start + TransferSpeed.interval {
            isSlow = count < TransferSpeed.minimumBytes
            start = moment
            count = 0
        }
        return start + TransferSpeed.interval
    }
}

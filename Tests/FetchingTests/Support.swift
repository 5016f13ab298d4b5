import Fetching
import LoopbackServing
import PortalModel
import Testing

extension LoopbackServer {
    /// The address of `path` on this server.
    func address(_ path: String, user: String = "") throws -> WebAddress {
        try #require(WebAddress("http://\(user)127.0.0.1:\(port)\(path)"))
    }

    /// Requests for these paths, numbered from 0.
    func requests(
        for paths: [String], kind: FetchRequest.Kind = .feed, validators: Validators? = nil
    ) throws -> [FetchRequest] {
        try paths.enumerated().map { index, path in
            FetchRequest(
                id: index, address: try address(path), kind: kind, validators: validators)
        }
    }

    /// What comes of fetching one path.
    func fetch(
        _ path: String = "/", kind: FetchRequest.Kind = .feed, validators: Validators? = nil,
        policy: FetchPolicy = FetchPolicy()
    ) throws -> FetchOutcome {
        let requests = try requests(for: [path], kind: kind, validators: validators)
        return try #require(try fetchAll(requests, policy: policy).first?.outcome)
    }

    /// The body that comes of fetching one path.
    func body(_ path: String = "/", policy: FetchPolicy = FetchPolicy()) throws -> FetchedBody {
        try #require(try fetch(path, policy: policy).body)
    }
}

/// Fetches everything; the outcomes stand in the order in which they came.
func fetchAll(
    _ requests: [FetchRequest], policy: FetchPolicy = FetchPolicy()
) throws -> [(id: Int, outcome: FetchOutcome)] {
    var outcomes: [(id: Int, outcome: FetchOutcome)] = []
    var fetcher = try Fetcher(policy: policy)
    fetcher.run(requests) { request, outcome in outcomes.append((request.id, outcome)) }
    return outcomes
}

extension FetchOutcome {
    /// The body, if there is one.
    var body: FetchedBody? {
        if case .fetched(let body) = self { body } else { nil }
    }

    /// What went wrong, if something did.
    var problem: DeliveryProblem? {
        if case .failed(let problem, _) = self { problem } else { nil }
    }
}

extension FetchedBody {
    /// The content as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

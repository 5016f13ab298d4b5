import Fetching
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

/// A whole answer with its length.
func answer(
    _ status: String = "200 OK", _ fields: [String] = [], body: [UInt8] = []
) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
}

/// A whole answer with a text.
func answer(_ status: String = "200 OK", _ fields: [String] = [], text: String) -> [UInt8] {
    answer(status, fields, body: Array(text.utf8))
}

/// An answer that sends the client on.
func redirect(_ status: Int = 302, to location: String) -> Reply {
    .answer(answer("\(status) Elders", ["Location: \(location)"]))
}

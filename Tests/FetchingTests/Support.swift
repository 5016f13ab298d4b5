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

    /// What went wrong, if something did, also where a part has come.
    var problem: DeliveryProblem? {
        switch self {
        case .failed(let problem, _): problem
        case .fetched(let body): body.shortfall
        case .unchanged: nil
        }
    }
}

extension FetchedBody {
    /// The content as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// `bytes` as a gzip file (RFC 1952) of blocks that are stored as they are (RFC 1951 §3.2.4).
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var rest = bytes[...]
    repeat {
        let block = rest.prefix(65_535)
        rest = rest.dropFirst(block.count)
        file.append(rest.isEmpty ? 1 : 0)
        for number in [block.count, ~block.count] {
            file += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
        }
        file += block
    } while !rest.isEmpty
    for number in [checksum(bytes), UInt32(bytes.count)] {
        file += (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    return file
}

/// The cyclic redundancy check of RFC 1952 §8.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320 }
    }
    return ~sum
}

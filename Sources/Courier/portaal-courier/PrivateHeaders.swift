import Foundation
import PortalModel

/// With which header lines private sources are asked: the front has sent them through a pipe.
struct PrivateHeaders {
    private var headers: [SourceID: SourceHeaders] = [:]

    /// Bytes that are read.
    private static let longest = 100_000

    init() {}

    /// Those of `sources` that are private, with what came for them.
    init(_ all: [SourceHeaders], for sources: [Source]) {
        let known = Dictionary(all.map { (SourceID(address: $0.address), $0) }) { first, _ in first
        }
        for source in sources where source.access != nil {
            // Whoever started this courier has sent nothing.
            headers[source.id] =
                known[source.id]
                ?? SourceHeaders(address: source.address, problem: "alleen het portaal heeft het")
        }
    }

    /// What stands in the standard input, one JSON value; none where it is something else.
    static func fromInput() -> [SourceHeaders] {
        do {
            let data = try FileHandle.standardInput.read(upToCount: longest) ?? Data()
            return try JSONDecoder().decode([SourceHeaders].self, from: data)
        } catch {
            // The sources say that there is no password for them.
            return []
        }
    }

    subscript(source: SourceID) -> SourceHeaders? { headers[source] }

    /// Why a private source is not to be asked; nil for any other.
    func problem(of source: SourceID) -> DeliveryProblem? {
        headers[source]?.problem.map { DeliveryProblem(.noCredentials, $0) }
    }
}

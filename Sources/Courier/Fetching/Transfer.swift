import CCurl
import Foundation
import PortalModel

/// One easy handle of libcurl with what comes in through it. Used again for one hop after the
/// other, so that its memory is, too.
final class Transfer {
    /// libcurl's handle.
    let easy: UnsafeMutableRawPointer
    /// What it is under way for, or was last.
    private(set) var journey: Journey

    /// How fast it gets on.
    var pace = Pace(at: .zero)

    /// The limits that it keeps to.
    let policy: FetchPolicy
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var bytes: [UInt8] = []
    private var headerBytes = 0
    private var discarded = 0
    private var ending: Ending?

    /// Why the courier itself ended a transfer.
    private enum Ending {
        case bodyTooLarge, headersTooLarge
        /// The status says everything; more of its body is of no use.
        case enough
        /// The server is one that only this machine or its network can ask.
        case inward
    }

    /// Of the body of an error or a redirect, this much is read and thrown away, so that the
    /// connection can be used again.
    private static let discardLimit = 65_536

    /// Made ready for `journey` but not under way. Nil when libcurl has no memory for a handle.
    init?(for journey: Journey, policy: FetchPolicy) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.journey = journey
        self.policy = policy
        let context = Unmanaged.passUnretained(self).toOpaque()
        let code = ccurl_prepare(
            easy, FetchPolicy.userAgent, policy.authorities, context, onBody, onHeader, onConnected)
        guard code == CURLE_OK else { return nil }
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerLines)
    }

    /// Sets out for the address of `journey` at `moment`; what must not be asked, and what libcurl
    /// does not take, becomes the problem.
    func begin(_ journey: Journey, at moment: Duration) -> DeliveryProblem? {
        self.journey = journey
        if let refusal = journey.refusal { return refusal }
        pace = Pace(at: moment)
        bytes = []
        headerBytes = 0
        discarded = 0
        ending = nil
        let request = journey.request
        var lines = [Array(FetchPolicy.acceptLine(for: request.kind).utf8)]
        lines += request.validators?.headerLines ?? []
        guard setHeaderLines(lines), Cookie.set(journey.cookies, in: easy) else {
            return problem(for: CURLE_OUT_OF_MEMORY)
        }
        // Zero would mean no limit.
        let code = ccurl_aim(
            easy, journey.address.string, headerLines, journey.decodes,
            max(1, policy.connectLimit.milliseconds), max(1, journey.remaining.milliseconds))
        return code == CURLE_OK ? nil : problem(for: code)
    }

    /// Takes in how libcurl says that it ended; the transfer can begin again then.
    func end(_ result: CURLcode) -> Journey.Step {
        defer { bytes = [] }
        journey.cookies = Cookie.all(in: easy, from: journey.address.host)
        switch ending {
        case .inward:
            return .done(.failed(journey.refusedAsInward, retryAfter: nil))
        case .bodyTooLarge:
            return end(short: .tooLarge(bytes: policy.byteLimit(for: journey.request.kind)))
        case .headersTooLarge:
            return .done(.failed(.tooLarge(bytes: policy.headerBytes), retryAfter: nil))
        case nil where isMiscoded(result) && Self.isSuccess(ccurl_status(easy)):
            if let again = journey.takenAsSent(after: elapsed) { return .onward(again) }
            return .done(.failed(problem(for: result), retryAfter: nil))
        case nil where result != CURLE_OK && !isMiscoded(result):
            return end(short: problem(for: result))
        case .enough, nil:
            return journey.step(after: answer(), policy: policy)
        }
    }

    /// Goes where the page that came last sends its reader; nil where that is to itself, unless it
    /// gave a cookie to come back with.
    func refer(to location: String) -> Journey.Step? {
        let target = WebAddress(location, relativeTo: journey.address)
        guard target != journey.address || !journey.cookies.isEmpty else { return nil }
        return journey.referred(to: location, after: elapsed, policy: policy)
    }

    /// Whether the content is not encoded as the answer said. That of an error is of no use anyway.
    private func isMiscoded(_ result: CURLcode) -> Bool {
        result == CURLE_BAD_CONTENT_ENCODING || result == CURLE_WRITE_ERROR
    }

    /// The end of a transfer that did not bring everything.
    private func end(short problem: DeliveryProblem) -> Journey.Step {
        guard Self.isSuccess(ccurl_status(easy)) else {
            return .done(.failed(problem, retryAfter: nil))
        }
        return journey.step(after: answer(short: problem), policy: policy)
    }

    private static func isSuccess(_ status: Int) -> Bool { (200...299).contains(status) }

    /// The time from connecting until now, or the end.
    private var elapsed: Duration { .microseconds(ccurl_elapsed(easy)) }

    private func answer(short problem: DeliveryProblem? = nil) -> Answer {
        var answer = Answer(status: ccurl_status(easy), shortfall: problem, elapsed: elapsed)
        swap(&answer.bytes, &bytes)
        for field in Answer.Field.allCases {
            answer.fields[field] = value(of: field)
        }
        unpack(&answer)
        return answer
    }

    /// Undoes what no header told of.
    private func unpack(_ answer: inout Answer) {
        let limit = policy.byteLimit(for: journey.request.kind)
        guard let contents = Packing.undone(answer.bytes, limit: limit) else { return }
        answer.bytes = contents.bytes
        if contents.isCut {
            answer.shortfall = .tooLarge(bytes: limit)
        } else if contents.isBroken, answer.shortfall == nil {
            answer.shortfall = problem(for: CURLE_PARTIAL_FILE)
        }
    }

    /// The values of all header lines of that name, joined by commas (RFC 9110 §5.3) where the
    /// field is a list, and else the first.
    private func value(of field: Answer.Field) -> String? {
        var values: [String] = []
        var header: UnsafeMutablePointer<curl_header>?
        while curl_easy_header(
            easy, field.rawValue, values.count, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK,
            let found = header?.pointee, let text = found.value
        {
            let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
            values.append(String(latin1: bytes))
            guard field.isList, values.count < found.amount else { break }
        }
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    private func setHeaderLines(_ lines: [[UInt8]]) -> Bool {
        curl_slist_free_all(headerLines)
        headerLines = nil
        for line in lines {
            let longer = (line + [0]).withUnsafeBytes { bytes in
                curl_slist_append(headerLines, bytes.bindMemory(to: CChar.self).baseAddress)
            }
            guard let longer else { return false }
            headerLines = longer
        }
        return true
    }
}

// What libcurl calls while it works, through the functions below.
extension Transfer {
    /// Takes in decoded content. False ends the transfer.
    fileprivate func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
        pace.receive(piece.count)
        guard Self.isSuccess(ccurl_status(easy)) else {
            discarded += piece.count
            if discarded > Transfer.discardLimit { ending = .enough }
            return ending == nil
        }
        let kind = journey.request.kind
        let limit = policy.byteLimit(for: kind)
        let announced = Int(ccurl_announced_length(easy))
        if announced > limit && !kind.canBeCut || bytes.count + piece.count > limit {
            if kind.canBeCut { bytes.append(contentsOf: piece.prefix(limit - bytes.count)) }
            ending = .bodyTooLarge
            return false
        }
        // A promise is worth a megabyte; what comes after that grows as it comes.
        if bytes.isEmpty { bytes.reserveCapacity(min(max(announced, piece.count), 1 << 20)) }
        bytes.append(contentsOf: piece)
        return true
    }

    /// Counts a header line, of whatever answer: also those before the last (RFC 9110 §15.2).
    fileprivate func receiveHeader(bytes count: Int) -> Bool {
        headerBytes += count
        pace.receive(count)
        if headerBytes > policy.headerBytes { ending = .headersTooLarge }
        return ending == nil
    }

    /// Whether the server at the other end of the connection may be asked.
    fileprivate func accepts(peer: String) -> Bool {
        if !journey.reaches(peer: peer) { ending = .inward }
        return ending == nil
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func onBody(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    let piece = UnsafeRawBufferPointer(start: data, count: size * count)
    return transfer(context)?.receive(piece) == true ? piece.count : Int(CURL_WRITEFUNC_ERROR)
}

private func onHeader(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.receiveHeader(bytes: size * count) == true
        ? size * count : Int(CURL_WRITEFUNC_ERROR)
}

private func onConnected(
    _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?,
    _ local: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ localPort: Int32
) -> Int32 {
    let accepts = transfer(context)?.accepts(peer: peer.map { String(cString: $0) } ?? "")
    return accepts == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

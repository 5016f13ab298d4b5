import CCurl
import Foundation
import PortalModel

/// One easy handle of libcurl with what comes in through it. Used again for one hop after the
/// other, so that its memory is, too.
final class Transfer {
    let easy: UnsafeMutableRawPointer
    /// What it is sent for, or was last.
    private(set) var pending: PendingRequest

    var speed = TransferSpeed(at: .zero)

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

    /// Not yet started. Nil when libcurl has no memory for a handle.
    init?(for pending: PendingRequest, policy: FetchPolicy) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.pending = pending
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

    /// Prepares the handle for `pending` at `moment`. Returns why it cannot be sent: its address
    /// must not be asked, or libcurl does not take it.
    func begin(_ pending: PendingRequest, at moment: Duration) -> DeliveryProblem? {
        self.pending = pending
        if let refusal = pending.refusal { return refusal }
        speed = TransferSpeed(at: moment)
        bytes = []
        headerBytes = 0
        discarded = 0
        ending = nil
        let request = pending.request
        var lines = [Array(FetchPolicy.acceptLine(for: request.kind).utf8)]
        lines += request.validators?.headerLines ?? []
        lines += pending.privateLines.map { Array($0.utf8) }
        guard setHeaderLines(lines), Cookie.set(pending.cookies, in: easy) else {
            return problem(for: CURLE_OUT_OF_MEMORY)
        }
        // Zero would mean no limit.
        let code = ccurl_aim(
            easy, pending.address.string, headerLines, pending.decodes,
            max(1, policy.connectLimit.milliseconds), max(1, pending.remaining.milliseconds))
        return code == CURLE_OK ? nil : problem(for: code)
    }

    /// Takes in how libcurl says that it ended; the transfer can begin again then.
    func end(_ result: CURLcode) -> PendingRequest.Step {
        defer { bytes = [] }
        pending.cookies = Cookie.all(in: easy, from: pending.address.host)
        switch ending {
        case .inward: return .failed(pending.refusedAsInward)
        case .bodyTooLarge:
            return end(short: .tooLarge(bytes: policy.byteLimit(for: pending.request.kind)))
        case .headersTooLarge: return .failed(.tooLarge(bytes: policy.headerBytes))
        case nil where isMiscoded(result) && Self.isSuccess(ccurl_status(easy)):
            let again = pending.takenAsSent(after: elapsed)
            return again.map { .next($0) } ?? .failed(problem(for: result))
        case nil where result != CURLE_OK && !isMiscoded(result):
            return end(short: problem(for: result))
        case .enough, nil:
            return pending.step(after: answer(), policy: policy)
        }
    }

    /// Goes where the page that came last sends its reader; nil where that is to itself, unless it
    /// gave a cookie to come back with.
    func refer(to location: String) -> PendingRequest.Step? {
        let target = WebAddress(location, relativeTo: pending.address)
        guard target != pending.address || !pending.cookies.isEmpty else { return nil }
        return pending.referred(to: location, after: elapsed, policy: policy)
    }

    /// Whether the content is not encoded as the answer said. That of an error is of no use anyway.
    private func isMiscoded(_ result: CURLcode) -> Bool {
        result == CURLE_BAD_CONTENT_ENCODING || result == CURLE_WRITE_ERROR
    }

    private func end(short problem: DeliveryProblem) -> PendingRequest.Step {
        guard Self.isSuccess(ccurl_status(easy)) else { return .failed(problem) }
        return pending.step(after: answer(short: problem), policy: policy)
    }

    private static func isSuccess(_ status: Int) -> Bool { (200...299).contains(status) }

    /// The time from connecting until now, or the end.
    private var elapsed: Duration { .microseconds(ccurl_elapsed(easy)) }

    private func answer(short problem: DeliveryProblem? = nil) -> Response {
        var answer = Response(status: ccurl_status(easy), shortfall: problem, elapsed: elapsed)
        swap(&answer.bytes, &bytes)
        for field in Response.Field.allCases {
            answer.fields[field] = value(of: field)
        }
        decompress(&answer)
        return answer
    }

    /// Undoes compression that no header told of.
    private func decompress(_ answer: inout Response) {
        let limit = policy.byteLimit(for: pending.request.kind)
        guard let contents = Compression.decompressed(answer.bytes, limit: limit) else { return }
        answer.bytes = contents.bytes
        if contents.isCut {
            answer.shortfall = .tooLarge(bytes: limit)
        } else if contents.isBroken, answer.shortfall == nil {
            answer.shortfall = problem(for: CURLE_PARTIAL_FILE)
        }
    }

    /// The values of all header lines of that name, joined by commas (RFC 9110 §5.3) where the
    /// field is a list, and else the first.
    private func value(of field: Response.Field) -> String? {
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
        speed.receive(piece.count)
        guard Self.isSuccess(ccurl_status(easy)) else {
            discarded += piece.count
            if discarded > Transfer.discardLimit { ending = .enough }
            return ending == nil
        }
        let kind = pending.request.kind
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
        speed.receive(count)
        if headerBytes > policy.headerBytes { ending = .headersTooLarge }
        return ending == nil
    }

    /// Whether the server at the other end of the connection may be asked.
    fileprivate func accepts(peer: String) -> Bool {
        if !pending.accepts(peer: peer) { ending = .inward }
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

extension Transfer {
    func problem(for code: CURLcode) -> DeliveryProblem {
        var problem = plainProblem(for: code)
        problem.detail = SafeText(line: String(cString: curl_easy_strerror(code)), limit: 100)
        return problem
    }

    private func plainProblem(for code: CURLcode) -> DeliveryProblem {
        switch code {
        case CURLE_URL_MALFORMAT:
            return .addressRefused(pending.address)
        case CURLE_COULDNT_RESOLVE_HOST:
            return DeliveryProblem(.hostNotFound, pending.address.host)
        case CURLE_COULDNT_CONNECT:
            return connectionError == SystemError(ECONNREFUSED)
                ? DeliveryProblem(.connectionRefused)
                : DeliveryProblem(.noConnection, connectionError?.reason ?? explanation(code))
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(limit: limitInForce)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CLIENTCERT:
            return DeliveryProblem(.untrusted, distrust(code))
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR,
            CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY:
            return DeliveryProblem(.brokenOff, explanation(code))
        case CURLE_UNSUPPORTED_PROTOCOL:
            // Only http and https get this far: the answer did not begin as HTTP/1.0 or later.
            return DeliveryProblem(.brokenOff, explanation(CURLE_WEIRD_SERVER_REPLY))
        default:
            return DeliveryProblem(
                ccurl_connected_after(easy) > 0 ? .brokenOff : .noConnection, explanation(code))
        }
    }

    /// Until the connection stands its own limit is the one that counts, if it is the shorter.
    private var limitInForce: Duration {
        ccurl_connected_after(easy) > 0
            ? policy.totalLimit : min(policy.connectLimit, policy.totalLimit)
    }

    private var connectionError: SystemError? {
        let number = Int32(truncatingIfNeeded: ccurl_system_error(easy))
        return number == 0 ? nil : SystemError(number)
    }

    private func explanation(_ code: CURLcode) -> SafeText {
        switch code {
        case CURLE_GOT_NOTHING: "de server gaf geen antwoord"
        case CURLE_PARTIAL_FILE: "een deel kwam niet aan"
        case CURLE_RECV_ERROR: "het ontvangen stokte"
        case CURLE_SEND_ERROR: "het verzenden stokte"
        case CURLE_HTTP2, CURLE_HTTP2_STREAM: "de server hield zich niet aan HTTP/2"
        case CURLE_BAD_CONTENT_ENCODING: "de inhoud is niet uit te pakken"
        case CURLE_WEIRD_SERVER_REPLY: "het antwoord is geen HTTP"
        case CURLE_COULDNT_CONNECT: "de server is niet bereikbaar"
        case CURLE_COULDNT_RESOLVE_PROXY: "de proxy is niet gevonden"
        case CURLE_PROXY: "de proxy weigerde de verbinding"
        case CURLE_OUT_OF_MEMORY: "te weinig geheugen"
        case CURLE_SSL_CACERT_BADFILE: "het bestand met uitgevers van certificaten is niet te lezen"
        default: "libcurl-fout \(code.rawValue)"
        }
    }

    /// Why the connection is not to be trusted. The numbers are OpenSSL's `X509_V_ERR` codes,
    /// which its manual page X509_STORE_CTX_get_error(3) explains.
    private func distrust(_ code: CURLcode) -> SafeText {
        if code == CURLE_SSL_CONNECT_ERROR { return "TLS 1.2 of nieuwer lukte niet" }
        guard code == CURLE_PEER_FAILED_VERIFICATION else { return explanation(code) }
        return switch ccurl_certificate_fault(easy) {
        // libcurl compares names itself, before it asks OpenSSL, and leaves 0 or 1 then.
        case 0, 1, 62, 64: "het certificaat hoort bij een andere naam"
        case 2, 20, 21: "de uitgever van het certificaat is onbekend"
        case 9: "het certificaat is nog niet geldig"
        case 10: "het certificaat is verlopen"
        case 18, 19: "het certificaat is zelf ondertekend"
        case 23: "het certificaat is ingetrokken"
        case let fault: "het certificaat is afgekeurd, X.509-fout \(fault)"
        }
    }
}

extension DeliveryProblem {
    static func tooLarge(bytes: Int) -> DeliveryProblem {
        DeliveryProblem(.tooLarge, decimal(thousandths: bytes / 1000))
    }

    static func timedOut(limit: Duration) -> DeliveryProblem {
        DeliveryProblem(.timedOut, decimal(thousandths: limit.milliseconds))
    }

    /// A number as it is written in Dutch, without zeros that say nothing: `10`, `0,25`.
    private static func decimal(thousandths: Int) -> SafeText {
        let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(whole)" }
        var digits = String(rest + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole),\(SafeText(cleaning: digits))"
    }
}

extension Duration {
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}

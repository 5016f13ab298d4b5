import CCurl
import Foundation
import PortalModel

extension Transfer {
    /// What libcurl's `code` means for the reader.
    func problem(for code: CURLcode) -> DeliveryProblem {
        switch code {
        case CURLE_URL_MALFORMAT:
            return .addressRefused(journey.address)
        case CURLE_COULDNT_RESOLVE_HOST:
            return DeliveryProblem(.hostNotFound, journey.address.host)
        case CURLE_COULDNT_CONNECT:
            return DeliveryProblem(.noConnection, connectionError ?? explanation(code))
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

    private var connectionError: SafeText? {
        let number = Int32(truncatingIfNeeded: ccurl_system_error(easy))
        return number == 0 ? nil : SafeText(line: String(cString: strerror(number)), limit: 100)
    }

    private func explanation(_ code: CURLcode) -> SafeText {
        SafeText(line: String(cString: curl_easy_strerror(code)), limit: 100)
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
    /// More than `bytes` came.
    static func tooLarge(bytes: Int) -> DeliveryProblem {
        DeliveryProblem(.tooLarge, decimal(thousandths: bytes / 1000))
    }

    /// It took longer than `limit`.
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
    /// Whole milliseconds.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}

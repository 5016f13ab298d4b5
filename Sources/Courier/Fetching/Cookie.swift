import CCurl
import Foundation
import PortalModel

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
        ccurl_forget_cookies(easy) == CURLE_OK
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

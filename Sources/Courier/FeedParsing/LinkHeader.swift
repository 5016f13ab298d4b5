import Markup

/// The `Link` header of an answer (RFC 8288 §3): `</feed>; rel="alternate"; title="Nieuws"`.
enum LinkHeader {
    /// Links after this many are left out.
    private static let maximumCount = 50

    /// The links that `header` names. What is written wrong is left out.
    static func links(in header: String) -> [FeedLinkCandidate] {
        var links: [FeedLinkCandidate] = []
        var rest = Substring(header)
        while links.count < maximumCount, let start = rest.firstIndex(of: "<") {
            rest = rest[start...].dropFirst()
            guard let end = rest.firstIndex(of: ">") else { break }
            let reference = rest[..<end]
            rest = rest[end...].dropFirst()
            let values = parameters(&rest)
            links.append(
                FeedLinkCandidate(
                    reference: String(reference), relations: values["rel"] ?? "",
                    type: values["type"] ?? "", title: values["title"] ?? "",
                    isVariant: values["hreflang"] != nil || values["media"] != nil))
        }
        return links
    }

    /// Takes what belongs to one link off `rest`: names in lower case, of two alike the first.
    private static func parameters(_ rest: inout Substring) -> [String: String] {
        var values: [String: String] = [:]
        while true {
            skipBlanks(&rest)
            guard rest.first == ";" else { return values }
            rest = rest.dropFirst()
            skipBlanks(&rest)
            let name = rest.prefix { !"=;,<".contains($0) && !$0.isWhitespace }
            rest = rest[name.endIndex...]
            skipBlanks(&rest)
            var value = ""
            if rest.first == "=" {
                rest = rest.dropFirst()
                skipBlanks(&rest)
                value = rest.first == "\"" ? quoted(&rest) : token(&rest)
            }
            if values[name.lowercased()] == nil { values[name.lowercased()] = value }
        }
    }

    private static func token(_ rest: inout Substring) -> String {
        let token = rest.prefix { !";,".contains($0) && !$0.isWhitespace }
        rest = rest[token.endIndex...]
        return String(token)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else {
                value.append(character)
            }
        }
        return value
    }

    private static func skipBlanks(_ rest: inout Substring) {
        rest = rest.drop(while: \.isWhitespace)
    }
}

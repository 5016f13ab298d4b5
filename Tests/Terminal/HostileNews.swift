import Foundation
import HostileText
import LoopbackServing

/// A server with news that means no good: every naughty string in every field of a feed, carried
/// in five ways, and as stories that two newspapers tell.
final class HostileNews {
    /// How the strings reach the portal.
    enum Carrier: String, CaseIterable {
        /// As the bytes that they are.
        case raw
        /// As character references of XML.
        case references
        /// As character references of HTML inside CDATA, which appear after the last decoding.
        case doubled
        /// As escapes of JSON.
        case json
        /// On the pages that the items of a feed link to.
        case page
        /// In reports of two newspapers that tell the same stories in other words.
        case story
    }

    private let server: LoopbackServer

    /// The naughty strings, some together, so that there are not too many items.
    static let texts: [String] = {
        let strings = NaughtyText.strings
        return stride(from: 0, to: strings.count, by: 8).map { start in
            strings[start..<min(start + 8, strings.count)].joined(separator: " en ")
        }
    }()

    init() throws {
        server = try LoopbackServer { request in
            let path = request.path
            let host = "http://" + (request.field("Host") ?? "")
            if let teller = Int(path.dropFirst("/story/".count)), path.hasPrefix("/story/") {
                return .answer(answer("200 OK", Self.fields, body: Self.stories(by: teller)))
            }
            if let carrier = Carrier(rawValue: String(path.dropFirst())) {
                return .answer(
                    answer("200 \u{1B}[31mOK", Self.fields, body: Self.feed(carrier, at: host)))
            }
            if let number = Int(path.dropFirst("/page/".count)), path.hasPrefix("/page/") {
                return .answer(answer("200 OK", Self.fields, body: Self.page(number)))
            }
            return .lastWords(Self.failures[path] ?? answer("404 \u{9B}2J"))
        }
    }

    deinit {
        server.stop()
    }

    private static let fields = [
        "ETag: \"\u{1B}[31m\u{9B}\"", "X-Kwaad: \u{1B}]0;titel\u{7}", "Server: \u{202E}",
    ]

    /// Answers that fail, with naughty words in what an error might tell.
    private static let failures = [
        "/redirect": answer("302 Elders", ["Location: ftp://jan\u{1B}[2J\u{202E}@\u{9B}31m/"]),
        "/status": answer("500 \u{1B}[31m\u{9B}2J\u{202E}"),
        "/nofeed": answer(body: Array("<?xml version='1.0'?><a\u{200B}b\u{9B}\u{202E}/>".utf8)),
        "/type": answer(
            "200 OK", ["Content-Type: text/\u{1B}[2J; charset=\u{9B}"], text: "\u{1B}c"),
        "/title": answer(text: "<html><head><title>\u{1B}[2J\u{202E}</title></head></html>"),
    ]

    /// The `portaal.toml` of a reader who trusts it, with naughty names of his own.
    var settings: String {
        let sections = Carrier.allCases.map { carrier in
            let paths = carrier == .story ? ["story/1", "story/2"] : [carrier.rawValue]
            let sources = zip(["Krant\\u001b[31m\\u202e", "Bode\\u009b31m\\u200b"], paths).map {
                "{ name = \"\($0)\", url = \"\(address($1))\" }"
            }
            return """
                [[section]]
                name = "\(carrier.rawValue)"
                sources = [\(sources.joined(separator: ", "))]
                """
        }
        let failing = Self.failures.keys.sorted().map { path in
            "{ name = \"Fout\\u009b31m\", url = \"\(address(String(path.dropFirst())))\" }"
        }
        return """
            [display]
            theme = "../../kwaad\\u001b[31m"
            [refresh]
            every = "never"
            \(sections.joined(separator: "\n"))
            [[section]]
            name = "Fouten\\u001b]0;x\\u0007\\u200b"
            sources = [\(failing.joined(separator: ", "))]

            """
    }

    /// A list of subscriptions with naughty names.
    var subscriptions: [UInt8] {
        let outlines = NaughtyText.strings.enumerated().map { index, text in
            let name = Self.escaped(text, with: Self.reference)
            return """
                <outline text="\(name)"><outline text="\(name)" title="\(name)" \
                xmlUrl="\(address("opml/\(index)"))"/><outline text="x" xmlUrl="exec:\(name)"/>\
                </outline>
                """
        }
        return Array("<opml version='2.0'><body>\(outlines.joined())</body></opml>".utf8)
    }

    private func address(_ path: String) -> String {
        "http://127.0.0.1:\(server.port)/\(path)"
    }
}

// Feeds and pages.
extension HostileNews {
    private static func feed(_ carrier: Carrier, at host: String) -> [UInt8] {
        let items = texts.enumerated().map { index, text in
            item(index, text, carrier, link: "\(host)/page/\(index)")
        }
        guard carrier != .json else {
            let title = escaped(texts[0], with: unicodeEscape)
            return Array(
                "{\"title\":\"\(title)\",\"items\":[\(items.joined(separator: ","))]}".utf8)
        }
        var document = Array("<rss version=\"2.0\"><channel>\(items.joined())".utf8)
        guard carrier == .raw else { return document }
        for (index, bytes) in NaughtyText.bytes.enumerated() {
            document += Array("<item><title>Byte\(index) ".utf8) + bytes
            document += Array("</title><description>".utf8) + bytes
            document += Array("</description></item>".utf8)
        }
        return document
    }

    /// The item of that number, dated so that it stands in its place.
    private static func item(
        _ index: Int, _ text: String, _ carrier: Carrier, link: String
    ) -> String {
        let time =
            "2026-11-21T12:\(String(59 - index % 60).count < 2 ? "0" : "")\(59 - index % 60):00Z"
        let title = "Kop\(index) \(text)"
        switch carrier {
        case .json:
            let carried = escaped(text, with: unicodeEscape)
            let html = escaped(markup(escaped(text, with: reference)), with: unicodeEscape)
            return """
                {"id":"\(carried)\(index)","title":"\(escaped(title, with: unicodeEscape))",\
                "url":"https://krant.example/\(index)/\(carried)","summary":"\(carried)",\
                "content_html":"\(html)","date_published":"\(time)","tags":["\(carried)"],\
                "authors":[{"name":"\(carried)"}],\
                "attachments":[{"url":"\(carried)","mime_type":"\(carried)"}]}
                """
        case .page:
            return """
                <item><title>Kop\(index)</title><link>\(link)</link>\
                <description>Kort.</description><pubDate>\(time)</pubDate></item>
                """
        case .story: return ""
        case .raw, .references, .doubled:
            let carry = { (text: String) -> String in
                switch carrier {
                case .raw: text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                case .references: escaped(text, with: reference)
                default: "<![CDATA[\(escaped(text, with: reference))]]>"
                }
            }
            // Inside CDATA, the markup itself stands as it is.
            let content =
                carrier == .doubled
                ? "<![CDATA[\(markup(escaped(text, with: reference)))]]>"
                : carry(markup(text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")))
            return """
                <item><title>\(carry(title))</title><author>\(carry(text))</author>\
                <category>\(carry(text))</category><guid>\(carry(text))\(index)</guid>\
                <link>https://krant.example/\(index)/\(carry(text))</link>\
                <description>\(content)</description><pubDate>\(time)</pubDate>\
                <enclosure url="\(escaped(text, with: reference))" type="x"/></item>
                """
        }
    }

    /// The feeds of the two newspapers, to be read as files.
    static let documents = [1, 2].map { teller in
        (name: "\(teller).xml", bytes: stories(by: teller))
    }

    /// What one of two newspapers tells, in words of which most are the other's as well.
    private static func stories(by teller: Int) -> [UInt8] {
        let items = texts.enumerated().map { index, text in
            let carry = index % 2 == 0 ? { escaped($0, with: reference) } : { "<![CDATA[\($0)]]>" }
            // No two stories share a word.
            let letter = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
            let words = (0..<150).map { "w\(letter)\($0)oord" }.joined(separator: " ")
            let carried = escaped(text, with: reference)
            let body = """
                <p>\(words)</p><p>Volgens \(teller) \(carried) is het zo.</p>\
                <p>\(teller == 1 ? carried : "Verder niets.")</p>\(markup(carried))
                """
            return """
                <item><title>\(carry("Verhaal \(words.prefix(60)) \(text)"))</title>\
                <guid>\(teller)-\(index)</guid><author>\(carry(text))</author>\
                <link>https://krant\(teller).example/\(index)</link>\
                <description>\(escaped(body, with: reference))</description>\
                <pubDate>2026-11-21T11:\(10 + index):0\(teller)Z</pubDate></item>
                """
        }
        return Array("<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>".utf8)
    }

    /// Every kind of block with this text in it.
    private static func markup(_ text: String) -> String {
        """
        <p>\(text)</p><h2>\(text)</h2><ul><li>\(text)</li></ul><blockquote>\(text)</blockquote>\
        <pre>\(text)</pre><p><a href="https://krant.example/\(text)">\(text)</a></p>\
        <img src="/a.png" alt="\(text)"><table><tr><td>\(text)</td><td>b</td></tr></table>
        """
    }

    private static func page(_ index: Int) -> [UInt8] {
        let text = texts[index % texts.count]
        let carried = index % 2 == 0 ? text : escaped(text, with: reference)
        let prose = (1...6).map { number in
            "<p>Alinea \(number) van het artikel is lang genoeg, met \(carried) erin, om te lezen.</p>"
        }
        return Array(
            """
            <!doctype html><html lang="nl\(carried)"><head><title>\(carried)</title>
            <meta name="author" content="\(carried)"><meta property="og:site_name" content="\(carried)">
            <script type="application/ld+json">{"@type":"NewsArticle",
            "headline":"\(escaped(text, with: unicodeEscape))",
            "author":"\(escaped(text, with: unicodeEscape))"}</script></head>
            <body><article><h1>\(carried)</h1>\(prose.joined())\(markup(carried))</article></body></html>
            """.utf8)
    }

    /// `text` with `escape` in the place of all that is no ASCII letter or digit.
    private static func escaped(_ text: String, with escape: (Unicode.Scalar) -> String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || scalar == " "
            return isPlain ? String(scalar) : escape(scalar)
        }.joined()
    }

    private static func reference(_ scalar: Unicode.Scalar) -> String {
        "&#\(scalar.value);"
    }

    private static func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

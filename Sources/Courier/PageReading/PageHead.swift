import CLibXML2
import Foundation
import Markup
import PortalModel

/// What a page says of itself to machines: its title, its `meta` elements and its linked data.
struct PageHead {
    /// The text of the `title` element.
    private(set) var title: String?
    /// The contents of `meta` elements by name, property or itemprop, in lower case; the first of
    /// each name that is not empty.
    private(set) var meta: [String: String] = [:]
    /// The texts of scripts that hold JSON-LD.
    private(set) var linkedData: [String] = []
    /// How many scripts there are.
    private(set) var scripts = 0
    /// Where relative links count from.
    private(set) var base: String?

    /// Where the page sends its reader on by itself.
    var refresh: WebAddress? {
        guard let content = meta["refresh"],
            let mark = content.range(of: "url=", options: .caseInsensitive)
        else { return nil }
        return WebAddress(content[mark.upperBound...].filter { $0 != "'" && $0 != "\"" })
    }

    /// The contents of the first of the `meta` elements called `names` that is there.
    func first(of names: [String]) -> String? {
        names.lazy.compactMap { meta[$0] }.first
    }

    /// Takes `element` for what it says.
    mutating func read(_ element: xmlNodePtr, named name: MarkupName) {
        switch name {
        case "title": if title == nil { title = element.content }
        case "meta": readMeta(element)
        case "base": base = base ?? element.attribute("href")
        case "script":
            scripts += 1
            if element.attribute("type")?.lowercased().contains("ld+json") == true {
                linkedData.append(element.content)
            }
        default: break
        }
    }

    private mutating func readMeta(_ element: xmlNodePtr) {
        guard let content = element.attribute("content"), !content.isEmpty else { return }
        for key in ["name", "property", "itemprop", "http-equiv"] {
            // Several names may stand in one attribute.
            for name in element.attribute(key)?.lowercased().split(separator: " ") ?? [] {
                if meta[String(name)] == nil { meta[String(name)] = content }
            }
        }
    }
}

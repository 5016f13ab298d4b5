import CLibXML2
import Markup

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

    /// Takes `element` for what it says.
    mutating func take(_ element: xmlNodePtr, named name: MarkupName) {
        switch name {
        case "title": if title == nil { title = element.content }
        case "meta": takeMeta(element)
        case "base": base = base ?? element.attribute("href")
        case "script":
            scripts += 1
            if element.attribute("type")?.lowercased().contains("ld+json") == true {
                linkedData.append(element.content)
            }
        default: break
        }
    }

    private mutating func takeMeta(_ element: xmlNodePtr) {
        guard let content = element.attribute("content"), !content.isEmpty else { return }
        for key in ["name", "property", "itemprop", "http-equiv"] {
            // Several names may stand in one attribute.
            for name in element.attribute(key)?.lowercased().split(separator: " ") ?? [] {
                if meta[String(name)] == nil { meta[String(name)] = content }
            }
        }
    }
}

import Foundation

/// What JSON-LD says of an article in schema.org's words.
struct LinkedArticle {
    var headline: String?
    var authors: [String] = []
    var published: String?
    var body: String?
    var site: String?
    var language: String?
    var isFree: Bool?

    /// What the scripts of a page say of the article in it, the first that says most.
    init?(_ scripts: [String]) {
        var best: LinkedArticle?
        for script in scripts {
            for object in LinkedArticle.objects(in: script) {
                guard let article = LinkedArticle(object) else { continue }
                if best == nil || (best?.body == nil && article.body != nil) { best = article }
            }
        }
        guard let best else { return nil }
        self = best
    }

    private init?(_ object: [String: Any]) {
        guard LinkedArticle.strings(object["@type"]).contains(where: LinkedArticle.isArticle) else {
            return nil
        }
        headline = LinkedArticle.strings(object["headline"]).first ?? object["name"] as? String
        authors = LinkedArticle.names(object["author"])
        published = LinkedArticle.strings(object["datePublished"]).first
        body = object["articleBody"] as? String
        site = LinkedArticle.names(object["publisher"]).first
        language = LinkedArticle.names(object["inLanguage"]).first
        isFree =
            switch object["isAccessibleForFree"] {
            case let answer as Bool: answer
            case let answer as String: answer.lowercased() != "false"
            default: nil
            }
    }

    private static func isArticle(_ type: String) -> Bool {
        type.hasSuffix("Article") || type.hasSuffix("Posting") || type.hasSuffix("Report")
            || type == "Review" || type == "OpinionNewsArticle"
    }

    /// All objects in a script, also those in lists and in graphs.
    private static func objects(in script: String) -> [[String: Any]] {
        var text = script.trimmingCharacters(in: .whitespacesAndNewlines)
        for wrapper in ["<!--", "//<![CDATA[", "<![CDATA["] where text.hasPrefix(wrapper) {
            text.removeFirst(wrapper.count)
        }
        for wrapper in ["-->", "//]]>", "]]>"] where text.hasSuffix(wrapper) {
            text.removeLast(wrapper.count)
        }
        // Line ends inside strings are no JSON, but common.
        let bytes = text.utf8.map { $0 < 0x20 ? 0x20 : $0 }
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            // A script that is no JSON says nothing; the page's text stands all the same.
            return []
        }
        var found: [[String: Any]] = []
        var waiting: [Any] = [value]
        while let next = waiting.popLast(), found.count < 200 {
            if let list = next as? [Any] {
                waiting += list.reversed()
            } else if let object = next as? [String: Any] {
                found.append(object)
                for key in ["mainEntity", "mainEntityOfPage", "@graph"] {
                    if let inner = object[key] { waiting.append(inner) }
                }
            }
        }
        return found
    }

    private static func strings(_ value: Any?) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.compactMap { $0 as? String }
        default: []
        }
    }

    /// The names of persons or organisations, given as text, as objects, or as lists of these.
    private static func names(_ value: Any?) -> [String] {
        switch value {
        case let text as String: [text]
        case let object as [String: Any]: names(object["name"])
        case let list as [Any]: list.prefix(20).flatMap { names($0) }
        default: []
        }
    }
}

import CLibXML2
import Foundation
import Markup
import PortalModel

/// What a page says of its article besides the text: in its linked data (schema.org), its `meta`
/// elements (Open Graph, Dublin Core and others), and where these are silent in its elements.
struct PageFacts {
    let title: SafeText
    let byline: SafeText?
    let site: SafeText?
    let published: Timestamp?
    let language: String?
    /// Whether all may read all of it; nil where the page does not say.
    let isFree: Bool?
    let linked: LinkedArticle?

    /// What the page in `tree`, still whole, says.
    init(_ tree: PageTree) {
        let head = tree.head
        let linked = LinkedArticle(head.linkedData)
        self.linked = linked
        let site = PageFacts.line(
            head.first(of: ["og:site_name", "application-name"]) ?? linked?.site)
        self.site = site
        title = PageFacts.title(tree, linked, site: site)
        byline = PageFacts.byline(tree, linked)
        published = PageFacts.published(tree, linked)
        language = PageFacts.language(tree, linked)
        isFree =
            linked?.isFree
            ?? head.first(of: ["article:content_tier"]).map { $0.lowercased() == "free" }
    }

    /// One line of text, nil where there is nothing to read. Character references written twice
    /// are common in `meta` elements.
    private static func line(_ text: String?) -> SafeText? {
        guard let text else { return nil }
        let line = text.contains("&") ? Document(html: text).line() : SafeText(line: text)
        return line.isEmpty ? nil : line
    }

    private static func title(
        _ tree: PageTree, _ linked: LinkedArticle?, site: SafeText?
    ) -> SafeText {
        let named = tree.head.first(of: [
            "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "title",
        ])
        let title = line(named) ?? line(linked?.headline)
        let heading = tree.nodes.indices.first { tree.nodes[$0].tag == .title }
            .flatMap { line(tree.line($0)) }
        guard let shown = line(tree.head.title) else { return title ?? heading ?? .empty }
        guard let title else { return withoutSite(shown, site) }
        // What is told to machines has sometimes nothing to do with what readers see.
        if let heading, WordSet(title.string).likeness(to: WordSet(shown.string)) == 0,
            WordSet(heading.string).likeness(to: WordSet(shown.string)) > 0
        {
            return heading
        }
        return withoutSite(title, site)
    }

    /// `title` without the name of the publication that many put behind or before it.
    private static func withoutSite(_ title: SafeText, _ site: SafeText?) -> SafeText {
        for mark in [" | ", " – ", " — ", " - ", " • ", " » "] {
            let pieces = title.string.components(separatedBy: mark)
            guard pieces.count > 1, let last = pieces.last, let first = pieces.first else {
                continue
            }
            if let site, WordSet(last).likeness(to: WordSet(site.string)) > 0.6 {
                return SafeText(line: pieces.dropLast().joined(separator: mark))
            }
            if let site, WordSet(first).likeness(to: WordSet(site.string)) > 0.6 {
                return SafeText(line: pieces.dropFirst().joined(separator: mark))
            }
            if site == nil, mark == " | " { return SafeText(line: first) }
        }
        return title
    }

    private static func byline(_ tree: PageTree, _ linked: LinkedArticle?) -> SafeText? {
        if let linked, !linked.authors.isEmpty {
            var names: [String] = []
            for name in linked.authors where !names.contains(name) { names.append(name) }
            return line(names.joined(separator: ", "))
        }
        let named = tree.head.first(of: [
            "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
            "byl", "article:author",
        ])
        if let named, !named.hasPrefix("http") { return line(named) }
        let text = tree.bylineElement().map { tree.line($0) }
        // Dates often stand in the same line.
        return text.flatMap { line($0.components(separatedBy: " - ").first) }
            .flatMap { line($0.string.components(separatedBy: "•").first) }
    }

    private static func published(_ tree: PageTree, _ linked: LinkedArticle?) -> Timestamp? {
        let named = [
            linked?.published,
            tree.head.first(of: [
                "article:published_time", "og:published_time", "article:published",
                "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created",
                "dcterms.date", "publishdate", "publish-date", "pubdate", "publication_date",
                "parsely-pub-date", "sailthru.date", "date",
            ]),
        ]
        for text in named.compactMap({ $0 }) {
            if let moment = WrittenDate.timestamp(text) { return moment }
        }
        return tree.timeElement().flatMap { WrittenDate.timestamp($0) }
    }

    private static func language(_ tree: PageTree, _ linked: LinkedArticle?) -> String? {
        let told =
            tree.nodes[0]["lang"] ?? tree.nodes[0]["xml:lang"]
            ?? tree.head.first(of: ["content-language", "og:locale", "language", "dc.language"])
            ?? linked?.language
        return told.flatMap { LanguageTag($0)?.string }
    }
}

/// What elements of the page tell about its article.
extension PageTree {
    func bylineElement() -> Int? {
        func isName(_ index: Int) -> Bool { (3...100).contains(nodes[index].length) }
        let marked = nodes.indices.first { index in
            guard nodes[index].tag != .text, isName(index) else { return false }
            return nodes[index]["rel"] == "author"
                || nodes[index]["itemprop"]?.contains("author") == true
        }
        if let marked { return marked }
        return nodes.indices.first { index in
            guard nodes[index].tag != .text, nodes[index].tag != .body, isName(index) else {
                return false
            }
            return ["class", "id"].contains { key in
                guard let name = nodes[index][key] else { return false }
                return NameWords.of(name[...].utf8).contains { $0 == "byline" || $0 == "author" }
            }
        }
    }

    /// When the article appeared, as its `time` element tells: the one marked so, else the first.
    func timeElement() -> String? {
        var first: String?
        for node in nodes where node.tag == .inline {
            guard let name = node.pointer?.pointee.name, MarkupName(name) == "time",
                let time = node["datetime"]
            else { continue }
            if node["itemprop"] == "datePublished" || node["pubdate"] != nil { return time }
            first = first ?? time
        }
        return first
    }
}

/// What a page says of itself to machines: its title, its `meta` elements and its linked data.
struct PageHead {
    private(set) var title: String?
    /// The contents of `meta` elements by name, property or itemprop, in lower case; the first of
    /// each name that is not empty.
    private(set) var meta: [String: String] = [:]
    /// The texts of scripts that hold JSON-LD.
    private(set) var linkedData: [String] = []
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

/// A language as BCP 47 writes it, made of what pages write.
struct LanguageTag {
    /// The tag in lower case: "nl", "nl-be".
    let string: String

    /// The language that `text` tells of: a tag, also with an underscore, the first of several, or
    /// the name of a language, in itself or in English, Dutch, German or French. Nil for anything
    /// else.
    init?(_ text: String) {
        let first = text.lowercased().prefix { !",;|".contains($0) }
        let words = first.split { $0.isWhitespace || "-_()/".contains($0) }.map(String.init)
        guard let language = words.first else { return nil }
        if let code = LanguageTag.codes[language] {
            let details = first.contains(" ") ? [] : LanguageTag.details(words.dropFirst())
            string = ([code] + details).joined(separator: "-")
            return
        }
        // Several words are a sentence, and these tags say that it is no language, or many.
        guard !first.contains(" "), !["und", "mul", "zxx", "mis"].contains(language),
            (2...3).contains(language.utf8.count), language.allSatisfy(LanguageTag.isLetter)
        else { return nil }
        string = ([language] + LanguageTag.details(words.dropFirst())).joined(separator: "-")
    }

    /// What follows a language in its tag, as far as that is well-formed: scripts, regions,
    /// variants.
    private static func details(_ words: ArraySlice<String>) -> [String] {
        Array(
            words.prefix(3).prefix { word in
                (2...8).contains(word.utf8.count)
                    && word.allSatisfy { isLetter($0) || ("0"..."9").contains($0) }
                    && !codes.keys.contains(word) && (word.utf8.count != 3 || word.first != "x")
            })
    }

    private static func isLetter(_ character: Character) -> Bool {
        ("a"..."z").contains(character)
    }

    /// The code of two letters for the names and the codes of three letters (ISO 639-2) of
    /// languages.
    private static let codes: [String: String] = {
        let names: [String: [String]] = [
            "nl": [
                "nederlands", "nederlandse", "dutch", "niederländisch", "néerlandais", "hollands",
                "vlaams", "flemish", "nld", "dut",
            ],
            "fy": ["frysk", "fries", "frisian", "friesisch", "fry"],
            "en": ["english", "engels", "englisch", "anglais", "eng"],
            "de": ["deutsch", "duits", "german", "allemand", "deu", "ger"],
            "fr": ["français", "francais", "frans", "french", "französisch", "fra", "fre"],
            "es": ["español", "espanol", "spaans", "spanish", "spanisch", "castellano", "spa"],
            "it": ["italiano", "italiaans", "italian", "italienisch", "italien", "ita"],
            "pt": ["português", "portugues", "portugees", "portuguese", "por"],
            "da": ["dansk", "deens", "danish", "dänisch", "danois", "dan"],
            "no": ["norsk", "noors", "norwegian", "norwegisch", "norvégien", "nor"],
            "sv": ["svenska", "zweeds", "swedish", "schwedisch", "suédois", "swe"],
            "fi": ["suomi", "fins", "finnish", "finnisch", "finnois", "fin"],
            "pl": ["polski", "pools", "polish", "polnisch", "polonais", "pol"],
            "tr": ["türkçe", "turks", "turkish", "türkisch", "turc", "tur"],
            "ru": ["русский", "russisch", "russian", "russe", "rus"],
            "uk": ["українська", "oekraïens", "ukrainian", "ukr"],
            "ar": ["العربية", "arabisch", "arabic", "arabe", "ara"],
            "zh": ["中文", "chinees", "chinese", "chinesisch", "chinois", "zho", "chi"],
            "ja": ["日本語", "japans", "japanese", "japanisch", "japonais", "jpn"],
        ]
        var codes: [String: String] = [:]
        for (code, names) in names {
            for name in names { codes[name] = code }
        }
        return codes
    }()
}

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
    /// What the linked data says.
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
    /// The element that names the author.
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

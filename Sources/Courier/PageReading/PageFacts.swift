import Markup
import PortalModel

/// What a page says of its article besides the text.
struct PageFacts {
    let title: SafeText
    let byline: SafeText?
    let site: SafeText?
    let published: Timestamp?
    let language: String?
    let linked: LinkedArticle?

    init(_ tree: PageTree) {
        let head = tree.head
        let linked = LinkedArticle(head.linkedData)
        func meta(_ names: String...) -> String? {
            names.lazy.compactMap { head.meta[$0] }.first
        }
        let title =
            meta("og:title", "twitter:title", "dc.title", "dcterms.title") ?? linked?.headline
            ?? head.title
        self.title = SafeText(line: title ?? "")
        let byline =
            linked.map { $0.authors.joined(separator: ", ") } ?? meta("author", "article:author")
        self.byline = byline.map { SafeText(line: $0) }
        site = (meta("og:site_name") ?? linked?.site).map { SafeText(line: $0) }
        published = (linked?.published ?? meta("article:published_time")).flatMap {
            WrittenDate.timestamp($0)
        }
        language = nil
        self.linked = linked
    }
}

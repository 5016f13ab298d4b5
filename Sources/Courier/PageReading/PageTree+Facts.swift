import CLibXML2
import Markup
import PortalModel

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
                return Hints.words(in: name).contains { $0 == "byline" || $0 == "author" }
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

    /// The first picture in a figure, at `address` where the page names one for the article;
    /// relative addresses count from `base`.
    func leadImage(address: String?, relativeTo base: WebAddress?) -> ReadPage.LeadImage? {
        let figure = nodes.indices.first { nodes[$0].tag == .figure && picture(in: $0) != nil }
        let image = figure.flatMap { picture(in: $0) }
        let source = address ?? image.flatMap { nodes[$0]["src"] ?? nodes[$0]["data-src"] }
        guard let source, let place = WebAddress(source, relativeTo: base) else { return nil }
        var caption: Int?
        if let figure {
            forEach(in: figure) { if nodes[$0].tag == .caption { caption = caption ?? $0 } }
        }
        return ReadPage.LeadImage(
            address: place, alternative: SafeText(line: image.flatMap { nodes[$0]["alt"] } ?? ""),
            caption: SafeText(line: caption.map { line($0) } ?? ""))
    }

    private func picture(in figure: Int) -> Int? {
        (figure..<Int(nodes[figure].end)).first { nodes[$0].tag == .image }
    }
}

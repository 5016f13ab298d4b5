/// Lines that send readers elsewhere: "Lees ook", "Read more", lists of other articles.
extension PageTree {
    /// Removes them from the text, and the lists under headings that announce them.
    func removeRelatedLinks(in parts: [Int], site: PageSite) {
        var found: Set<Int> = []
        var announced: (heading: Int, parent: Int)?
        let all = proseLength(of: parts)
        for part in parts {
            lazy var prose = proseSpan(of: part)
            forEach(in: part) { index in
                let node = nodes[index]
                guard node.tag.isBlock, index != part else { return }
                if isPointer(index, amid: prose) {
                    announced = nil
                    return
                }
                if let heading = announced {
                    if node.tag == .list || node.linkDensity > 0.5,
                        Int(node.parent) == heading.parent, node.prose * 5 < all
                    {
                        found.insert(index)
                    } else if node.prose > 0 {
                        announced = nil
                    }
                }
                guard node.length > 0, node.length < 300, !hasBlocks(index) else { return }
                let text = line(index)
                if RelatedLinkPhrases.announces(text), node.length < 60 {
                    found.insert(announcedGroup(index, in: part))
                    announced = (index, Int(node.parent))
                } else if RelatedLinkPhrases.begins(text),
                    node.tag.isHeading || node.length < 40
                        || (node.linkLength > 0 && !(endsSentence(text) && isAroundLinks(index)))
                {
                    found.insert(index)
                } else if node.tag == .paragraph, isTitleOfAnother(index, site: site) {
                    found.insert(index)
                }
            }
        }
        if !found.isEmpty { remove(in: parts, where: found.contains) }
    }

    /// Whether the paragraph at `index` is the author's own pointer to something, such as "Zie ook
    /// de kaart van de omleiding." in the middle of the text: below it readers are led on by it,
    /// but here it is part of what is told.
    private func isPointer(_ index: Int, amid prose: @autoclosure () -> Range<Int>?) -> Bool {
        let node = nodes[index]
        guard node.tag == .paragraph, node.length > 0, node.length < 300,
            RelatedLinkPhrases.points(line(index)), let prose = prose()
        else { return false }
        return prose.lowerBound < index && Int(node.end) < prose.upperBound
    }

    /// From the first to the last of the paragraphs in `part`; nil where there is none.
    private func proseSpan(of part: Int) -> Range<Int>? {
        let range = part..<Int(nodes[part].end)
        let prose = textBlocks().filter { $0.isProse && range.contains($0.node) }.map(\.node)
        guard let first = prose.first, let last = prose.last else { return nil }
        return first..<(last + 1)
    }

    /// Whether neither the first nor the last text in `index` belongs to a link.
    private func isAroundLinks(_ index: Int) -> Bool {
        let texts = (index..<Int(nodes[index].end)).filter {
            nodes[$0].tag == .text && nodes[$0].length > 0
        }
        return [texts.first, texts.last].compactMap { $0 }.allSatisfy { text in
            var outer = text
            while outer > index, nodes[outer].tag != .link { outer = Int(nodes[outer].parent) }
            return outer == index
        }
    }

    /// Whether the paragraph at `index` is nothing but a link to another page of the site, and no
    /// sentence.
    private func isTitleOfAnother(_ index: Int, site: PageSite) -> Bool {
        guard nodes[index].linkLength == nodes[index].length, nodes[index].length > 20 else {
            return false
        }
        let links = (index..<Int(nodes[index].end)).filter { nodes[$0].tag == .link }
        return links.count == 1 && site.isOwn(nodes[links[0]]["href"] ?? "")
            && !endsSentence(line(index))
    }

    /// The outermost group that `heading` begins, as long as it holds little of the article.
    private func announcedGroup(_ heading: Int, in part: Int) -> Int {
        var result = heading
        var group = Int(nodes[heading].parent)
        while group > part, nodes[group].tag.isGroup, nodes[group].prose * 5 < nodes[part].prose {
            let isFirst = !(group..<result).contains {
                nodes[$0].tag == .text && nodes[$0].length > 1
            }
            guard isFirst else { break }
            result = group
            group = Int(nodes[group].parent)
        }
        return result
    }
}

/// The words with which publishers lead their readers on.
enum RelatedLinkPhrases {
    /// Whether all of `text` announces other articles.
    static func announces(_ text: String) -> Bool {
        let plain = text.lowercased().drop { !$0.isLetter }
        let words = plain.prefix { $0 != ":" }.split(whereSeparator: \.isWhitespace)
        return words.count <= 6 && openings.isPrefix(of: plain)
    }

    /// Whether `text` begins as a line does that leads to another article or away from the text.
    static func begins(_ text: String) -> Bool {
        let plain = text.lowercased().drop { !$0.isLetter }
        return openings.isPrefix(of: plain)
    }

    /// Whether `text` begins as an author's pointer does, and says to what.
    static func points(_ text: String) -> Bool {
        let plain = text.lowercased().drop { !$0.isLetter }
        guard let opening = pointers.first(where: { plain.hasPrefix($0) }) else { return false }
        let rest = plain.dropFirst(opening.count)
        return rest.first?.isLetter == false && rest.contains(where: \.isLetter)
    }

    private static let pointers = ["zie ook", "see also", "siehe auch", "voir aussi"]

    private static let openings: Phrases = [
        // Dutch
        "lees ook", "lees meer", "lees verder", "bekijk ook", "luister ook", "zie ook",
        "meer over", "meer uit", "meer van", "meer lezen", "verder lezen", "andere berichten",
        "laatste nieuws", "net binnen", "meest gelezen", "meest bekeken", "ook op deze site",
        "gerelateerd", "meer nieuws", "ook interessant",
        "abonneer je", "schrijf je in", "meld je aan", "deel dit", "deel artikel", "volg ons",
        "tags:", "trefwoorden", "bekijk hier", "kijk ook",
        // English
        "read more", "read also", "also read", "see also", "related:", "related articles",
        "related stories", "related posts", "related content", "related topics", "more from",
        "more on this", "more stories", "recommended", "you may also", "you might also",
        "don't miss", "must read", "sign up", "subscribe to", "follow us", "share this",
        "click here to", "advertisement", "continue reading", "up next", "most read",
        "most popular", "trending", "tags:", "filed under", "get the latest", "download our app",
        "story continues below", "article continues below", "read next", "keep reading",
        "watch:", "image source", "photo by", "photo credit", "getty images", "leave a comment",
        "about the author", "join the conversation", "view comments", "newsletter",
        // German
        "lesen sie auch", "lesen sie mehr", "lesen sie hier", "mehr zum thema", "mehr dazu",
        "auch interessant", "das könnte sie", "weitere artikel", "weiterlesen", "lies auch",
        "mehr zu", "jetzt abonnieren", "newsletter", "anzeige", "zum thema", "weitere themen",
        "folgen sie uns", "teilen sie",
        // French
        "lire aussi", "à lire aussi", "a lire aussi", "à lire", "voir aussi", "lire la suite",
        "sur le même sujet", "abonnez-vous", "partager", "publicité",
        // Spanish, Portuguese, Italian
        "lea también", "leer más", "lee también", "te puede interesar", "más información",
        "también te puede", "noticias relacionadas", "para saber más", "suscríbete",
        "leia também", "leia mais", "saiba mais", "leggi anche", "potrebbe interessarti",
        "publicidad", "publicidade",
        // Nordic languages and Turkish
        "les også", "läs också", "läs även", "læs også", "annonse", "annons", "reklam",
        "ilgili haber",
    ]
}

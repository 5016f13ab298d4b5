/// Takes away what stands inside an article without being part of it.
extension PageTree {
    /// Cleans the chosen `parts`; `headline` is where the page shows `title`, if it does.
    func clean(_ parts: [Int], title: String, headline: Int?, site: PageSite) {
        removeDetails(in: parts)
        removeBiographies(in: parts)
        removeCaptions(in: parts)
        removeUnlikelyGroups(in: parts)
        removeTitle(title, headline: headline, in: parts)
        removeBylines(title, headline: headline, in: parts)
        removeRelatedLinks(in: parts, site: site)
        removeRepeated(in: parts)
        removeMachineText(in: parts)
        removeNotices(in: parts)
        removeEmptyHeadings(in: parts)
    }

    /// Captions, bylines, dates: short, and named so.
    private func removeDetails(in parts: [Int]) {
        let all = proseLength(of: parts)
        // What holds a picture with its caption is named after captions too.
        let frames = findFrames()
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard node.tag != .body, node.prose * 10 < all else { return false }
            if node.tag == .caption { return true }
            guard node.tag.isBlock || node.tag == .inline, node.length < 900 else { return false }
            let hints = self.hints(index)
            if hints.isCaption { return node.tag != .figure && !frames.contains(index) }
            if node.length < 100, node.tag.isBlock, !self.hasBlocks(index),
                BoilerplatePhrases.credits.isPrefix(of: self.line(index).lowercased()[...])
            {
                return true
            }
            if hints.isAuthor, node.prose * 8 < all { return true }
            return hints.isDetail && node.length < 120 && !node.tag.isHeading
                && !(node.prose >= 60 && self.endsSentence(self.line(index)))
        }
    }

    /// What is told about the author after the text, which under a short article is a large part of
    /// what there is to read.
    private func removeBiographies(in parts: [Int]) {
        let all = proseLength(of: parts)
        guard let last = parts.last else { return }
        let end = textBlocks().last { $0.isProse && $0.node < nodes[last].end }?.node ?? 0
        remove(in: parts) { index in
            let node = self.nodes[index]
            return node.tag.isBlock && node.prose > 0 && node.prose * 2 < all && node.length < 900
                && index <= end && end < node.end && self.hints(index).isAuthor
        }
    }

    /// The words that stand with a picture in an element named after it.
    private func removeCaptions(in parts: [Int]) {
        let all = proseLength(of: parts)
        var found: Set<Int> = []
        var seen: Set<Int> = []
        for part in parts {
            forEach(in: part) { index in
                guard nodes[index].tag == .image else { return }
                var group = nodes[index].parent
                while group > part, nodes[group].length <= 1 { group = nodes[group].parent }
                let node = nodes[group]
                guard group > part, seen.insert(group).inserted,
                    node.tag.isGroup || node.tag == .figure, node.length < 300,
                    node.prose * 3 < all, node.tag == .figure || hints(group).isPicture
                else { return }
                found.formUnion(children(of: group).filter { nodes[$0].length > 1 })
            }
        }
        if !found.isEmpty { remove(in: parts, where: found.contains) }
    }

    /// Forms, and lists, tables and groups that are mostly links or labels.
    private func removeUnlikelyGroups(in parts: [Int]) {
        let all = proseLength(of: parts)
        remove(in: parts) { index in
            guard self.nodes[index].prose * 3 < all else { return false }
            switch self.nodes[index].tag {
            case .form: return true
            case .list, .table, .division, .section, .header, .article:
                return self.isClutter(index, among: all)
            default: return false
            }
        }
    }

    private func isClutter(_ index: Int, among all: Int32) -> Bool {
        let node = nodes[index]
        guard node.length > 0 else { return false }
        let hints = hints(index)
        let weight = hints.weight
        if weight < 0, node.tag != .table, node.prose * 8 < all,
            node.prose * 3 < node.length * 2
                || (hints.isBeside && !isRunningText(index, among: all))
        {
            return true
        }
        if node.commas >= 10 { return false }
        let facts = GroupFacts(self, index)
        let isList = node.tag == .list || facts.listLength * 10 > Int(node.length) * 9
        if facts.items - 100 > facts.paragraphs, !isList { return true }
        if !isList, facts.headingLength * 10 < Int(node.length) * 9, node.length < 25,
            facts.images != 1
        {
            return node.linkLength > 0
        }
        if !isList, weight < 25, node.linkDensity > 0.2, node.prose * 2 < node.length {
            return true
        }
        if weight >= 25, node.linkDensity > 0.5 { return true }
        if isList, node.linkDensity > 0.66 { return true }
        return false
    }
}

/// What an element holds.
private struct GroupFacts {
    var paragraphs = 0
    var items = 0
    var images = 0
    var headingLength = 0
    var listLength = 0

    init(_ tree: PageTree, _ index: Int) {
        tree.forEach(in: index) { here in
            switch tree.nodes[here].tag {
            case .paragraph: paragraphs += 1
            case .item: items += 1
            case .image: images += 1
            case .heading, .title: headingLength += Int(tree.nodes[here].length)
            case .list: listLength += Int(tree.nodes[here].length)
            default: break
            }
        }
    }
}

/// What a page says twice.
extension PageTree {
    /// Removes paragraphs that stand in the text a second time in another kind of place: pages
    /// carry captions, teasers and whole texts once for each layout.
    func removeRepeated(in parts: [Int]) {
        var seen: [String: String] = [:]
        var repeated: Set<Int> = []
        var isInside = Array(repeating: false, count: nodes.count)
        for part in parts {
            for index in part..<nodes[part].end { isInside[index] = true }
        }
        for block in textBlocks() where !block.isMixed && block.length >= 60 {
            guard isInside[block.node] else { continue }
            let text = line(block.node)
            let place = place(of: block.node)
            if let earlier = seen[text] {
                if earlier != place { repeated.insert(block.node) }
            } else {
                seen[text] = place
            }
        }
        if !repeated.isEmpty { remove(in: parts, where: repeated.contains) }
    }

    /// The names of the elements around `index`, as far as they show of which kind its place is.
    private func place(of index: Int) -> String {
        var names: [String] = []
        var ancestor = index
        while ancestor > 0, names.count < 5 {
            names.append("\(nodes[ancestor].tag.rawValue) \(nodes[ancestor]["class"] ?? "")")
            ancestor = nodes[ancestor].parent
        }
        return names.joined(separator: ">")
    }
}

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
                        node.parent == heading.parent, node.prose * 5 < all
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
                    announced = (index, node.parent)
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
        return prose.lowerBound < index && node.end < prose.upperBound
    }

    /// From the first to the last of the paragraphs in `part`; nil where there is none.
    private func proseSpan(of part: Int) -> Range<Int>? {
        let range = part..<nodes[part].end
        let prose = textBlocks().filter { $0.isProse && range.contains($0.node) }.map(\.node)
        guard let first = prose.first, let last = prose.last else { return nil }
        return first..<(last + 1)
    }

    /// Whether neither the first nor the last text in `index` belongs to a link.
    private func isAroundLinks(_ index: Int) -> Bool {
        let texts = (index..<nodes[index].end).filter {
            nodes[$0].tag == .text && nodes[$0].length > 0
        }
        return [texts.first, texts.last].compactMap { $0 }.allSatisfy { text in
            var outer = text
            while outer > index, nodes[outer].tag != .link { outer = nodes[outer].parent }
            return outer == index
        }
    }

    /// Whether the paragraph at `index` is nothing but a link to another page of the site, and no
    /// sentence.
    private func isTitleOfAnother(_ index: Int, site: PageSite) -> Bool {
        guard nodes[index].linkLength == nodes[index].length, nodes[index].length > 20 else {
            return false
        }
        let links = (index..<nodes[index].end).filter { nodes[$0].tag == .link }
        return links.count == 1 && site.isOwn(nodes[links[0]]["href"] ?? "")
            && !endsSentence(line(index))
    }

    /// The outermost group that `heading` begins, as long as it holds little of the article.
    private func announcedGroup(_ heading: Int, in part: Int) -> Int {
        var result = heading
        var group = nodes[heading].parent
        while group > part, nodes[group].tag.isGroup, nodes[group].prose * 5 < nodes[part].prose {
            let isFirst = !(group..<result).contains {
                nodes[$0].tag == .text && nodes[$0].length > 1
            }
            guard isFirst else { break }
            result = group
            group = nodes[group].parent
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

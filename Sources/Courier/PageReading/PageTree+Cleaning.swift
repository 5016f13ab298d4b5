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
        let end = textBlocks().last { $0.isProse && $0.node < Int(nodes[last].end) }?.node ?? 0
        remove(in: parts) { index in
            let node = self.nodes[index]
            return node.tag.isBlock && node.prose > 0 && node.prose * 2 < all && node.length < 900
                && index <= end && end < Int(node.end) && self.hints(index).isAuthor
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
                var group = Int(nodes[index].parent)
                while group > part, nodes[group].length <= 1 { group = Int(nodes[group].parent) }
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
            for index in part..<Int(nodes[part].end) { isInside[index] = true }
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
            ancestor = Int(nodes[ancestor].parent)
        }
        return names.joined(separator: ">")
    }
}

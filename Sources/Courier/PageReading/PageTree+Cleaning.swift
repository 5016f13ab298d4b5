/// Takes away what stands inside an article without being part of it.
extension PageTree {
    /// Cleans the chosen `parts`.
    func clean(_ parts: [Int], title: String) {
        removeDetails(in: parts)
        removeUnlikelyGroups(in: parts)
        removeTitle(title, in: parts)
        removeReferrals(in: parts)
        removeRepeated(in: parts)
        removeNotices(in: parts)
        removeLonelyHeadings(in: parts)
    }

    /// Captions, bylines, dates: short, and named so.
    private func removeDetails(in parts: [Int]) {
        let all = proseLength(of: parts)
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard node.tag != .body, node.prose * 10 < all else { return false }
            if node.tag == .caption { return true }
            guard node.tag.isBlock || node.tag == .inline, node.length < 900 else { return false }
            let hints = self.hints(index)
            if hints.isCaption { return true }
            if hints.isAuthor, node.prose * 8 < all { return true }
            return hints.isDetail && node.length < 120 && !node.tag.isHeading
        }
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
        let weight = hints(index).weight
        if weight < 0, node.tag != .table, node.prose * 8 < all { return true }
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

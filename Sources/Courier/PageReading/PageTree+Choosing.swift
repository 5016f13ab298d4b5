/// What was found on a page.
struct FoundArticle {
    /// The elements that the article stands in, in the order of the page; none where there is none.
    let parts: [Int]
    /// What keeps its rest for subscribers.
    let paywall: PaywallNotice?
}

/// Finds the article in the page.
extension PageTree {
    /// Finds the article called `title`, and removes what is beside it and amid it.
    func article(title: String, site: PageSite) -> FoundArticle {
        removeHidden()
        captions = findCaptions()
        let blocks = textBlocks()
        let paywallNotices = paywallNotices(in: blocks)
        let shown = removed
        let headline = headline(title)
        removeUnlikely(around: headline)
        let others = otherArticles(around: headline, site: site) + replies(after: headline)
        if !others.isEmpty {
            remove(where: Set(others).contains)
            removeWhatFollows(others, headline: headline)
        }
        var parts = chosenParts(title: title)
        let found = proseLength(of: parts)
        if found < (headline == nil ? PageTree.enough : PageTree.shortestArticle) {
            // Perhaps the article was taken for something beside it.
            let pruned = removed
            removed = shown
            let others = chosenParts(title: title)
            if proseLength(of: others) >= found * 2 { parts = others } else { removed = pruned }
        }
        let paywall = paywall(at: parts, among: paywallNotices, blocks: blocks)
        let uncleaned = removed
        clean(parts, title: title, headline: headline, site: site)
        if parts.allSatisfy({ nodes[$0].length == 0 }) { removed = uncleaned }
        return FoundArticle(parts: parts, paywall: paywall)
    }

    /// The notice that stands in `parts` or shortly after: rather one that says that
    /// the rest is for subscribers than one that offers.
    private func paywall(
        at parts: [Int], among paywallNotices: [PaywallNotice], blocks: [TextBlock]
    ) -> PaywallNotice? {
        guard let first = parts.first, let last = parts.last else { return nil }
        let end = Int(nodes[last].end)
        var left: Int32 = 400
        let next = blocks.first { block in
            if block.first >= end { left -= block.length }
            return left < 0
        }
        let near = paywallNotices.filter { $0.place > first && $0.place <= next?.first ?? .max }
        return near.first { $0.line == .subscribersOnly } ?? near.first
    }

    /// Fewer characters than this are looked for elsewhere before they are taken, on a page of
    /// which nobody knows where its headline stands.
    private static let enough: Int32 = 500

    /// What was removed; setting it counts again.
    var removed: [Bool] {
        get { nodes.map(\.isRemoved) }
        set {
            for index in nodes.indices { nodes[index].isRemoved = newValue[index] }
            measure()
        }
    }

    private func chosenParts(title: String) -> [Int] {
        guard let best = bestCandidate(among: scoreElements()) else {
            // A small page is what it shows, whatever that is.
            return head.scripts == 0 ? [0] : []
        }
        var parts: [Int] = []
        for index in (leads(before: best, title: title) + withSiblings(best)).sorted() {
            // Never twice, nor something inside what was chosen before.
            if let last = parts.last, index < Int(nodes[last].end) { continue }
            parts.append(index)
        }
        return parts
    }

    /// How much running text stands in `parts`.
    func proseLength(of parts: [Int]) -> Int32 {
        parts.reduce(0) { $0 + nodes[$1].prose }
    }

    /// Removes the elements inside `parts` of which `isMeant` holds.
    func remove(in parts: [Int], where isMeant: (Int) -> Bool) {
        var isInside = Array(repeating: false, count: nodes.count)
        for part in parts {
            for index in part + 1..<Int(nodes[part].end) { isInside[index] = true }
            // A paragraph that joined the text may be none of it after all.
            if nodes[part].tag == .paragraph, parts.count > 1 { isInside[part] = true }
        }
        remove { isInside[$0] && isMeant($0) }
    }
}

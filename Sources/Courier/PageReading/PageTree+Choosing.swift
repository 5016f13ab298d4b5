/// Finds the article in the page.
extension PageTree {
    /// The elements that the article stands in, in the order of the page, with what is beside it
    /// removed; none where the page has no article.
    func article(title: String) -> [Int] {
        removeHidden()
        let untouched = nodes
        removeUnlikely()
        var parts = chosenParts(title: title)
        if proseLength(of: parts) < PageTree.enough {
            // Perhaps the article was taken for something beside it.
            let first = (nodes, parts, proseLength(of: parts))
            nodes = untouched
            parts = chosenParts(title: title)
            if proseLength(of: parts) < first.2 * 2 { (nodes, parts) = (first.0, first.1) }
        }
        let uncleaned = nodes
        clean(parts, title: title)
        if parts.allSatisfy({ nodes[$0].length == 0 }) { nodes = uncleaned }
        return parts
    }

    /// Fewer characters than this are looked for elsewhere before they are taken.
    static let enough: Int32 = 500

    private func chosenParts(title: String) -> [Int] {
        guard let best = bestCandidate(among: scoreElements()) else {
            // A small page is what it shows, whatever that is.
            return head.scripts == 0 ? [0] : []
        }
        return leads(before: best, title: title) + withSiblings(best)
    }

    func proseLength(of parts: [Int]) -> Int32 {
        parts.reduce(0) { $0 + nodes[$1].prose }
    }
}

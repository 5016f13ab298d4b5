/// Finds the article in the page.
extension PageTree {
    /// The elements that the article stands in, in the order of the page, with what is beside it
    /// removed; none where the page has no article.
    func article() -> [Int] {
        removeHidden()
        let untouched = nodes
        removeUnlikely()
        var parts = chosenParts()
        if proseLength(of: parts) < PageTree.enough {
            // Perhaps the article was taken for something beside it.
            let first = (nodes, parts, proseLength(of: parts))
            nodes = untouched
            parts = chosenParts()
            if proseLength(of: parts) < first.2 * 2 { (nodes, parts) = (first.0, first.1) }
        }
        clean(parts)
        return parts
    }

    /// Fewer characters than this are looked for elsewhere before they are taken.
    static let enough: Int32 = 500

    private func chosenParts() -> [Int] {
        guard let best = bestCandidate(among: scoreElements()) else { return [] }
        return withSiblings(best)
    }

    func proseLength(of parts: [Int]) -> Int32 {
        parts.reduce(0) { $0 + nodes[$1].prose }
    }
}

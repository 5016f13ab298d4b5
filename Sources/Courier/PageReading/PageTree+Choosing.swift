/// Finds the article in the page.
extension PageTree {
    /// The elements that the article stands in, in the order of the page, with what is beside it
    /// removed; none where the page has no article.
    func article(title: String) -> [Int] {
        removeHidden()
        let shown = removed
        removeUnlikely()
        var parts = chosenParts(title: title)
        let found = proseLength(of: parts)
        if found < PageTree.enough {
            // Perhaps the article was taken for something beside it.
            let pruned = removed
            removed = shown
            let others = chosenParts(title: title)
            if proseLength(of: others) >= found * 2 { parts = others } else { removed = pruned }
        }
        let uncleaned = removed
        clean(parts, title: title)
        if parts.allSatisfy({ nodes[$0].length == 0 }) { removed = uncleaned }
        return parts
    }

    /// Fewer characters than this are looked for elsewhere before they are taken.
    private static let enough: Int32 = 500

    /// What was removed; setting it counts anew.
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
        }
        remove { isInside[$0] && isMeant($0) }
    }
}

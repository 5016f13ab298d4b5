import CLibXML2

/// The headings and the short lines of an article, of which some are not part of it.
extension PageTree {
    /// Removes the headline from the text, and the lines above it.
    func removeTitle(_ title: String, in parts: [Int]) {
        let wanted = WordBag(title)
        guard !wanted.isEmpty else { return }
        let headings = heads(in: parts).prefix(3)
        guard
            let headline = headings.first(where: { index in
                let words = WordBag(line(index))
                return words.likeness(to: wanted) > 0.7
                    || (nodes[index].tag == .title && words.likeness(to: wanted) > 0.4)
            })
        else { return }
        let start = parts[0]
        remove(in: parts) { index in
            if index == headline { return true }
            // Sections and dates stand above the headline, never the text.
            return index > start && Int(self.nodes[index].end) <= headline
                && self.nodes[index].tag.isBlock && self.nodes[index].length < 100
        }
    }

    /// The paragraphs between the headline and `best`: the lead, where it stands apart.
    func leads(before best: Int, title: String) -> [Int] {
        let wanted = WordBag(title)
        var headline: Int?
        for index in 0..<best where nodes[index].tag == .title && !nodes[index].isRemoved {
            if WordBag(line(index)).likeness(to: wanted) > 0.6 { headline = index }
        }
        guard let headline, Int(nodes[headline].end) <= best else { return [] }
        var found: [Int] = []
        for block in textBlocks() where block.node > headline && block.node < best {
            guard Int(nodes[block.node].end) <= best, !block.isMixed, block.length >= 60,
                block.linkLength * 5 < block.length, !isTold(block.node)
            else { continue }
            found.append(block.node)
        }
        return found.count <= 3 ? found : []
    }

    /// Whether the element at `index`, or one of the two around it, belongs to a picture or tells
    /// of the author.
    private func isTold(_ index: Int) -> Bool {
        var here = index
        for _ in 0..<3 where here > 0 {
            let hints = hints(here)
            if nodes[here].tag == .caption || nodes[here].tag == .figure || hints.isCaption
                || hints.isDetail
            {
                return true
            }
            here = Int(nodes[here].parent)
        }
        return false
    }

    /// Removes headings that nothing follows.
    func removeLonelyHeadings(in parts: [Int]) {
        var lonely: Set<Int> = []
        var waiting: [Int] = []
        for part in parts {
            forEach(in: part) { index in
                let node = nodes[index]
                if node.tag.isHeading, node.length > 0 {
                    // A heading under a heading is its section's.
                    while let last = waiting.last, rank(last) >= rank(index) {
                        lonely.insert(last)
                        waiting.removeLast()
                    }
                    waiting.append(index)
                } else if node.tag == .text, node.length > 1,
                    !waiting.contains(where: { Int(nodes[$0].end) > index })
                {
                    waiting.removeAll()
                }
            }
        }
        lonely.formUnion(waiting)
        if !lonely.isEmpty { remove(in: parts, where: lonely.contains) }
    }

    private func heads(in parts: [Int]) -> [Int] {
        var found: [Int] = []
        for part in parts {
            forEach(in: part) { if nodes[$0].tag.isHeading { found.append($0) } }
        }
        return found
    }

    /// 1 for `h1` to 6 for `h6`.
    private func rank(_ index: Int) -> UInt8 {
        guard let name = nodes[index].pointer?.pointee.name else { return 6 }
        return name[1] &- UInt8(ascii: "0")
    }
}

/// Finds the elements that most likely hold the article, by the running text in them.
///
/// The method is the one that Readability made known: each block of running text gives points to
/// the elements around it, fewer the further out they stand, and links take points away.
extension PageTree {
    /// Gives every element its score; returns the elements that got points.
    func scoreElements() -> [Int] {
        for index in nodes.indices { nodes[index].score = 0 }
        var isCandidate = Array(repeating: false, count: nodes.count)
        var candidates: [Int] = []
        for block in textBlocks() where block.length >= PageTree.shortestParagraph {
            let points =
                1 + Double(block.commas + 1) + min(Double(block.length) / 100, 3)
                + Double(block.length) / 400
            var level = 0
            var ancestor = block.isMixed ? block.node : Int(nodes[block.node].parent)
            while ancestor >= 0, level < 6 {
                if !isCandidate[ancestor] {
                    isCandidate[ancestor] = true
                    candidates.append(ancestor)
                    nodes[ancestor].score = startingScore(ancestor)
                }
                nodes[ancestor].score +=
                    points / Double(level == 0 ? 1 : level == 1 ? 2 : level * 3)
                ancestor = Int(nodes[ancestor].parent)
                level += 1
            }
        }
        for candidate in candidates {
            let share = Double(nodes[candidate].prose) / Double(max(1, nodes[0].prose))
            nodes[candidate].score *= (1 - nodes[candidate].linkDensity) * share.squareRoot()
        }
        return candidates
    }

    private func startingScore(_ index: Int) -> Double {
        let node = nodes[index]
        let base: Double =
            switch node.tag {
            case .division: 5
            case .preformatted, .cell, .quote: 3
            case .list, .item, .form: -3
            case .heading, .title: -5
            default: 0
            }
        let hints = self.hints(index)
        let isBody = hints.isBody || node["itemprop"] == "articleBody"
        return base + Double(hints.weight) + (isBody ? 25 : 0)
    }

    /// The element that holds the article, by the scores given before; nil where nothing scored.
    func bestCandidate(among candidates: [Int]) -> Int? {
        let ranked = candidates.sorted { nodes[$0].score > nodes[$1].score }.prefix(5)
        guard var best = ranked.first, nodes[best].score > 0 else { return nil }
        best = sharedAncestor(of: best, and: ranked.dropFirst()) ?? best
        best = widened(raised(best))
        // An only child adds nothing to its parent.
        while nodes[best].parent > 0, nodes[Int(nodes[best].parent)].tag != .body,
            siblings(of: best).count == 1
        {
            best = Int(nodes[best].parent)
        }
        return best
    }

    /// What three or more of the next best have around them together with the best.
    private func sharedAncestor(of best: Int, and others: some Sequence<Int>) -> Int? {
        let close = others.filter { nodes[$0].score >= nodes[best].score * 0.75 }
        guard close.count >= 3 else { return nil }
        var ancestor = Int(nodes[best].parent)
        while ancestor > 0, nodes[ancestor].tag != .body {
            let held = close.count { $0 > ancestor && $0 < Int(nodes[ancestor].end) }
            if held >= 3 { return ancestor }
            ancestor = Int(nodes[ancestor].parent)
        }
        return nil
    }

    /// The outermost of the elements around `best` whose scores rise: an article parted into
    /// several elements gives more points to what holds them all.
    private func raised(_ best: Int) -> Int {
        var result = best
        var last = nodes[best].score
        let threshold = last / 3
        var ancestor = Int(nodes[best].parent)
        while ancestor > 0, nodes[ancestor].tag != .body {
            let score = nodes[ancestor].score
            if score == 0 {
                ancestor = Int(nodes[ancestor].parent)
                continue
            }
            guard score >= threshold else { break }
            if score > last {
                result = ancestor
                break
            }
            last = score
            ancestor = Int(nodes[ancestor].parent)
        }
        return result
    }

    /// The outermost of the elements around `best` that add running text and little else: articles
    /// are often cut into pieces, with something between them.
    private func widened(_ best: Int) -> Int {
        var result = best
        var ancestor = Int(nodes[best].parent)
        while ancestor > 0, nodes[ancestor].tag != .body {
            let gain = nodes[ancestor].prose - nodes[result].prose
            let clutter = nodes[ancestor].length - nodes[result].length - gain
            if gain * 10 > nodes[result].prose, clutter * 3 < gain { result = ancestor }
            ancestor = Int(nodes[ancestor].parent)
        }
        return result
    }

    /// The elements that stand beside `index`, and itself.
    func siblings(of index: Int) -> [Int] {
        let parent = Int(nodes[index].parent)
        guard parent >= 0 else { return [index] }
        return children(of: parent).filter { nodes[$0].tag != .text }
    }

    /// `best` and those beside it that belong to the same article.
    func withSiblings(_ best: Int) -> [Int] {
        let threshold = max(10, nodes[best].score * 0.2)
        let name = nodes[best]["class"]
        return siblings(of: best).filter { index in
            guard index != best else { return true }
            let node = nodes[index]
            let bonus =
                name?.isEmpty == false && node["class"] == name ? nodes[best].score * 0.2 : 0
            if node.score + bonus >= threshold { return true }
            guard node.tag == .paragraph else { return false }
            if node.length > 80 { return node.linkDensity < 0.25 }
            return node.length > 0 && node.linkLength == 0 && endsSentence(line(index))
        }
    }

    /// Whether `text` ends as sentences do.
    func endsSentence(_ text: String) -> Bool {
        text.last.map { ".!?…。！？\"”»'’".contains($0) } ?? false
    }
}

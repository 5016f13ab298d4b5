import Markup

extension PageTree {
    /// Finds the article called `title`: the elements that it stands in, in the order of the page,
    /// and what keeps its rest for subscribers. Removes what is beside it and amid it.
    func article(title: String, site: PageSite) -> (parts: [Int], paywall: PaywallNotice?) {
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
        return (parts, paywall)
    }

    /// The notice that stands in `parts` or shortly after: rather one that says that
    /// the rest is for subscribers than one that offers.
    private func paywall(
        at parts: [Int], among paywallNotices: [PaywallNotice], blocks: [TextBlock]
    ) -> PaywallNotice? {
        guard let first = parts.first, let last = parts.last else { return nil }
        let end = nodes[last].end
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
            if let last = parts.last, index < nodes[last].end { continue }
            parts.append(index)
        }
        return parts
    }

    func proseLength(of parts: [Int]) -> Int32 {
        parts.reduce(0) { $0 + nodes[$1].prose }
    }

    /// Removes the elements inside `parts` of which `isMeant` holds.
    func remove(in parts: [Int], where isMeant: (Int) -> Bool) {
        var isInside = Array(repeating: false, count: nodes.count)
        for part in parts {
            for index in part + 1..<nodes[part].end { isInside[index] = true }
            // A paragraph that joined the text may be none of it after all.
            if nodes[part].tag == .paragraph, parts.count > 1 { isInside[part] = true }
        }
        remove { isInside[$0] && isMeant($0) }
    }
}

/// Takes away what is hardly ever part of an article: by element, role, or the names its makers
/// gave it.
extension PageTree {
    /// Removes what is not shown to readers of the page, unless hardly any text is left then: some
    /// pages are put together by scripts out of hidden parts.
    func removeHidden() {
        let untouched = removed
        let all = nodes[0].prose
        remove { self.isHidden($0) }
        if nodes[0].prose < all / 4 { removed = untouched }
    }

    /// Removes navigation, side columns, comments and their like. What holds `headline` stays, and
    /// so does what a name alone speaks against when it holds a real share of the running text:
    /// names lie, and tags that were left open swallow what follows.
    func removeUnlikely(around headline: Int?) {
        let all = nodes[0].prose
        remove { index in
            let node = self.nodes[index]
            guard node.tag.mayBeBeside else { return false }
            if let headline, self.isInside(headline, index) { return false }
            let hints = self.hints(index)
            let rest = all - node.prose
            let isUnlikely = node.tag.isBeside || self.isReply(node)
            if isUnlikely || hints.isForeign || self.hasRoleBeside(node) {
                // Comments may be longer than what they are about.
                if headline != nil, isUnlikely || hints.isForeign,
                    rest >= PageTree.shortestArticle
                {
                    return true
                }
                return node.prose < all / 5 * 2 || (rest > 700 && node.prose < all / 5 * 4)
            }
            guard hints.isAccessory || hints.isPerhapsBeside, !self.isRunningText(index, among: all)
            else { return false }
            if hints.isAccessory, rest > 700, node.prose < all / 5 * 4 { return true }
            return node.prose < all / 5 * 2
        }
    }

    /// Fewer characters of running text than this are no article.
    static let shortestArticle: Int32 = 60

    /// Whether the element at `index` holds paragraphs that are a real share of `all` the running
    /// text, and hardly anything else.
    func isRunningText(_ index: Int, among all: Int32) -> Bool {
        let node = nodes[index]
        guard node.prose >= 80, node.prose * 10 >= all, node.linkDensity < 0.15,
            node.prose * 10 >= node.length * 8
        else { return false }
        var paragraphs = 0
        var pictures = 0
        var hasForm = false
        forEach(in: index) { here in
            let node = nodes[here]
            switch node.tag {
            case .form: hasForm = true
            case .image, .item: pictures += 1
            case .paragraph where node.length >= 80 && node.linkLength * 5 < node.length:
                paragraphs += 1
            default: break
            }
        }
        guard pictures < paragraphs else { return false }
        if hints(index).isTextOfAccessory, paragraphs == 1, !hasForm {
            return !BoilerplatePhrases.subjects.isAny(in: line(index).lowercased())
        }
        return node.prose >= 250 && paragraphs >= (hasForm ? 4 : 2)
    }

    /// Removes all elements of which `isMeant` holds, outer ones first, and counts again.
    func remove(where isMeant: (Int) -> Bool) {
        var index = 0
        var isChanged = false
        while index < nodes.count {
            if !nodes[index].isRemoved, nodes[index].tag != .text, isMeant(index) {
                nodes[index].isRemoved = true
                isChanged = true
            }
            index = nodes[index].isRemoved ? nodes[index].end : index + 1
        }
        if isChanged { measure() }
    }

    private func hasRoleBeside(_ node: PageNode) -> Bool {
        node["role"].map { PageTree.rolesBeside.contains($0) } ?? false
    }

    /// Whether a reader wrote it, as schema.org has it.
    private func isReply(_ node: PageNode) -> Bool {
        node["itemprop"] == "comment"
            || node["itemtype"].map { $0.hasSuffix("Comment") || $0.hasSuffix("Comments") } == true
    }

    /// Whether browsers show it to nobody, now or at a click.
    private func isHidden(_ index: Int) -> Bool {
        let node = nodes[index]
        guard node.tag != .body, node["role"] != "region", node["role"] != "tabpanel" else {
            return false
        }
        if node.tag != .paragraph, node["aria-hidden"] == "true" {
            // A picture's stand-in is hidden from screen readers alone.
            return node["class"]?.contains("fallback-image") != true
        }
        guard
            node["hidden"] != nil || node["style"].map({ InlineStyle.hides($0) }) == true
                || ClassNameHints.hides(node)
        else {
            return false
        }
        return !hints(index).isFolded && !hints(max(0, node.parent)).isFolded
    }

    private static let rolesBeside: Set<String> = [
        "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog",
        "search", "banner", "contentinfo", "toolbar", "tablist",
    ]
}

extension ElementKind {
    /// Whether HTML has the element for what stands beside the text.
    fileprivate var isBeside: Bool {
        switch self {
        case .navigation, .footer, .aside, .control: true
        default: false
        }
    }

    fileprivate var mayBeBeside: Bool {
        switch self {
        case .text, .link, .lineBreak, .image, .body, .row, .cell, .preformatted, .article, .main:
            false
        default:
            true
        }
    }
}

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
            var ancestor = block.isMixed ? block.node : nodes[block.node].parent
            while ancestor >= 0, level < 6 {
                if !isCandidate[ancestor] {
                    isCandidate[ancestor] = true
                    candidates.append(ancestor)
                    nodes[ancestor].score = startingScore(ancestor)
                }
                nodes[ancestor].score +=
                    points / Double(level == 0 ? 1 : level == 1 ? 2 : level * 3)
                ancestor = nodes[ancestor].parent
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
        while nodes[best].parent > 0, nodes[nodes[best].parent].tag != .body,
            siblings(of: best).count == 1
        {
            best = nodes[best].parent
        }
        return best
    }

    /// What three or more of the next best have around them together with the best.
    private func sharedAncestor(of best: Int, and others: some Sequence<Int>) -> Int? {
        let close = others.filter { nodes[$0].score >= nodes[best].score * 0.75 }
        guard close.count >= 3 else { return nil }
        return ancestors(of: best).first { ancestor in
            close.count { $0 > ancestor && $0 < nodes[ancestor].end } >= 3
        }
    }

    /// The elements around `index` as far as the body, inner ones first.
    private func ancestors(of index: Int) -> some Sequence<Int> {
        sequence(first: nodes[index].parent) { self.nodes[$0].parent }
            .prefix { $0 > 0 && self.nodes[$0].tag != .body }
    }

    /// The outermost of the elements around `best` whose scores rise: an article parted into
    /// several elements gives more points to what holds them all.
    private func raised(_ best: Int) -> Int {
        var last = nodes[best].score
        let threshold = last / 3
        for ancestor in ancestors(of: best) where nodes[ancestor].score != 0 {
            let score = nodes[ancestor].score
            guard score >= threshold else { return best }
            if score > last { return ancestor }
            last = score
        }
        return best
    }

    /// The outermost of the elements around `best` that add running text and little else: articles
    /// are often cut into pieces, with something between them.
    private func widened(_ best: Int) -> Int {
        var result = best
        for ancestor in ancestors(of: best) {
            let gain = nodes[ancestor].prose - nodes[result].prose
            let clutter = nodes[ancestor].length - nodes[result].length - gain
            if gain * 10 > nodes[result].prose, clutter * 3 < gain { result = ancestor }
        }
        return result
    }

    /// The elements that stand beside `index`, and itself.
    func siblings(of index: Int) -> [Int] {
        let parent = nodes[index].parent
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

    func endsSentence(_ text: String) -> Bool {
        text.last.map { ".!?…。！？\"”»'’".contains($0) } ?? false
    }
}

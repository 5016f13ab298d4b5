import Markup

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
            if let headline, index <= headline, headline < Int(node.end) { return false }
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
            index = nodes[index].isRemoved ? Int(nodes[index].end) : index + 1
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
        return !hints(index).isFolded && !hints(max(0, Int(node.parent))).isFolded
    }

    private static let rolesBeside: Set<String> = [
        "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog",
        "search", "banner", "contentinfo", "toolbar", "tablist",
    ]
}

extension PageTag {
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

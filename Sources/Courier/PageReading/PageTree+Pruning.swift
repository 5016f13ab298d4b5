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

    /// Removes navigation, side columns, comments and their like, unless most of the page's running
    /// text stands in there.
    func removeUnlikely() {
        let all = nodes[0].prose
        remove { index in
            let node = self.nodes[index]
            guard node.tag.mayBeBeside else { return false }
            let hints = self.hints(index)
            let isUnlikely = self.isUnlikely(node)
            guard hints.isBeside || isUnlikely else { return false }
            // Enough to be an article is left without it.
            if hints.isSurelyBeside || isUnlikely, all - node.prose > 700, node.prose < all / 5 * 4
            {
                return true
            }
            return node.prose < all / 5 * 2
        }
    }

    /// Removes all elements of which `isMeant` holds, outer ones first, and counts anew.
    func remove(where isMeant: (Int) -> Bool) {
        var index = 0
        while index < nodes.count {
            if !nodes[index].isRemoved, nodes[index].tag != .text, isMeant(index) {
                nodes[index].isRemoved = true
            }
            index = nodes[index].isRemoved ? Int(nodes[index].end) : index + 1
        }
        measure()
    }

    private func isUnlikely(_ node: PageNode) -> Bool {
        switch node.tag {
        case .navigation, .footer, .aside, .control: return true
        default: break
        }
        if let role = node["role"], PageTree.rolesBeside.contains(role) { return true }
        return false
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
        guard node["hidden"] != nil || node["style"].map({ InlineStyle.hides($0) }) == true else {
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
    fileprivate var mayBeBeside: Bool {
        switch self {
        case .text, .link, .lineBreak, .image, .body, .row, .cell, .preformatted, .article, .main:
            false
        default:
            true
        }
    }
}

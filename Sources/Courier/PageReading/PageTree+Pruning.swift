/// Takes away what is hardly ever part of an article: by element, role, or the names its makers
/// gave it.
extension PageTree {
    /// Removes what is not shown to readers of the page.
    func removeHidden() {
        remove { index in
            let node = self.nodes[index]
            guard node.tag != .text, node.tag != .body else { return false }
            return node.isHidden
        }
    }

    /// Removes navigation, side columns, comments and their like, unless most of the page's running
    /// text stands in there.
    func removeUnlikely() {
        let all = nodes[0].prose
        remove { index in
            let node = self.nodes[index]
            guard node.tag.mayBeBeside, self.isUnlikely(node) else { return false }
            return Int(node.prose) * 5 < Int(all) * 2
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
        case .navigation, .footer, .aside: return true
        default: break
        }
        if let role = node["role"], PageTree.rolesBeside.contains(role) { return true }
        let hints = Hints(node)
        return hints.isBeside && !hints.isArticle && !hints.isBody
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

extension PageNode {
    /// Whether browsers show it to nobody.
    fileprivate var isHidden: Bool {
        if self["hidden"] != nil { return true }
        if self["aria-hidden"] == "true" {
            // A picture's stand-in is hidden from screen readers alone.
            return self["class"]?.contains("fallback-image") != true
        }
        guard let style = self["style"] else { return false }
        let plain = style.lowercased().filter { $0 != " " }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }
}

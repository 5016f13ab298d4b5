/// What a page says twice, or says to every reader of every page.
extension PageTree {
    /// Removes paragraphs that stand in the text a second time in another kind of place: pages
    /// carry captions, teasers and whole texts once for each layout.
    func removeRepeated(in parts: [Int]) {
        var seen: [String: String] = [:]
        var repeated: Set<Int> = []
        var isInside = Array(repeating: false, count: nodes.count)
        for part in parts {
            for index in part..<Int(nodes[part].end) { isInside[index] = true }
        }
        for block in textBlocks() where !block.isMixed && block.length >= 60 {
            guard isInside[block.node] else { continue }
            let text = line(block.node)
            let place = place(of: block.node)
            if let earlier = seen[text] {
                if earlier != place { repeated.insert(block.node) }
            } else {
                seen[text] = place
            }
        }
        if !repeated.isEmpty { remove(in: parts, where: repeated.contains) }
    }

    /// The names of the elements around `index`, as far as they show of which kind its place is.
    private func place(of index: Int) -> String {
        var names: [String] = []
        var ancestor = index
        while ancestor > 0, names.count < 5 {
            names.append("\(nodes[ancestor].tag.rawValue) \(nodes[ancestor]["class"] ?? "")")
            ancestor = Int(nodes[ancestor].parent)
        }
        return names.joined(separator: ">")
    }

    /// Removes short paragraphs about newsletters, cookies and the like.
    func removeNotices(in parts: [Int]) {
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard node.tag.isBlock, node.length > 0, node.length < 700, !self.hasBlocks(index)
            else {
                return false
            }
            let text = self.line(index).lowercased()
            let count = PageTree.notices.count(in: text)
            return count >= (node.length < 300 ? 2 : 3)
        }
    }

    private static let notices: Phrases = [
        "newsletter", "nieuwsbrief", "sign up", "inbox", "unsubscribe", "privacy policy",
        "privacybeleid", "datenschutz", "einwilligung", "eingebettete inhalte", "cookie",
        "all rights reserved", "alle rechten voorbehouden", "alle rechte vorbehalten",
        "terms of use", "terms and conditions", "ad blocker", "adblock", "abonniere",
        "abonneer", "subscribe", "s'abonner", "suscríbete", "schrijf je in", "follow us",
        "personenbezogene", "drittanbieter", "email address", "e-mail-adresse", "e-mailadres",
        "copyright", "©", "comment section", "kommentare", "log in", "sign in",
    ]
}

import PortalModel

/// What else stands on an article's page: other articles, whole or as cards with a title and a line
/// or two, and what readers wrote. Told by how it is built, whatever its names.
extension PageTree {
    /// The element that shows the headline: the heading that says what `title` says, else the only
    /// heading of the first rank, else a line that says the same; nil where nothing does.
    func headline(_ title: String) -> Int? {
        let wanted = WordSet(title)
        guard !wanted.isEmpty else { return nil }
        var best: (index: Int, likeness: Double)?
        var first: [Int] = []
        for index in headings().prefix(500) where nodes[index].length < 400 {
            if nodes[index].tag == .title { first.append(index) }
            let likeness = WordSet(line(index)).likeness(to: wanted)
            guard likeness > (nodes[index].tag == .title ? 0.5 : 0.75) else { continue }
            if best.map({ likeness > $0.likeness + 0.1 }) ?? true { best = (index, likeness) }
        }
        if let best { return best.index }
        if first.count == 1, line(first[0]).split(separator: " ").count >= 3 { return first[0] }
        let length = Int32(title.unicodeScalars.count)
        return textBlocks().first { block in
            abs(block.length - length) < 10 && !block.isMixed && block.linkLength == 0
                && WordSet(line(block.node)).likeness(to: wanted) > 0.9
        }?.node
    }

    /// Other articles than that under `headline`, where enough is left without them.
    func otherArticles(around headline: Int?, site: PageSite) -> [Int] {
        guard let headline else { return [] }
        var others = wholeArticles(besides: headline)
        let cards = cards(around: headline, site: site)
            .union(rowsOfCards(around: headline, site: site))
        var end = 0
        var prose: Int32 = 0
        for card in cards.sorted() where card >= end {
            end = nodes[card].end
            prose += nodes[card].prose
        }
        if nodes[0].prose - prose >= PageTree.shortestArticle { others.formUnion(cards) }
        return Array(others)
    }

    /// Removes what follows `others`, which were removed, where that stands outside the element
    /// that holds the article so far: a page ends as it ends.
    func removeWhatFollows(_ others: [Int], headline: Int?) {
        guard let headline else { return }
        let prose = textBlocks().filter { $0.isProse && $0.node > headline }
        for other in others.sorted().prefix(50) where other > headline {
            let before = prose.prefix { $0.node < other }
            guard before.reduce(0, { $0 + $1.length }) >= PageTree.shortestArticle,
                let first = before.first?.node, let last = before.last?.node
            else { continue }
            var core = first
            while core > 0, !isInside(last, core) || core == first {
                core = nodes[core].parent
            }
            let end = nodes[core].end
            guard other >= end else { continue }
            let rest = prose.filter { $0.node >= end }.reduce(0) { $0 + $1.length }
            let own = nodes[core].prose
            if rest * 2 < own || rest < 300 { remove { $0 >= end } }
            return
        }
    }

    /// Elements that hold an article with a headline of its own.
    private func wholeArticles(besides headline: Int) -> Set<Int> {
        var own = nodes[headline].parent
        while own > 0, nodes[own].tag != .article { own = nodes[own].parent }
        var found: Set<Int> = []
        if own > 0, nodes[own].prose >= PageTree.shortestArticle {
            forEach(in: 0) { index in
                guard nodes[index].tag == .article, !isInside(own, index), !isInside(index, own),
                    let heading = firstHeading(in: index), heading != headline
                else { return }
                found.insert(index)
            }
        }
        guard own == 0, nodes[headline].tag == .title else { return found }
        let title = line(headline)
        for other in headings().prefix(200) where nodes[other].tag == .title && other > headline {
            guard let (mine, its) = branches(headline, other), nodes[mine].tag == nodes[its].tag,
                nodes[mine].prose >= PageTree.shortestArticle,
                let name = nodes[mine]["class"], name == nodes[its]["class"], line(other) != title
            else { continue }
            found.insert(its)
        }
        return found
    }

    /// The elements, side by side in one parent, in which `one` and `other` stand; nil where one of
    /// them is that parent.
    private func branches(_ one: Int, _ other: Int) -> (Int, Int)? {
        var branch = other
        while nodes[branch].parent >= 0, !isInside(one, nodes[branch].parent) {
            branch = nodes[branch].parent
        }
        let shared = nodes[branch].parent
        var mine = one
        while nodes[mine].parent >= 0, nodes[mine].parent != shared {
            mine = nodes[mine].parent
        }
        return shared < 0 || nodes[mine].parent != shared ? nil : (mine, branch)
    }

    /// Elements that tell of another article of the same site: a heading, a line or two, and a
    /// link that is the heading or stands alone at the end.
    private func cards(around headline: Int, site: PageSite) -> Set<Int> {
        let headings = headings()
        var count = Array(repeating: 0, count: nodes.count + 1)
        for index in headings { count[index + 1] = 1 }
        for index in nodes.indices { count[index + 1] += count[index] }
        var found: Set<Int> = []
        for heading in headings.prefix(2000) where heading != headline {
            var card = heading
            var parent = nodes[heading].parent
            while parent > 0, nodes[parent].tag != .body, !isInside(headline, parent),
                count[nodes[parent].end] - count[parent] <= 2,
                nodes[parent].length < nodes[heading].length + 500
            {
                card = parent
                parent = nodes[parent].parent
            }
            if card != heading, nodes[card].length > nodes[heading].length,
                leadsElsewhere(card, heading: heading, site: site)
            {
                found.insert(card)
            }
        }
        // Of a list, all or nearly all are cards, or its items lead on from the article itself.
        struct List: Hashable {
            let parent: Int
            let tag: ElementKind
        }
        func list(of card: Int) -> List {
            List(parent: nodes[card].parent, tag: nodes[card].tag)
        }
        var isOfCards: [List: Bool] = [:]
        for card in found where isOfCards[list(of: card)] == nil {
            let items = siblings(of: card).filter { nodes[$0].tag == nodes[card].tag }
            let cards = items.count(where: found.contains)
            isOfCards[list(of: card)] = cards * 4 >= items.count * 3
        }
        return found.filter { isOfCards[list(of: $0)] == true }
    }

    /// The items of lists in which most items are a link to another page of the site, in a block of
    /// its own, and a line or two under it.
    private func rowsOfCards(around headline: Int, site: PageSite) -> Set<Int> {
        var found: Set<Int> = []
        var lastParagraph = Array(repeating: -1, count: nodes.count)
        forEach(in: 0) { index in
            if nodes[index].tag == .paragraph, nodes[index].prose > 0, nodes[index].parent >= 0 {
                lastParagraph[nodes[index].parent] = index
            }
        }
        forEach(in: 0) { index in
            guard nodes[index].tag == .list || nodes[index].tag.isGroup,
                !isInside(headline, index)
            else { return }
            // Amid paragraphs it is the article's own list.
            let parent = nodes[index].parent
            guard parent >= 0, lastParagraph[parent] < index else { return }
            let items = children(of: index).filter {
                nodes[$0].tag == .item || nodes[$0].tag == .division || nodes[$0].tag == .link
            }
            if nodes[index].tag.isGroup, let link = rowTitle(index, site: site),
                line(link).split(separator: " ").count >= 4, firstHeading(in: index) == nil
            {
                found.insert(index)
            }
            guard items.count >= 2 else { return }
            let cards = items.filter { rowTitle($0, site: site) != nil }
            if cards.count >= 2, cards.count * 4 >= items.count * 3 { found.formUnion(cards) }
        }
        return found
    }

    /// The link that heads the card at `item`; nil where that is none.
    private func rowTitle(_ item: Int, site: PageSite) -> Int? {
        guard (30..<450).contains(nodes[item].length) else { return nil }
        let end = nodes[item].end
        guard
            let link = (item..<end).first(where: { nodes[$0].tag == .link && nodes[$0].length > 0 }
            ),
            nodes[link].length >= 12, let address = nodes[link]["href"], site.isOwn(address),
            !(item..<link).contains(where: { nodes[$0].tag == .text && nodes[$0].length > 30 })
        else { return nil }
        let isTitle =
            link == item
            ? hasBlocks(link) : standsAlone(link) && nodes[item].length > nodes[link].length
        return isTitle ? link : nil
    }

    private func leadsElsewhere(_ card: Int, heading: Int, site: PageSite) -> Bool {
        var titles = false
        var ends = false
        var paragraphs = 0
        forEach(in: card) { index in
            let node = nodes[index]
            if node.tag == .paragraph, node.prose > 0 { paragraphs += 1 }
            guard node.tag == .link, let address = node["href"], site.isOwn(address) else { return }
            if isInside(index, heading) {
                titles = titles || node.length * 5 >= nodes[heading].length * 4
            }
            if isInside(heading, index) { titles = true }
            if index > heading, !isInside(index, heading), standsAlone(index) { ends = true }
        }
        return (titles || ends) && paragraphs <= 2
    }

    /// Whether nothing but `link` stands in its block.
    private func standsAlone(_ link: Int) -> Bool {
        var block = nodes[link].parent
        while block > 0, !nodes[block].tag.isBlock { block = nodes[block].parent }
        if nodes[link].length == nodes[block].length { return true }
        return children(of: block).allSatisfy {
            $0 == link || nodes[$0].tag.isBlock || nodes[$0].length <= 1
        }
    }

    /// What readers wrote under the article, where a heading tells of it.
    func replies(after headline: Int?) -> [Int] {
        var found: Set<Int> = []
        var before: Int32 = 0
        for block in textBlocks() where !block.isMixed {
            if block.node > headline ?? -1, block.isProse { before += block.length }
            guard block.length < 60, before >= PageTree.shortestArticle, found.count < 1000,
                let kind = RepliesHeading(line(block.node))
            else { continue }
            found.formUnion(replies(under: block.node, headline: headline, kind: kind))
        }
        return Array(found)
    }

    private func replies(under heading: Int, headline: Int?, kind: RepliesHeading) -> [Int] {
        var group = heading
        var parent = nodes[group].parent
        // Out to the group that the heading begins.
        while parent > 0, nodes[parent].tag.isGroup, nodes[parent].tag != .body,
            children(of: parent).first(where: { nodes[$0].length > 1 }) == group,
            !(headline.map { isInside($0, parent) } ?? false)
        {
            group = parent
            parent = nodes[parent].parent
        }
        let following = siblings(of: group).filter { $0 >= group }
        if group != heading, nodes[group].length > nodes[heading].length { return [group] }
        guard nodes[heading].tag.isHeading || kind == .invitation else { return [] }
        // Paragraphs under "Reacties" may be what the article says of them.
        let isList = following.dropFirst().allSatisfy { nodes[$0].tag != .paragraph }
        return kind == .word && !isList ? [] : following
    }

    func isInside(_ index: Int, _ outer: Int) -> Bool {
        outer <= index && index < nodes[outer].end
    }

    private func firstHeading(in index: Int) -> Int? {
        (index..<nodes[index].end).first { nodes[$0].tag.isHeading && nodes[$0].length > 0 }
    }

    /// The headings of the page, without those that were removed.
    func headings() -> [Int] {
        var found: [Int] = []
        forEach(in: 0) { if nodes[$0].tag.isHeading, nodes[$0].length > 0 { found.append($0) } }
        return found
    }
}

/// What a heading over the words of readers says.
enum RepliesHeading {
    /// How many they are.
    case number
    /// That they follow.
    case word
    /// That one may write too.
    case invitation

    /// What `text` says; nil where it is no such heading.
    init?(_ text: String) {
        let plain = text.lowercased()
        let words = plain.plainWords
        let others = words.filter { !RepliesHeading.words.contains(String($0)) }
        if others.count < words.count, words.count <= 3,
            others.allSatisfy({ $0.allSatisfy(\.isNumber) })
        {
            self = others.isEmpty ? .word : .number
        } else if RepliesHeading.invitations.isPrefix(of: plain[...]) {
            self = .invitation
        } else {
            return nil
        }
    }

    private static let words: Set<String> = [
        "reactie", "reacties", "comment", "comments", "kommentar", "kommentare", "kommentarer",
        "commentaire", "commentaires", "comentario", "comentarios", "comentários", "commenti",
        "opmerkingen", "discussie", "discussion", "diskussion", "meningen", "leserkommentare",
        "replies", "responses", "antworten", "réactions", "reaksjes",
    ]

    private static let invitations: Phrases = [
        "leave a comment", "leave a reply", "post a comment", "join the discussion",
        "join the conversation", "join the debate", "have your say", "what do you think",
        "wat vind jij", "wat vindt u", "wat vind je",
        "plaats een reactie", "geef een reactie", "geef je reactie", "laat een reactie achter",
        "reageer op dit", "praat mee", "schreiben sie einen kommentar", "schreib einen kommentar",
        "kommentar schreiben", "laisser un commentaire", "deja un comentario",
        "deixe um comentário", "lascia un commento", "skriv en kommentar",
    ]
}

/// The site that a page belongs to.
struct PageSite {
    private let hosts: [String]

    init(_ addresses: [WebAddress?]) {
        hosts = addresses.compactMap { $0.map { PageSite.plain($0.host.string) } }
    }

    /// Whether `address`, as it stands in a page, leads to another page of the same site.
    func isOwn(_ address: String) -> Bool {
        let address = address.lowercased()
        for scheme in ["https://", "http://", "//"] where address.hasPrefix(scheme) {
            let host = address.dropFirst(scheme.count).prefix { !"/?#:".contains($0) }
            return hosts.contains(PageSite.plain(String(host)))
        }
        let isRelative = !address.prefix { $0 != "/" && $0 != "?" }.contains(":")
        return isRelative && !address.isEmpty && !address.hasPrefix("#")
    }

    private static func plain(_ host: String) -> String {
        host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}

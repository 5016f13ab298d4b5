import CLibXML2
import Foundation
import PortalModel

/// The headings and the short lines of an article, of which some are not part of it.
extension PageTree {
    /// Removes the headline from the text, and the lines above it. `headline` is where the page
    /// shows `title`, if it does.
    func removeTitle(_ title: String, headline: Int?, in parts: [Int]) {
        guard let headline = parts.lazy.compactMap({ self.title(title, headline, in: $0) }).first
        else { return }
        let start = parts[0]
        remove(in: parts) { index in
            if index == headline { return true }
            // Sections and dates stand above the headline, never the text.
            return index > start && self.nodes[index].end <= headline
                && self.nodes[index].tag.isBlock && self.nodes[index].length < 100
        }
    }

    /// The heading in `part` that repeats `title`: `headline`, where it stands there, else a
    /// heading before all running text. A subhead may have the same words.
    private func title(_ title: String, _ headline: Int?, in part: Int) -> Int? {
        if let headline, isInside(headline, part), !nodes[headline].isRemoved { return headline }
        let wanted = WordSet(title)
        guard !wanted.isEmpty else { return nil }
        let prose = textBlocks().first { block in
            block.node >= part && block.isProse && !nodes[block.node].tag.isHeading
        }
        return heads(in: [part]).prefix(3).first { index in
            guard index < prose?.node ?? .max else { return false }
            let likeness = WordSet(line(index)).likeness(to: wanted)
            return likeness > 0.7 || (nodes[index].tag == .title && likeness > 0.4)
        }
    }

    /// The paragraphs between the headline and `best`: the lead, where it stands apart.
    func leads(before best: Int, title: String) -> [Int] {
        let wanted = WordSet(title)
        var headline: Int?
        for index in 0..<best where nodes[index].tag == .title && !nodes[index].isRemoved {
            if WordSet(line(index)).likeness(to: wanted) > 0.6 { headline = index }
        }
        guard let headline, nodes[headline].end <= best else { return [] }
        var found: [Int] = []
        for block in textBlocks() where block.node > headline && block.node < best {
            guard nodes[block.node].end <= best, !block.isMixed, block.length >= 60,
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
            here = nodes[here].parent
        }
        return false
    }

    /// Removes headings of which what followed was removed, or that end the article. A picture
    /// under a heading is what it heads, and headings in a row may be what there is to read.
    func removeEmptyHeadings(in parts: [Int]) {
        var empty: Set<Int> = []
        var waiting: [Int] = []
        for part in parts {
            forEach(in: part) { index in
                let node = nodes[index]
                if node.tag.isHeading, node.length > 0, !isWholeItem(index) {
                    // A heading under a heading is its section's.
                    while let last = waiting.last, rank(last) >= rank(index) {
                        if hasLost(between: nodes[last].end, and: index) {
                            empty.insert(last)
                        }
                        waiting.removeLast()
                    }
                    waiting.append(index)
                } else if node.tag == .image || node.tag == .embedded
                    || (node.tag == .text && node.length > 1),
                    !waiting.contains(where: { nodes[$0].end > index })
                {
                    waiting.removeAll()
                }
            }
        }
        empty.formUnion(waiting)
        for heading in heads(in: parts) where isLeftAlone(heading, in: parts) {
            empty.insert(heading)
        }
        if !empty.isEmpty { remove(in: parts, where: empty.contains) }
    }

    /// Whether the heading at `index` is all that an item of a list says.
    private func isWholeItem(_ index: Int) -> Bool {
        let parent = nodes[index].parent
        return parent >= 0 && nodes[parent].tag == .item
            && nodes[parent].length == nodes[index].length
    }

    /// Whether the heading at `index` is all that is left in the element around it.
    private func isLeftAlone(_ index: Int, in parts: [Int]) -> Bool {
        let parent = nodes[index].parent
        return parent > 0 && !parts.contains(parent) && nodes[parent].tag.isGroup
            && nodes[parent].length <= nodes[index].length + 1
            && hasLost(between: nodes[index].end, and: nodes[parent].end)
    }

    /// Whether text was removed from `start` to `end`, captions aside.
    private func hasLost(between start: Int, and end: Int) -> Bool {
        var index = start
        while index < end {
            let node = nodes[index]
            if node.isRemoved {
                let isCaption =
                    node.tag == .caption || node.tag == .figure || hints(index).isCaption
                let hasText = (index..<node.end).contains { inner in
                    nodes[inner].bytes.contains { $0 > 0x20 }
                }
                if hasText, !isCaption { return true }
                index = node.end
            } else {
                index += 1
            }
        }
        return false
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

/// The short lines about an article around its headline: its section, who wrote it, when.
extension PageTree {
    /// Removes the lines between the headline and the text that say who wrote it and when, and
    /// those above the headline that stand in its element. `headline` is where the page shows
    /// `title`, if it does, and may have been removed.
    func removeBylines(_ title: String, headline: Int?, in parts: [Int]) {
        guard let last = parts.last else { return }
        let start = headline.map { max(parts[0], $0) } ?? parts[0]
        let text = textBlocks().first { block in
            block.node >= start && (block.isProse || block.endsSentence)
                && !isByline(block, title: title)
        }
        let end = min(text?.first ?? .max, nodes[last].end)
        let wanted = WordSet(title)
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard index < end, node.end <= end, node.length > 0 else { return false }
            if node.tag == .list {
                return self.isList(ofShorterThan: 40, index)
            }
            guard node.length < 200, !self.hasBlocks(index) else { return false }
            if node.tag == .inline, self.isTime(index) { return true }
            let line = self.line(index)
            if node.tag == .inline, WordSet(line).likeness(to: wanted) > 0.9 { return true }
            return (node.tag.isBlock || node.tag == .inline) && !node.tag.isHeading
                && Byline.matches(line)
        }
    }

    /// Whether `block` says when and by whom, perhaps after the title.
    private func isByline(_ block: TextBlock, title: String) -> Bool {
        guard block.length < 200 else { return false }
        let text = line(block.node, limit: Int(block.length) - 1)
        guard text.hasPrefix(title) else { return Byline.matches(text) }
        let rest = text.dropFirst(title.count).drop { $0.isWhitespace }
        return rest.isEmpty || Byline.matches(String(rest))
    }

    private func isTime(_ index: Int) -> Bool {
        nodes[index].pointer?.pointee.name.map { isEqual($0, "time") } ?? false
    }

    /// Whether each item of the list at `index` has fewer characters.
    private func isList(ofShorterThan limit: Int32, _ index: Int) -> Bool {
        children(of: index).allSatisfy { nodes[$0].length < limit }
    }
}

/// A line that says who wrote an article, or when.
enum Byline {
    /// Whether `text` is one: short, no sentence, with a date, a clock or a word before a name.
    static func matches(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isOfWord && $0 != ":" }
        guard (1...14).contains(words.count) else { return false }
        if text.last == ".", words.count > 4 { return false }
        if openings.isPrefix(of: text.lowercased()[...]), words.count <= 8 { return true }
        guard let number = words.firstIndex(where: { $0.first?.isNumber == true }) else {
            return false
        }
        let isClock = words.contains {
            $0.contains(":") && $0.allSatisfy { $0.isNumber || $0 == ":" }
        }
        let isYear = words.contains { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
        let isMonth = words[max(0, number - 1)...].prefix(3).contains { word in
            months.contains { word.hasPrefix($0) }
        }
        // A sentence has more words than a date takes.
        return (isClock || isYear || isMonth) && words.count <= 10
            && (isMonth || isClock || words.count <= 4)
    }

    private static let openings: Phrases = [
        "door", "van onze", "geschreven door", "tekst", "by", "written by", "von", "par", "por",
        "di", "gepubliceerd", "geplaatst", "bijgewerkt", "laatst gewijzigd", "published", "posted",
        "updated", "veröffentlicht", "stand:", "publié", "publicado", "pubblicato",
    ]

    /// The beginnings of months in the languages of Western Europe.
    private static let months = [
        "jan", "feb", "mar", "maa", "mrt", "mär", "apr", "mei", "may", "mai", "jun", "juin", "jul",
        "juil", "aug", "aoû", "ago", "sep", "okt", "oct", "nov", "dec", "dez", "dic", "déc", "gen",
        "mag", "giu", "lug", "set", "ott", "ene", "abr", "fév",
    ]
}

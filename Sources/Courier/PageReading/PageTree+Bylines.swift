import CLibXML2
import Foundation
import PortalModel

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
        let end = min(text?.first ?? .max, Int(nodes[last].end))
        let wanted = WordSet(title)
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard index < end, Int(node.end) <= end, node.length > 0 else { return false }
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

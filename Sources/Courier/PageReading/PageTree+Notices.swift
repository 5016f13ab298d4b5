/// What a page says to its readers about itself: how to subscribe, what cookies it sets, what must
/// be allowed before a film is shown, that a machine summed up the article.
extension PageTree {
    /// Removes short paragraphs about newsletters, cookies and the like, which turn to the reader.
    /// An article on these subjects tells of others, or quotes them.
    func removeNotices(in parts: [Int]) {
        // Amid the text an article may ask its reader the same.
        let end = textBlocks().last { block in
            block.isProse && PaywallText(line(block.node)) == nil
        }
        remove(in: parts) { index in
            let node = self.nodes[index]
            guard node.tag.isBlock, node.length > 0, node.length < 700, !self.hasBlocks(index)
            else {
                return false
            }
            let text = self.line(index)
            if let paywall = PaywallText(text),
                paywall == .subscribersOnly || index > end?.node ?? 0
            {
                return true
            }
            let plain = text.lowercased()
            let count = BoilerplatePhrases.subjects.count(in: plain)
            guard count >= (node.length < 300 ? 2 : 3), !text.contains(where: "“”„«»".contains)
            else { return false }
            return BoilerplatePhrases.rights.isAny(in: plain)
                || BoilerplatePhrases.turnsToReader(plain)
        }
    }

    /// Removes summaries that say of themselves that a machine made them, and what stands in the
    /// place of a film or a message of another site until its reader allows it to be loaded.
    func removeMachineText(in parts: [Int]) {
        let all = proseLength(of: parts)
        var found: Set<Int> = []
        var embeds: [Int: [EmbedBlock]] = [:]
        var left = parts[...]
        for block in textBlocks() where block.length < 400 {
            while let part = left.first, nodes[part].end <= block.node { left.removeFirst() }
            guard let part = left.first, part < block.node || block.isMixed else { continue }
            let text = text(of: block).lowercased()
            if BoilerplatePhrases.isMadeByMachine(text) {
                found.formUnion(summary(around: block, in: part, prose: all))
            }
            if block.isMixed { continue }
            let embed = EmbedBlock(text)
            var group = nodes[block.node].parent
            for _ in 0..<3 where group > part && nodes[group].length < 1000 {
                embeds[group, default: []].append(embed)
                group = nodes[group].parent
            }
        }
        for (group, blocks) in embeds where blocks.mostlyAskForConsent && nodes[group].prose < all {
            found.insert(group)
        }
        if !found.isEmpty { remove(in: parts, where: found.contains) }
    }

    /// The lines among `blocks` that keep the rest for subscribers, or offer to become one.
    func paywallNotices(in blocks: [TextBlock]) -> [PaywallNotice] {
        var found: [PaywallNotice] = []
        for block in blocks where !block.isMixed && block.length < 200 && found.count < 100 {
            if let line = PaywallText(line(block.node)) {
                found.append(PaywallNotice(place: block.first, line: line))
            }
        }
        return found
    }

    /// The text of `block` alone, where others stand beside it in its element.
    private func text(of block: TextBlock) -> String {
        guard block.isMixed else { return line(block.node) }
        var text = ""
        for index in block.first..<nodes[block.node].end {
            if nodes[index].tag.isBlock { break }
            if nodes[index].tag == .text { text += line(index) + " " }
        }
        return text
    }

    /// What holds the summary of which `block` tells: the outermost group around it with less than
    /// half of the `prose`, or the list under it where it is a heading.
    private func summary(around block: TextBlock, in part: Int, prose: Int32) -> [Int] {
        let index = block.node
        if index <= part || (block.isMixed && nodes[index].prose * 2 >= prose) { return [] }
        var box = index
        var parent = nodes[index].parent
        while parent > part, nodes[parent].prose * 2 < prose {
            box = parent
            parent = nodes[parent].parent
        }
        if box != index || block.isMixed { return [box] }
        guard nodes[index].tag.isHeading,
            let next = siblings(of: index).first(where: { $0 > index }), nodes[next].tag == .list
        else { return [] }
        return [index, next]
    }
}

/// A line that stands between a reader and the rest of the text.
struct PaywallNotice {
    let place: Int
    let line: PaywallText
}

/// What a line says to who has no subscription.
enum PaywallText {
    /// That the rest is for subscribers.
    case subscribersOnly
    /// That one may become one, as pages say that are free as well.
    case subscriptionOffer

    /// What `text` says; nil where it is no such line: a sentence that speaks to nobody tells of
    /// the subscribers of something.
    init?(_ text: String) {
        guard text.utf8.count < 250 else { return nil }
        let plain = text.lowercased()
        guard BoilerplatePhrases.subscribing.isAny(in: plain) else { return nil }
        let isShort = text.utf8.count < 60
        let reads = BoilerplatePhrases.reading.isAny(in: plain)
        let asks = text.contains("?") || BoilerplatePhrases.turnsToReader(plain)
        if reads, asks || isShort || BoilerplatePhrases.thisArticle.isAny(in: plain) {
            self = .subscribersOnly
        } else if asks || (isShort && !text.hasSuffix(".")) {
            self = .subscriptionOffer
        } else {
            return nil
        }
    }
}

/// A text block, as far as it asks to load something.
private struct EmbedBlock {
    let consents, names, turnsToReader: Bool

    /// One that says `text`, which is in lower case.
    init(_ text: String) {
        consents = BoilerplatePhrases.consents.isAny(in: text)
        names = BoilerplatePhrases.embedded.isAny(in: text)
        turnsToReader = (consents || names) && BoilerplatePhrases.turnsToReader(text)
    }
}

extension [EmbedBlock] {
    /// Whether most of the blocks of a group ask for consent to load something.
    fileprivate var mostlyAskForConsent: Bool {
        if count == 1 { return self[0].consents && self[0].names && self[0].turnsToReader }
        let either = self.count { $0.consents || $0.names }
        return contains(where: \.consents) && contains(where: \.names)
            && contains(where: \.turnsToReader) && either >= 2 && either * 3 >= count * 2
    }
}

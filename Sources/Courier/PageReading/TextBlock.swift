/// Text that no block divides, with the element that it stands in.
struct TextBlock {
    /// Where the element stands.
    let node: Int
    /// Where its first text stands.
    let first: Int
    /// Characters, as `PageNode.length` counts them.
    var length: Int32 = 0
    /// Those of them in links.
    var linkLength: Int32 = 0
    /// Commas.
    var commas: Int32 = 0
    /// Whether the element holds blocks beside this text.
    var isMixed = false

    /// Whether this is running text rather than a label, a list of links or a button.
    var isProse: Bool {
        length >= PageTree.shortestParagraph && linkLength * 2 < length
    }
}

extension PageTree {
    /// The text blocks of the page in its order; what was removed is left out.
    func textBlocks() -> [TextBlock] {
        var blocks: [TextBlock] = []
        var open: [(node: Int, end: Int, block: Int?, hasInner: Bool)] = []
        var links: [Int] = []
        forEach(in: 0) { index in
            while let last = open.last, last.end <= index { open.removeLast() }
            while let end = links.last, end <= index { links.removeLast() }
            let node = nodes[index]
            if node.tag.isBlock {
                if let top = open.indices.last {
                    open[top].hasInner = true
                    if let block = open[top].block { blocks[block].isMixed = true }
                    open[top].block = nil
                }
                open.append((index, Int(node.end), nil, false))
            } else if node.tag == .link {
                links.append(Int(node.end))
            } else if node.tag == .text, node.length > 0, let top = open.indices.last {
                if open[top].block == nil {
                    open[top].block = blocks.count
                    var block = TextBlock(node: open[top].node, first: index)
                    block.isMixed = open[top].hasInner
                    blocks.append(block)
                }
                guard let block = open[top].block else { return }
                blocks[block].length += node.length
                blocks[block].commas += node.commas
                if !links.isEmpty { blocks[block].linkLength += node.length }
            }
        }
        return blocks
    }
}

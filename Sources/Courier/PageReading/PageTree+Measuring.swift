/// What is counted in a page. Everything that was removed counts as absent.
extension PageTree {
    /// Shorter blocks are no running text.
    static let shortestParagraph: Int32 = 25

    /// Counts again, after something was removed.
    func measure() {
        for index in nodes.indices {
            nodes[index].length = 0
            nodes[index].linkLength = 0
            nodes[index].commas = 0
            nodes[index].prose = 0
        }
        countTexts()
        // Parents stand before what is in them.
        for index in nodes.indices.reversed() where !nodes[index].isRemoved {
            let parent = nodes[index].parent
            if nodes[index].tag == .link {
                let isLocal = nodes[index]["href"]?.hasPrefix("#") ?? true
                nodes[index].linkLength = isLocal ? nodes[index].length / 3 : nodes[index].length
            }
            guard parent >= 0 else { continue }
            nodes[parent].length += nodes[index].length
            nodes[parent].linkLength += nodes[index].linkLength
            nodes[parent].commas += nodes[index].commas
        }
        countProse()
    }

    private func countTexts() {
        var index = 0
        while index < nodes.count {
            if nodes[index].isRemoved {
                index = nodes[index].end
                continue
            }
            if nodes[index].tag == .text {
                let count = TextCount(nodes[index].bytes)
                nodes[index].length = count.length
                nodes[index].commas = count.commas
            }
            index += 1
        }
    }

    private func countProse() {
        for block in textBlocks() where block.isProse {
            nodes[block.node].prose += block.length
        }
        for index in nodes.indices.reversed() where !nodes[index].isRemoved {
            let parent = nodes[index].parent
            if parent >= 0 { nodes[parent].prose += nodes[index].prose }
        }
    }

    /// What stands in the range of `index` and was not removed, in the order of the page.
    func forEach(in index: Int, _ body: (Int) -> Void) {
        forEach(in: index..<nodes[index].end, body)
    }

    private func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
        var here = range.lowerBound
        while here < range.upperBound {
            if nodes[here].isRemoved {
                here = nodes[here].end
            } else {
                body(here)
                here += 1
            }
        }
    }

    /// The elements and texts that stand right in `index` and were not removed.
    func children(of index: Int) -> [Int] {
        var result: [Int] = []
        var here = index + 1
        while here < nodes[index].end {
            if !nodes[here].isRemoved { result.append(here) }
            here = nodes[here].end
        }
        return result
    }

    /// The text in `index` on one line, at most `limit` bytes of it and a little more.
    func line(_ index: Int, limit: Int = 4096) -> String {
        var bytes: [UInt8] = []
        forEach(in: index) { here in
            guard bytes.count < limit else { return }
            if nodes[here].tag == .text {
                bytes.appendFolded(nodes[here].bytes)
            } else if nodes[here].tag.isBlock || nodes[here].tag == .lineBreak {
                bytes.appendBlank()
            }
        }
        return bytes.line
    }

    /// The caption in `index`, which itself may have been removed, on one line: who made the
    /// picture is set off by style sheets alone.
    func caption(_ index: Int) -> String {
        var bytes: [UInt8] = []
        var partEnd = 0
        forEach(in: (index + 1)..<nodes[index].end) { here in
            let tag = nodes[here].tag
            let isPart = tag.isBlock || tag == .inline && hints(here).isCaption
            if isPart || tag == .lineBreak || here == partEnd { bytes.appendBlank() }
            if isPart { partEnd = nodes[here].end }
            if tag == .text { bytes.appendFolded(nodes[here].bytes) }
        }
        return bytes.line
    }

    func hasBlocks(_ index: Int) -> Bool {
        var found = false
        forEach(in: index) { if $0 != index, nodes[$0].tag.isBlock { found = true } }
        return found
    }
}

extension [UInt8] {
    fileprivate var line: String {
        String(decoding: last == 0x20 ? dropLast() : self[...], as: UTF8.self)
    }

    /// Appends a space, where none is needed to begin with or after another.
    fileprivate mutating func appendBlank() {
        if let last, last != 0x20 { append(0x20) }
    }

    /// Appends `text`, UTF-8, with one space for each run of blanks, those of typesetters too.
    fileprivate mutating func appendFolded(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            let width = Self.blank(text, at: index)
            if width > 0 { appendBlank() } else { append(text[index]) }
            index += Swift.max(width, 1)
        }
    }

    /// How many bytes the blank at `index` takes; 0 where there is none.
    private static func blank(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch text[index] {
        case 0...0x20: return 1
        case 0xC2: return index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : 0
        case 0xE2, 0xE3:
            guard index + 2 < text.count else { return 0 }
            switch (text[index], text[index + 1], text[index + 2]) {
            case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
                (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default: return 0
            }
        default: return 0
        }
    }
}

private struct TextCount {
    private(set) var length: Int32 = 0
    private(set) var commas: Int32 = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var wasBlank = true
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte <= 0x20 {
                if !wasBlank { length += 1 }
                wasBlank = true
                continue
            }
            guard byte & 0xC0 != 0x80 else { continue }
            wasBlank = false
            length += 1
            switch byte {
            case 0x2C: commas += 1
            case 0xD8 where index < bytes.count && bytes[index] == 0x8C: commas += 1
            case 0xE3...0xE9, 0xEA...0xED:
                // Kana, Han, Hangul.
                length += 2
                if byte == 0xE3, index + 1 < bytes.count, bytes[index] == 0x80,
                    bytes[index + 1] == 0x81 || bytes[index + 1] == 0x82
                {
                    commas += 1
                }
            case 0xEF
            where index + 1 < bytes.count && bytes[index] == 0xBC
                && bytes[index + 1] == 0x8C:
                commas += 1
            default: break
            }
        }
    }
}

/// Text that no block divides, with the element that it stands in.
struct TextBlock {
    let node: Int
    /// Where its first text stands.
    let first: Int
    /// Characters, as `PageNode.length` counts them.
    var length: Int32 = 0
    /// Those of them in links.
    var linkLength: Int32 = 0
    var commas: Int32 = 0
    /// Whether the element holds blocks beside this text.
    var isMixed = false
    /// Whether it ends as a sentence does, outside a link.
    var endsSentence = false

    /// Whether this is running text rather than a label, a list of links or a button: a sentence
    /// may be mostly a link.
    var isProse: Bool {
        length >= PageTree.shortestParagraph
            && (linkLength * 2 < length || (endsSentence && length - linkLength >= 10))
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
                open.append((index, node.end, nil, false))
            } else if node.tag == .link {
                links.append(node.end)
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
                if let ends = PageTree.endsSentence(node.bytes) {
                    blocks[block].endsSentence = ends && links.isEmpty
                }
            }
        }
        return blocks
    }

    /// Whether `bytes` end with a full stop or its like, closing quotes aside; nil where they are
    /// blank.
    private static func endsSentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return nil }
        switch bytes[last] {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x80...0xFF:
            let end = String(decoding: bytes[max(0, last - 11)...last], as: UTF8.self)
            let sign = end.reversed().first { !"\"”»’')“".contains($0) }
            return sign.map { ".!?…。！？".contains($0) } ?? false
        default: return false
        }
    }
}

/// What is counted in a page. Everything that was removed counts as absent.
extension PageTree {
    /// Shorter blocks are no running text.
    static let shortestParagraph: Int32 = 25

    /// Counts anew, after something was removed.
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
            let parent = Int(nodes[index].parent)
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
                index = Int(nodes[index].end)
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
            let parent = Int(nodes[index].parent)
            if parent >= 0 { nodes[parent].prose += nodes[index].prose }
        }
    }

    /// What stands in the range of `index` and was not removed, in the order of the page.
    func forEach(in index: Int, _ body: (Int) -> Void) {
        var here = index
        let end = Int(nodes[index].end)
        while here < end {
            if nodes[here].isRemoved {
                here = Int(nodes[here].end)
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
        while here < Int(nodes[index].end) {
            if !nodes[here].isRemoved { result.append(here) }
            here = Int(nodes[here].end)
        }
        return result
    }

    /// The text in `index` on one line, at most `limit` bytes of it and a little more.
    func line(_ index: Int, limit: Int = 4096) -> String {
        var bytes: [UInt8] = []
        forEach(in: index) { here in
            guard bytes.count < limit else { return }
            if nodes[here].tag == .text {
                bytes.append(contentsOf: nodes[here].bytes)
            } else if nodes[here].tag.isBlock || nodes[here].tag == .lineBreak {
                bytes.append(0x20)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether a block stands in `index`.
    func hasBlocks(_ index: Int) -> Bool {
        var found = false
        forEach(in: index) { if $0 != index, nodes[$0].tag.isBlock { found = true } }
        return found
    }
}

/// The characters to read in a text.
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

// What a reader is given of a document. The limits lie far beyond what anybody reads: they keep a
// row that somebody else wrote from taking seconds and a hundred megabytes on the screen.

extension Document {
    /// Bytes of the stored form that are read.
    public static let longestRead = 1_500_000
    /// Blocks and spans that are read.
    static let mostPieces = 30_000

    /// Reads what `stored` wrote, for the screen: what is beyond the limits is left out, and a
    /// paragraph that is longer than a book's page is parted, since a paragraph is set as a whole.
    /// What is compared or taken out of an index is read with `init(stored:)`.
    public init(forReading stored: String) {
        self.init(stored: Document.readable(stored))
        if blocks.contains(where: \.isVeryLong) { blocks = blocks.flatMap(\.parted) }
    }

    private static func readable(_ stored: String) -> String {
        var stored = stored
        let end = stored.withUTF8 { bytes in
            var pieces = 0
            for index in bytes.indices.prefix(longestRead) {
                // A line is a block, and US begins a span.
                guard bytes[index] == 0x0A || bytes[index] == 0x1F else { continue }
                pieces += 1
                if pieces == mostPieces { return index }
            }
            return min(bytes.count, longestRead)
        }
        return end == stored.utf8.count
            ? stored : String(decoding: stored.utf8.prefix(end), as: UTF8.self)
    }
}

extension Block {
    /// Bytes and spans of a paragraph that are typeset as one.
    private static let longest = (bytes: 30_000, spans: 1000)

    /// Whether it is a paragraph that is parted.
    fileprivate var isVeryLong: Bool {
        guard case .paragraph(let spans) = self else { return false }
        return spans.count > Self.longest.spans
            || spans.reduce(0) { $0 + $1.text.string.utf8.count } > Self.longest.bytes
    }

    /// The paragraph as several of a bearable length, parted after a space where there is one;
    /// any other block as it is.
    fileprivate var parted: [Block] {
        guard isVeryLong, case .paragraph(let spans) = self else { return [self] }
        var parts: [[Span]] = [[]]
        var room = Self.longest.bytes
        func add(_ text: Substring, of span: Span) {
            guard !text.isEmpty else { return }
            parts[parts.count - 1].append(
                Span(SafeText(cleaning: text), style: span.style, link: span.link))
            room -= text.utf8.count
        }
        func part() {
            parts.append([])
            room = Self.longest.bytes
        }
        for span in spans {
            if parts[parts.count - 1].count == Self.longest.spans { part() }
            var rest = span.text.string[...]
            while rest.utf8.count > room {
                let piece = rest.beginning(ofBytes: room)
                add(piece, of: span)
                rest = rest[piece.endIndex...]
                part()
            }
            add(rest, of: span)
        }
        return parts.filter { !$0.isEmpty }.map(Block.paragraph)
    }
}

extension Substring {
    /// As much of the beginning as has at most `count` bytes, up to the last space in it.
    fileprivate func beginning(ofBytes count: Int) -> Substring {
        let end = utf8.index(startIndex, offsetBy: count, limitedBy: endIndex) ?? endIndex
        let piece = self[..<index(roundedDown: end)]
        guard end < endIndex, let space = piece.lastIndex(of: " ") else { return piece }
        return piece[...space]
    }

    private func index(roundedDown index: Index) -> Index {
        var index = index
        while index > startIndex, Swift.String.Index(index, within: self) == nil {
            index = utf8.index(before: index)
        }
        return index
    }
}

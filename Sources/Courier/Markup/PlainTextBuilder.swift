import PortalModel

/// Text without markup on its way into paragraphs and lines.
///
/// Blank lines part its paragraphs. Its lines end where they end, unless a program broke them at a
/// fixed width, as programs for mail do: then they are running text.
struct PlainTextBuilder {
    /// Lines of a text that was broken at a width are no wider than this and no narrower.
    private static let widths = 55...120

    /// A line keeps at most this many blanks before it.
    static let maximumIndent = 16

    /// A line without white space at its ends.
    private struct Line {
        let range: Range<Int>
        /// The columns before it.
        let indent: Int
        /// Its characters.
        let length: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var lines: [Line] = []
    /// The width at which the text may have been broken; nil when it was not.
    private var width: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        split()
        // An address that is too long for the width stands on a line of its own.
        let widest = lines.lazy.filter { bytes[$0.range].contains(0x20) }.map(\.length).max() ?? 0
        width = PlainTextBuilder.widths.contains(widest) ? widest : nil
    }

    /// Calls `line` for each line with its text and the blanks that indent it, `join` between two
    /// lines that are running text, and `part` after each paragraph. Linear in the length.
    func forEach(
        line: (UnsafeBufferPointer<UInt8>, _ indent: Int) -> Void, end: (LineEnd) -> Void
    ) {
        var start = 0
        while start < lines.count {
            let stop = lines[start...].firstIndex { $0.range.isEmpty } ?? lines.count
            let paragraph = lines[start..<stop]
            if !paragraph.isEmpty {
                let isRunning = isRunningText(paragraph)
                let margin = paragraph.map(\.indent).min() ?? 0
                for (index, item) in zip(paragraph.indices, paragraph) {
                    line(UnsafeBufferPointer(rebasing: bytes[item.range]), item.indent - margin)
                    let isLast = index == stop - 1
                    end(isLast ? .paragraph : isRunning ? .blank : .line)
                }
            }
            start = stop + 1
        }
    }

    /// What ends a line.
    enum LineEnd {
        /// A blank, since the text runs on.
        case blank
        /// The end that its author gave it.
        case line
        /// The end of its paragraph.
        case paragraph
    }

    private mutating func split() {
        var start = 0
        var index = 0
        while index <= bytes.count {
            let isEnd = index == bytes.count
            if isEnd || bytes[index] == 0x0A || bytes[index] == 0x0D {
                lines.append(line(start..<index))
                // A carriage return and a line feed are one end.
                if !isEnd, bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
    }

    private func line(_ range: Range<Int>) -> Line {
        var (start, end) = (range.lowerBound, range.upperBound)
        var indent = 0
        while start < end, bytes[start] <= 0x20 {
            indent += bytes[start] == 0x09 ? 4 : 1
            start += 1
        }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        // Bytes that continue a character are none of their own.
        let length = bytes[start..<end].count { $0 & 0xC0 != 0x80 }
        return Line(range: start..<end, indent: indent, length: length)
    }

    /// Whether the lines were broken by a program: each but the last is so full that the next word
    /// did not fit, and half of them or more end in the middle of a sentence.
    private func isRunningText(_ paragraph: ArraySlice<Line>) -> Bool {
        guard let width, paragraph.count > 1 else { return false }
        var broken = 0
        for (line, next) in zip(paragraph, paragraph.dropFirst()) {
            let word = bytes[next.range].prefix { $0 > 0x20 }.count { $0 & 0xC0 != 0x80 }
            // The first line may be indented, as in a book.
            let isFirst = line.range == paragraph.first?.range
            guard line.length + 1 + word > width, isFirst || line.indent == next.indent else {
                return false
            }
            if endsInSentence(line), beginsInSentence(next) { broken += 1 }
        }
        return broken * 2 >= paragraph.count - 1
    }

    private func endsInSentence(_ line: Line) -> Bool {
        switch bytes[line.range.upperBound - 1] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: ")"),
            UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "\""), 0x80...0xFF:
            true
        default: false
        }
    }

    private func beginsInSentence(_ line: Line) -> Bool {
        switch bytes[line.range.lowerBound] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "("), 0xC3: true
        default: false
        }
    }
}

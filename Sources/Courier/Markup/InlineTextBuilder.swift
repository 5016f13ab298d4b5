import Foundation
import PortalModel

/// Running text on its way into spans: white space folded as HTML folds it, neighbours of equal
/// style and link made one.
struct InlineTextBuilder {
    var style: SpanStyle = []
    var link: WebAddress?

    /// A place in the text of one block.
    struct Mark {
        fileprivate let offset: Int
        fileprivate let block: Int
    }

    /// Text from `start` to the next run.
    private struct Run {
        var start: Int
        let style: SpanStyle
        let link: WebAddress?
    }

    /// The text of the block, UTF-8, folded; a line feed ends a line.
    private var bytes: [UInt8] = []
    private var runs: [Run] = []
    private var lineEnds = 0
    private var endsWithBlank = true
    /// How many blocks were taken, by which a mark knows its own.
    private var block = 0

    /// How many spans and lines the text will make at most.
    var pieces: Int { runs.count + lineEnds }

    /// Bytes of the text so far.
    var length: Int { bytes.count }

    /// Whether nothing but white space has come since the last block.
    var isEmpty: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A } }

    var hasLineEnds: Bool { lineEnds > 0 }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let base = text.baseAddress, !text.isEmpty else { return }
        startRun()
        var isAfterBlank = endsWithBlank
        var start = 0
        var index = 0
        while index < text.count {
            let byte = base[index]
            if byte > 0x20 {
                isAfterBlank = false
                index += 1
                while index < text.count, base[index] > 0x20 { index += 1 }
                continue
            }
            index += 1
            guard byte.isBlank else {
                isAfterBlank = false
                continue
            }
            // What needs no folding is added in one piece.
            if byte != 0x20 || isAfterBlank {
                bytes.append(contentsOf: text[start..<(index - 1)])
                if !isAfterBlank { bytes.append(0x20) }
                start = index
            }
            isAfterBlank = true
        }
        bytes.append(contentsOf: text[start...])
        endsWithBlank = isAfterBlank
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Ends the line. Two ends in a row leave a blank line, more leave no more.
    mutating func endLine() {
        if bytes.last == 0x20 {
            bytes.removeLast()
            if let last = runs.indices.last, runs[last].start > bytes.count {
                runs[last].start = bytes.count
            }
        }
        guard !bytes.isEmpty, !bytes.suffix(2).elementsEqual([0x0A, 0x0A]) else { return }
        startRun()
        bytes.append(0x0A)
        lineEnds += 1
        endsWithBlank = true
    }

    private mutating func startRun() {
        if let last = runs.last {
            if last.style == style, last.link == link { return }
            if last.start == bytes.count { runs.removeLast() }
        }
        runs.append(Run(start: bytes.count, style: style, link: link))
    }
}

// MARK: - Looking back

extension InlineTextBuilder {
    var mark: Mark { Mark(offset: bytes.count, block: block) }

    /// The text since `mark`; nil where a block has ended since then.
    func text(since mark: Mark) -> String? {
        guard mark.block == block, mark.offset <= bytes.count else { return nil }
        return String(decoding: bytes[mark.offset...], as: UTF8.self)
    }

    /// At most the last 40 bytes before `mark`, of its line.
    func text(before mark: Mark) -> Substring {
        guard mark.block == block, mark.offset <= bytes.count else { return "" }
        let text = String(decoding: bytes[max(0, mark.offset - 40)..<mark.offset], as: UTF8.self)
        guard let lineEnd = text.utf8.lastIndex(of: 0x0A) else { return text[...] }
        return text[text.utf8.index(after: lineEnd)...]
    }

    func isBlank(since mark: Mark) -> Bool {
        mark.block == block && mark.offset <= bytes.count
            && bytes[mark.offset...].allSatisfy { $0 == 0x20 }
    }

    func isBlank(between start: Mark, and end: Mark) -> Bool {
        guard start.block == block, end.block == block, end.offset <= bytes.count,
            start.offset <= end.offset
        else { return false }
        return bytes[start.offset..<end.offset].allSatisfy { $0 == 0x20 }
    }

    /// Takes back what came since `mark`, which lies in the block that is open.
    mutating func remove(since mark: Mark) {
        guard mark.block == block, mark.offset <= bytes.count else { return }
        lineEnds -= bytes[mark.offset...].count { $0 == 0x0A }
        bytes.removeLast(bytes.count - mark.offset)
        while let last = runs.last, last.start >= mark.offset { runs.removeLast() }
        endsWithBlank = bytes.last.map { $0 == 0x20 || $0 == 0x0A } ?? true
    }
}

// MARK: - Giving

extension InlineTextBuilder {
    /// Gives what has come since the last time as one line, without white space at its ends, and
    /// begins again.
    mutating func take() -> [Span] {
        guard !bytes.isEmpty else { return [] }
        defer { begin() }
        return spans(bytes.startIndex..<bytes.endIndex, from: 0)
    }

    /// Gives what has come since the last time line by line, and begins again. No-break spaces that
    /// indent a line stay; a blank line is empty, the first and the last are none.
    mutating func takeLines() -> [[Span]] {
        defer { begin() }
        var lines: [[Span]] = []
        var start = 0
        var run = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            while run + 1 < runs.count, runs[run + 1].start <= start { run += 1 }
            let line = spans(start..<end, from: run, keepsIndentation: true)
            if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
            start = end + 1
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Forgets all that has come, but not the room that it took.
    mutating func restart() {
        begin()
        style = []
        link = nil
    }

    private mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        lineEnds = 0
        endsWithBlank = true
        block += 1
    }

    /// The spans of the text in `range`, the start of which lies in the run `first`.
    private func spans(
        _ range: Range<Int>, from first: Int, keepsIndentation: Bool = false
    ) -> [Span] {
        let range = trimmed(range, keepsIndentation: keepsIndentation)
        guard !range.isEmpty else { return [] }
        var spans: [Span] = []
        for index in first..<runs.count {
            let run = runs[index]
            guard run.start < range.upperBound else { break }
            var start = max(run.start, range.lowerBound)
            var end = index + 1 < runs.count ? runs[index + 1].start : range.upperBound
            end = min(end, range.upperBound)
            // Blanks at the ends of struck text stand beside it.
            if index > 0, start > range.lowerBound, runs[index - 1].style.contains(.struck),
                !run.style.contains(.struck), bytes[start - 1] == 0x20
            {
                start -= 1
            }
            if run.style.contains(.struck), start < end, bytes[end - 1] == 0x20,
                index + 1 < runs.count, !runs[index + 1].style.contains(.struck)
            {
                end -= 1
            }
            guard start < end else { continue }
            bytes[start..<end].withUnsafeBufferPointer { bytes in
                let text = SafeText(cleaning: String(markupText: bytes))
                guard !text.isEmpty else { return }
                if run.link == nil, !run.style.contains(.code), BareAddress.mayStand(in: bytes) {
                    BareAddress.split(text, style: run.style, into: &spans)
                } else {
                    spans.append(Span(text, style: run.style, link: run.link))
                }
            }
        }
        return spans
    }

    private func trimmed(_ range: Range<Int>, keepsIndentation: Bool) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A {
                end -= 1
            } else if end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        while start < end {
            if bytes[start] == 0x20 || bytes[start] == 0x0A {
                start += 1
            } else if !keepsIndentation, end - start >= 2, bytes[start] == 0xC2,
                bytes[start + 1] == 0xA0
            {
                start += 2
            } else {
                break
            }
        }
        return start..<end
    }
}

extension String {
    /// The text in these bytes, UTF-8, where C1 control characters are read as the characters of
    /// windows-1252 that their authors meant (HTML, 13.2.5.80 "numeric character reference end
    /// state"): `&#146;` is an apostrophe.
    init(markupText bytes: UnsafeBufferPointer<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.baseAddress.flatMap({ memchr($0, 0xC2, bytes.count) }) != nil,
            text.unicodeScalars.contains(where: \.isC1)
        else {
            self = text
            return
        }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar.isC1 ? scalar.readAsWindows1252 : scalar)
        }
        self.init(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isC1: Bool { (0x80...0x9F).contains(value) }

    fileprivate var readAsWindows1252: Unicode.Scalar {
        let table: [Unicode.Scalar] = [
            "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž",
            "\u{8F}", "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ",
            "\u{9D}", "ž", "Ÿ",
        ]
        return table[Int(value - 0x80)]
    }
}

import Foundation
import PortalModel

/// Running text on its way into spans: white space folded as HTML folds it, neighbours of equal
/// style and link made one.
struct InlineText {
    /// What the text that comes next looks like.
    var style: SpanStyle = []
    /// Where the text that comes next leads.
    var link: WebAddress?

    private var spans: [Span] = []
    private var pending: [UInt8] = []
    private var pendingStyle: SpanStyle = []
    private var pendingLink: WebAddress?
    private var endsWithBlank = true

    /// Adds text, UTF-8.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let text = bytes.baseAddress, !bytes.isEmpty else { return }
        if style != pendingStyle || link != pendingLink { turn() }
        var isAfterBlank = endsWithBlank
        var start = 0
        for index in 0..<bytes.count {
            let byte = text[index]
            guard byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) else {
                isAfterBlank = false
                continue
            }
            // What needs no folding is added in one piece.
            if byte != 0x20 || isAfterBlank {
                pending.append(contentsOf: bytes[start..<index])
                if !isAfterBlank { pending.append(0x20) }
                start = index + 1
            }
            isAfterBlank = true
        }
        pending.append(contentsOf: bytes[start...])
        endsWithBlank = isAfterBlank
    }

    /// Gives what has come since the last time, without white space at its ends, and begins anew.
    mutating func take() -> [Span] {
        trimEnd()
        flush()
        defer {
            spans.removeAll()
            endsWithBlank = true
        }
        return spans
    }

    private mutating func turn() {
        flush()
        pendingStyle = style
        pendingLink = link
    }

    private mutating func flush() {
        if spans.isEmpty { trimStart() }
        guard !pending.isEmpty else { return }
        let text = SafeText(cleaning: pending.withUnsafeBufferPointer(String.init(markupText:)))
        pending.removeAll(keepingCapacity: true)
        guard !text.isEmpty else { return }
        spans.append(Span(text, style: pendingStyle, link: pendingLink))
    }

    /// Drops blanks and no-break spaces that nothing comes before.
    private mutating func trimStart() {
        var count = 0
        while count < pending.count {
            if pending[count] == 0x20 {
                count += 1
            } else if pending[count...].starts(with: InlineText.noBreakSpace) {
                count += 2
            } else {
                break
            }
        }
        if count > 0 { pending.removeFirst(count) }
    }

    /// Drops blanks and no-break spaces that nothing comes after.
    private mutating func trimEnd() {
        while true {
            if pending.last == 0x20 {
                pending.removeLast()
            } else if pending.suffix(2) == InlineText.noBreakSpace {
                pending.removeLast(2)
            } else if pending.isEmpty, let last = spans.popLast() {
                pending = Array(last.text.string.utf8)
                pendingStyle = last.style
                pendingLink = last.link
            } else {
                return
            }
        }
    }

    private static let noBreakSpace: ArraySlice<UInt8> = [0xC2, 0xA0]
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

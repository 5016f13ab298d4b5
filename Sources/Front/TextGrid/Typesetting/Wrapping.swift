import PortalModel

/// Breaks `text` into lines of at most `width` columns, for titles and teasers.
///
/// Text that fits is broken where the lines come out most even, in no more lines than it needs;
/// text that does not is cut after `maximumLines` lines, the last of which then ends in an
/// ellipsis. No lines where there is no text or no room. Of a long text hardly more than the lines
/// can hold is looked at.
public func wrap(
    _ text: SafeText, width: Int, maximumLines: Int? = nil, order: TextOrder = .logical
) -> [SafeText] {
    let lines = wrap(text, width: width, maximumLines: maximumLines)
    guard order == .visual else { return lines }
    var inline = InlineText()
    inline.append(text, look: InlineText.Look())
    return Directions(of: inline.text)?.ordered(lines, of: inline.text) ?? lines
}

/// The lines in logical order.
private func wrap(_ text: SafeText, width: Int, maximumLines: Int?) -> [SafeText] {
    let limit = maximumLines ?? .max
    guard width > 0, limit > 0 else { return [] }
    // Every line full, with a space after it, and some characters to see the next break by.
    let (room, isEndless) = limit.multipliedReportingOverflow(by: min(width, 10_000) + 1)
    let head = isEndless ? text.string[...] : text.string.prefix(min(room, 1_000_000) + 20)
    if head.endIndex < text.string.endIndex {
        let wrapping = Wrapping(head, width: width)
        if wrapping.filled.count > limit { return wrapping.cut(after: limit) }
        // Many spaces in a row, or characters without width: more of it fits.
    }
    let wrapping = Wrapping(text.string[...], width: width)
    return wrapping.filled.count > limit ? wrapping.cut(after: limit) : wrapping.even
}

/// A text broken into lines that are as full as they get.
private struct Wrapping {
    private let inline: InlineText
    private let segments: [Segment]
    private let width: Int
    let filled: [Range<Int>]

    init(_ text: Substring, width: Int) {
        var inline = InlineText()
        inline.append(SafeText(cleaning: text), look: InlineText.Look())
        self.inline = inline
        self.width = width
        segments = inline.segments(measure: width, hyphenator: nil)
        filled = filledLines(segments, measure: width)
    }

    /// The lines as even as can be without being more.
    var even: [SafeText] {
        let fitted = fittedLines(segments, measure: width)
        return (fitted.count > filled.count ? filled : fitted).map { text(of: segments[$0]) }
    }

    /// The first `limit` lines, the last of which ends in an ellipsis.
    func cut(after limit: Int) -> [SafeText] {
        filled[..<(limit - 1)].map { text(of: segments[$0]) }
            + [cutText(of: segments[filled[limit - 1]])]
    }

    private func text(of line: ArraySlice<Segment>) -> SafeText {
        guard let first = line.first, let last = line.last else { return .empty }
        return SafeText(cleaning: inline.slice(first.range.lowerBound..<last.range.upperBound))
    }

    /// As many words of the line as fit with an ellipsis after them, or letters where not even
    /// one word does.
    private func cutText(of line: ArraySlice<Segment>) -> SafeText {
        var words = line
        while let last = words.last {
            let text = text(of: words)
            if text.string.last == "…" { return text }
            let ellipsis: SafeText = last.ending == .space ? " …" : "…"
            if text.string.columns + ellipsis.string.columns <= width {
                return text + ellipsis
            }
            words.removeLast()
        }
        var used = "…".columns
        let letters = text(of: line).string.prefix { character in
            used += character.columns
            return used <= width
        }
        return SafeText(cleaning: letters) + "…"
    }
}

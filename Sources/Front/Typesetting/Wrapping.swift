import PortalModel
import TextGrid

/// Breaks `text` into lines of at most `width` columns, for titles and teasers.
///
/// Text that fits is broken where the lines come out most even, in no more lines than it needs;
/// text that does not is cut after `maximumLines` lines, the last of which then ends in an
/// ellipsis. No lines where there is no text or no room.
public func wrap(_ text: SafeText, width: Int, maximumLines: Int? = nil) -> [SafeText] {
    let limit = maximumLines ?? Int.max
    guard width > 0, limit > 0 else { return [] }
    var inline = InlineText()
    inline.append(text, look: InlineText.Look())
    let segments = inline.segments(measure: width, hyphenator: nil)
    let filled = filledLines(segments, measure: width)
    guard filled.count <= limit else {
        return filled[..<(limit - 1)].map { inline.text(of: segments[$0]) }
            + [inline.cutText(of: segments[filled[limit - 1]], width: width)]
    }
    let fitted = fittedLines(segments, measure: width)
    return (fitted.count > filled.count ? filled : fitted).map { inline.text(of: segments[$0]) }
}

extension InlineText {
    fileprivate func text(of line: ArraySlice<Segment>) -> SafeText {
        guard let first = line.first, let last = line.last else { return .empty }
        return SafeText(cleaning: slice(first.range.lowerBound..<last.range.upperBound))
    }

    /// As many words of the line as fit with an ellipsis after them, or letters where not even
    /// one word does.
    fileprivate func cutText(of line: ArraySlice<Segment>, width: Int) -> SafeText {
        var words = line
        while let last = words.last {
            let text = text(of: words)
            if text.string.last == "…" { return text }
            let ellipsis: SafeText = last.ending == .space ? " …" : "…"
            if columns(of: text.string) + columns(of: ellipsis.string) <= width {
                return text + ellipsis
            }
            words.removeLast()
        }
        var used = columns(of: "…")
        let letters = text(of: line).string.prefix { character in
            used += character.columns
            return used <= width
        }
        return SafeText(cleaning: letters) + "…"
    }
}

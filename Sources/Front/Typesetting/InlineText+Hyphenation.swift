extension InlineText {
    private static let lettersPerWord = 6
    private static let lettersBefore = 2
    private static let lettersAfter = 3

    /// The segments with their words divided where `hyphenator` allows.
    ///
    /// What stands between two spaces is looked at as a whole: an address, a word with digits and
    /// an abbreviation in capitals stay undivided.
    func hyphenated(_ segments: [Segment], by hyphenator: any Hyphenator) -> [Segment] {
        var result: [Segment] = []
        result.reserveCapacity(segments.count * 2)
        var group = 0
        while group < segments.count {
            var last = group
            while last + 1 < segments.count, segments[last].ending != .space { last += 1 }
            let whole = segments[group].range.lowerBound..<segments[last].range.upperBound
            if isProse(slice(whole)) {
                for segment in segments[group...last] {
                    divide(segment, by: hyphenator, into: &result)
                }
            } else {
                result += segments[group...last]
            }
            group = last + 1
        }
        return result
    }

    /// Whether `text` up to its first space holds no digit, no sign of an address and at most one
    /// capital in each part of a compound.
    private func isProse(_ text: Substring) -> Bool {
        guard text.utf8.count >= InlineText.lettersPerWord else { return false }
        var previousIsCapital = false
        for character in text {
            if character == " " { return true }
            if character.isNumber || "/@_=&#:\\".contains(character) { return false }
            let isCapital = character.isUppercase
            if isCapital, previousIsCapital { return false }
            previousIsCapital = isCapital
        }
        return true
    }

    private func divide(
        _ segment: Segment, by hyphenator: any Hyphenator, into result: inout [Segment]
    ) {
        let text = slice(segment.range).prefix { $0 != " " }
        guard segment.columns >= InlineText.lettersPerWord,
            let first = text.firstIndex(where: \.isLetter),
            let last = text.lastIndex(where: \.isLetter)
        else {
            result.append(segment)
            return
        }
        let word = text[first...last]
        let letters = word.count
        guard letters >= InlineText.lettersPerWord, word.allSatisfy(\.isLetter) else {
            result.append(segment)
            return
        }
        var rest = segment
        var index = text.startIndex
        var letter = -text.distance(from: text.startIndex, to: first)
        for division in hyphenator.divisions(of: word)
        where division >= InlineText.lettersBefore && division <= letters - InlineText.lettersAfter
            && division > letter
        {
            let end = text.index(index, offsetBy: division - letter)
            let piece = text[index..<end]
            let border = rest.range.lowerBound + piece.utf8.count
            let width = Typesetting.columns(of: piece)
            result.append(
                Segment(
                    range: rest.range.lowerBound..<border, columns: width, ending: .hyphen))
            rest.range = border..<rest.range.upperBound
            rest.columns -= width
            index = end
            letter = division
        }
        result.append(rest)
    }
}

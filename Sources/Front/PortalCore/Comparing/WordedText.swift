import PortalModel

/// The words of two texts as numbers, which are quickly compared.
struct Lexicon {
    private var keys: [String: Int] = [:]
    /// How much each word tells: its letters but two, since the commonest words are the shortest.
    private(set) var weights: [Int] = []
    /// How many characters each word has.
    private(set) var lengths: [Int] = []

    mutating func key(of word: String) -> Int {
        if let key = keys[word] { return key }
        let length = word.count
        keys[word] = weights.count
        weights.append(max(1, length - 2))
        lengths.append(length)
        return weights.count - 1
    }
}

/// A text as passages, the title first, and their words.
struct WordedText {
    /// A block that is compared as one.
    struct Passage {
        /// Plain text alone, of one look.
        let block: Block
        /// Where its words stand among those of the text.
        let words: Range<Int>
    }

    /// In the order of the text; the first is the title.
    private(set) var passages: [Passage] = []
    /// The words of the whole text.
    private(set) var keys: [Int] = []
    /// Whether the text goes on after the last passage.
    private(set) var isCut = false

    init(_ text: ComparedText, _ lexicon: inout Lexicon) {
        let title = Block.subhead([Span(text.title)])
        append(title, words: title.texts.flatMap(\.string.foldedWords), &lexicon)
        for block in text.body.blocks.lazy.flatMap(\.passages) {
            let words = block.texts.flatMap(\.string.foldedWords)
            guard !words.isEmpty else { continue }
            guard passages.count < Comparison.limits.blocks,
                keys.count + words.count <= Comparison.limits.words
            else {
                isCut = true
                return
            }
            append(block, words: words, &lexicon)
        }
    }

    /// The words of some passages that follow each other.
    func words(of range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return passages[first].words.lowerBound..<passages[last].words.upperBound
    }

    /// Whether the texts are equal to the letter.
    func hasSameText(as other: WordedText) -> Bool {
        !isCut && !other.isCut && passages.map(\.block) == other.passages.map(\.block)
    }

    /// The block of a passage, with those words marked that `isShared` does not tell to be shared.
    func marked(_ index: Int, _ isShared: [Bool]) -> Block {
        let passage = passages[index]
        var word = passage.words.lowerBound
        if !isShared[passage.words].contains(true) {
            return passage.block.withSpans { [Span($0.text, style: .unmatched)] }
        }
        return passage.block.withSpans { span in
            let ranges = span.text.string.wordRanges
            defer { word += ranges.count }
            return span.text.string.spans(
                marking: zip(ranges, word...).compactMap {
                    isShared[$1] ? nil : ($0, $1)
                })
        }
    }

    private mutating func append(_ block: Block, words: [String], _ lexicon: inout Lexicon) {
        let start = keys.count
        for word in words { keys.append(lexicon.key(of: word)) }
        passages.append(Passage(block: block, words: start..<keys.count))
    }
}

extension String {
    /// The text as spans, with some of its words marked, and what stands between two of them that
    /// follow each other.
    fileprivate func spans(marking words: [(range: Range<Index>, number: Int)]) -> [Span] {
        var stretches: [Range<Index>] = []
        var previous: Int?
        for word in words {
            if let last = stretches.last, previous == word.number - 1 {
                stretches[stretches.count - 1] = last.lowerBound..<word.range.upperBound
            } else {
                stretches.append(word.range)
            }
            previous = word.number
        }
        var spans: [Span] = []
        var end = startIndex
        for stretch in stretches.map(closingBrackets) {
            if end < stretch.lowerBound {
                spans.append(Span(SafeText(cleaning: self[end..<stretch.lowerBound])))
            }
            spans.append(Span(SafeText(cleaning: self[stretch]), style: .unmatched))
            end = stretch.upperBound
        }
        if end < endIndex { spans.append(Span(SafeText(cleaning: self[end...]))) }
        return spans
    }
    /// The range with the bracket behind it that closes one inside it: "BERLIJN (ANP)".
    private func closingBrackets(_ range: Range<Index>) -> Range<Index> {
        guard range.upperBound < endIndex, self[range.upperBound] == ")",
            let opening = self[range].lastIndex(of: "("),
            !self[opening..<range.upperBound].contains(")")
        else { return range }
        return range.lowerBound..<index(after: range.upperBound)
    }
}

import PortalModel

/// The words of two texts as numbers, which are quickly compared.
struct Lexicon {
    private var keys: [String: Int] = [:]
    /// How much each word tells: its letters but two, since the commonest words are the shortest.
    private(set) var weights: [Int] = []
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
    struct Passage {
        /// Plain text alone, of one look.
        let block: Block
        /// Where its words stand among those of the text.
        let words: Range<Int>
    }

    /// In the order of the text; the first is the title.
    private(set) var passages: [Passage] = []
    private(set) var keys: [Int] = []
    /// Whether the text goes on after the last passage.
    private(set) var isCut = false

    init(_ text: StoryReport, _ lexicon: inout Lexicon) {
        let title = Block.subhead([Span(text.title)])
        append(title, words: title.words, &lexicon)
        for block in text.body.blocks.lazy.flatMap(\.passages) {
            let words = block.words
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

    func words(of range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return passages[first].words.lowerBound..<passages[last].words.upperBound
    }

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
    /// With some words marked, and what stands between two of them that follow each other.
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

extension Block {
    /// The blocks in it that are compared one by one, as plain text: the items of a list, the
    /// blocks of a quote, the rows of a table and the lines of verse and of preformatted text each
    /// for themselves; pictures, rules and blocks without text not at all.
    var passages: [Block] {
        switch self {
        case .paragraph(let spans):
            return spans.plain.map { [.paragraph([$0])] } ?? []
        case .subhead(let spans):
            return spans.plain.map { [.subhead([$0])] } ?? []
        case .lines(let lines):
            return lines.flatMap { Block.paragraph($0).passages }
        case .list(let items):
            return items.compactMap { item in
                let inner = item.blocks.flatMap(\.passages)
                return inner.isEmpty ? nil : .list([ListItem(inner, marker: item.marker)])
            }
        case .table(let table):
            return table.rows.flatMap { row in
                let cells = row.map(\.spans).filter { $0.plain != nil }
                return Block.paragraph(Array(cells.joined(separator: [" · "]))).passages
            }
        case .quote(let blocks):
            return blocks.flatMap(\.passages).map { .quote([$0]) }
        case .preformatted(let lines):
            return lines.flatMap { Block.paragraph([Span($0)]).passages }
        case .rule, .image, .attachments:
            return []
        }
    }

    fileprivate var spans: [Span] {
        switch self {
        case .paragraph(let spans), .subhead(let spans): spans
        case .lines(let lines): Array(lines.joined())
        case .list(let items): items.flatMap { $0.blocks.flatMap(\.spans) }
        case .quote(let blocks): blocks.flatMap(\.spans)
        case .table(let table): table.rows.joined().flatMap(\.spans)
        case .preformatted, .rule, .image, .attachments: []
        }
    }

    fileprivate var words: [String] { spans.flatMap(\.text.string.foldedWords) }

    /// The block with what `spans` makes of each of its spans, in reading order.
    func withSpans(_ spans: (Span) -> [Span]) -> Block {
        switch self {
        case .paragraph(let old):
            .paragraph(old.flatMap(spans))
        case .subhead(let old):
            .subhead(old.flatMap(spans))
        case .lines(let old):
            .lines(old.map { $0.flatMap(spans) })
        case .list(let items):
            .list(
                items.map { item in
                    ListItem(item.blocks.map { $0.withSpans(spans) }, marker: item.marker)
                })
        case .quote(let blocks):
            .quote(blocks.map { $0.withSpans(spans) })
        case .table(let table):
            .table(
                Table(
                    table.rows.map { row in
                        row.map { cell in
                            Table.Cell(
                                cell.spans.flatMap(spans), isHeading: cell.isHeading,
                                columns: cell.columns, rows: cell.rows)
                        }
                    }))
        case .preformatted, .rule, .image, .attachments:
            self
        }
    }

    /// With signs around the words that the other text lacks, for where no look comes through.
    public func bracketingUnmatched(_ opening: SafeText, _ closing: SafeText) -> Block {
        withSpans { span in
            guard span.style.contains(.unmatched) else { return [span] }
            return [Span("\(opening)\(span.text)\(closing)", style: span.style, link: span.link)]
        }
    }

    /// The stretches of words that the other text does not have, in reading order.
    public var unmatchedTexts: [SafeText] {
        spans.filter { $0.style.contains(.unmatched) }.map(\.text)
    }
}

extension [Span] {
    /// The spans as one without a look or link; nil where there is nothing to read.
    fileprivate var plain: Span? {
        let text = SafeText(cleaning: plainText.split(separator: " ").joined(separator: " "))
        return text.isEmpty ? nil : Span(text)
    }
}

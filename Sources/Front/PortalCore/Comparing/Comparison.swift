import PortalModel

/// Two texts beside each other: which of their paragraphs tell the same, and which words only one
/// of them has.
///
/// How that is found out is told in the README beside this file. Pure, and the same every time. Two
/// articles of 500 words take about a millisecond and two of 5,000 about fifteen; `limits` see to
/// it that no two texts take a second.
public struct Comparison: Hashable, Sendable {
    /// What stands side by side.
    public struct Row: Hashable, Sendable {
        /// Blocks of the first text; none where only the second has this.
        public let left: [Block]
        /// Blocks of the second text; none where only the first has this.
        public let right: [Block]

        /// Whether both sides read the same.
        public var isSame: Bool { left == right }

        /// Whether one side has nothing because the other text has most of this in another place.
        public var isElsewhere: Bool {
            guard left.isEmpty || right.isEmpty else { return false }
            let blocks = left + right
            let length = blocks.reduce(0) { $0 + $1.plainText.utf8.count }
            let unmatched = blocks.flatMap(\.unmatchedTexts).reduce(0) {
                $0 + $1.string.utf8.count
            }
            return 2 * unmatched < length
        }
    }

    /// From top to bottom: the titles, and then all blocks of both texts, each text in its order.
    ///
    /// The words that the other text does not have are set as `SpanStyle.unmatched`; this is the
    /// only style there is, and links, pictures and rules are left out. A row with blocks on both
    /// sides has one on one side at least.
    public let rows: [Row]

    /// The share of the words of both texts, titles included, that the other text has too: in
    /// per cent, rounded down, and 100 only where both texts are equal to the letter.
    public let likeness: Int

    /// Whether a text was longer than is compared: `limits` hold.
    public let isCut: Bool

    /// What is compared of one text; what comes after it is left out.
    public static let limits = (blocks: 600, words: 20_000)

    public init(_ left: ComparedText, _ right: ComparedText) {
        var lexicon = Lexicon()
        let texts = (WordedText(left, &lexicon), WordedText(right, &lexicon))
        var matching = WordMatching(texts.0, texts.1, lexicon)
        let pairs = alignedPassages(texts.0, texts.1, lexicon)
        for pair in pairs where !pair.left.isEmpty && !pair.right.isEmpty {
            matching.match(texts.0.words(of: pair.left), texts.1.words(of: pair.right))
        }
        matching.matchMovedPassages()
        rows = pairs.map { pair in
            Row(
                left: pair.left.map { texts.0.marked($0, matching.isLeftShared) },
                right: pair.right.map { texts.1.marked($0, matching.isRightShared) })
        }
        isCut = texts.0.isCut || texts.1.isCut
        let count = texts.0.keys.count + texts.1.keys.count
        let share = count == 0 ? 100 : 200 * matching.count / count
        likeness = texts.0.hasSameText(as: texts.1) ? 100 : min(99, share)
    }
}

/// A text that is compared with another one.
public struct ComparedText: Hashable, Sendable {
    let title: SafeText
    let body: Document

    public init(title: SafeText, body: Document) {
        self.title = title
        self.body = body
    }
}

import PortalModel
import TextGrid

/// The body of an article, typeset for a measure: kept with the screen, since typesetting is the
/// most costly part of drawing an article.
struct ArticleLayout: Sendable {
    /// Columns.
    let measure: Int
    let typography: Typography
    /// Whether the text is taken for Dutch, whose words can be divided.
    let isDutch: Bool
    /// The words of the text, counted once since it may be long.
    let words: Int
    /// Lines and links, of a long text as far as it is typeset.
    private(set) var text = TypesetText()
    /// The addresses of the links, in lines of the measure, once all of the text is typeset.
    private(set) var linkLines: [LinkLine] = []
    /// How many top-level blocks the text has, and how many of them are typeset.
    private let blocks: Int
    private var doneBlocks = 0
    /// The lead picture, where it is shown.
    private(set) var picture: Picture?
    /// The lines that are left free for it, also as long as it is on its way.
    private(set) var pictureLines = 0..<0

    /// Typesets `body` in lines of `measure` columns; whether it is Dutch is guessed unless known,
    /// with the `language` that its page gives. So many lines are typeset `ahead` of the reader.
    init(
        _ body: Document, _ measure: Int, _ typography: Typography, language: SafeText? = nil,
        isDutch: Bool? = nil, picture: Picture? = nil, ahead: Int = Self.usualAhead
    ) {
        self.measure = measure
        self.ahead = ahead
        self.typography = typography
        let isDutch = isDutch ?? DutchDetector.isDutch(body.searchText, told: language)
        self.isDutch = isDutch
        words = body.wordCount
        blocks = body.blocks.count
        typeset(body, upTo: 0)
        show(picture, of: body)
    }

    private let ahead: Int
    /// Far more lines than most articles have.
    static let usualAhead = 1000

    var isWhole: Bool { doneBlocks == blocks }

    /// The lines that there are or, as long as not all of the text is typeset, about as many.
    var estimatedLines: Int {
        isWhole ? text.lines.count : text.lines.count / max(1, doneBlocks) * blocks
    }

    /// Typesets what is not yet done of `body` as far as line number `line`, and some way ahead.
    mutating func typeset(_ body: Document, upTo line: Int) {
        guard !isWhole, line > text.lines.count - ahead else { return }
        doneBlocks = typesetter.typeset(
            body, from: doneBlocks, onto: &text, until: min(line, .max / 2) + ahead)
        if isWhole { listLinks() }
    }

    /// Typesets what is not yet done of `body` as far as its top-level block number `block`.
    mutating func typeset(_ body: Document, upToBlock block: Int) {
        while !isWhole, doneBlocks <= block { typeset(body, upTo: text.lines.count) }
    }

    private var typesetter: Typesetter { typography.typesetter(measure, isDutch: isDutch) }

    private mutating func listLinks() {
        linkLines = text.links.enumerated().flatMap { index, address in
            wrap("[\(index + 1)] \(address.text)", width: measure, maximumLines: 2)
                .map { LinkLine(number: index + 1, text: $0) }
        }
    }

    /// Makes room for `picture` above the caption of the first picture of `body`, or none with nil
    /// and where it is wider than the measure.
    mutating func show(_ picture: Picture?, of body: Document) {
        let picture = picture.flatMap { $0.columns <= measure ? $0 : nil }
        makeRoom(rows: picture?.rows.count ?? 0, in: body)
        self.picture = pictureLines.isEmpty ? nil : picture
    }

    /// Leaves so many rows free for the first picture of `body`.
    mutating func makeRoom(rows: Int, in body: Document) {
        text.lines.removeSubrange(pictureLines)
        pictureLines = 0..<0
        picture = nil
        guard rows > 0, let lead = body.leadPicture, let line = firstLine(of: lead.block) else {
            return
        }
        let hasCaption = text.lines[line].block == lead.block
        let count = rows + (hasCaption ? 0 : 1)
        let free = TypesetLine(block: text.lines[line].block)
        text.lines.insert(contentsOf: Array(repeating: free, count: count), at: line)
        pictureLines = line..<(line + count)
    }

    /// How many lines stand above the first picture of `body`.
    func linesAbovePicture(of body: Document) -> Int {
        body.leadPicture.flatMap { firstLine(of: $0.block) } ?? 0
    }

    private func firstLine(of block: Int) -> Int? {
        text.lines.firstIndex { $0.block >= block }
    }
}

/// A line of the list of links below a text.
struct LinkLine: Hashable, Sendable {
    /// The link's number, from 1.
    let number: Int
    let text: SafeText
}

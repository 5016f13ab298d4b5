import PortalModel
import TextGrid
import Typesetting

/// The body of an article, set for a measure: kept with the screen, since setting is the most
/// costly part of drawing an article.
struct SetArticle: Hashable, Sendable {
    /// Columns.
    let measure: Int
    /// How it is set.
    let typography: Typography
    /// Whether the text is taken for Dutch, whose words can be divided.
    let isDutch: Bool
    /// The words of the text, counted once since it may be long.
    let words: Int
    /// Lines and links.
    private(set) var text: TypesetText
    /// The addresses of the links, in lines of the measure.
    let linkLines: [LinkLine]
    /// The lead picture, where it is shown.
    private(set) var picture: Picture?
    /// The lines that are left free for it.
    private(set) var pictureLines = 0..<0

    /// Sets `body` in lines of `measure` columns; whether it is Dutch is guessed unless known.
    init(
        _ body: Document, _ measure: Int, _ typography: Typography, isDutch: Bool? = nil,
        picture: Picture? = nil
    ) {
        self.measure = measure
        self.typography = typography
        let isDutch = isDutch ?? DutchText.isLikely(body.searchText)
        self.isDutch = isDutch
        words = body.wordCount
        text = typography.typesetter(measure, isDutch: isDutch).typeset(body)
        linkLines = text.links.enumerated().flatMap { index, address in
            wrap("[\(index + 1)] \(address.text)", width: measure, maximumLines: 2)
                .map { LinkLine(number: index + 1, text: $0) }
        }
        show(picture, of: body)
    }

    /// Makes room for `picture` above the caption of the first picture of `body`, or none with nil
    /// and where it is wider than the measure.
    mutating func show(_ picture: Picture?, of body: Document) {
        guard picture != nil || self.picture != nil else { return }
        text.lines.removeSubrange(pictureLines)
        pictureLines = 0..<0
        self.picture = nil
        guard let picture, picture.columns <= measure, let lead = body.leadPicture,
            let line = text.lines.firstIndex(where: { $0.block >= lead.block })
        else { return }
        let hasCaption = text.lines[line].block == lead.block
        let count = picture.rows.count + (hasCaption ? 0 : 1)
        let free = TypesetLine(block: text.lines[line].block)
        text.lines.insert(contentsOf: Array(repeating: free, count: count), at: line)
        pictureLines = line..<(line + count)
        self.picture = picture
    }
}

/// A line of the list of links below a text.
struct LinkLine: Hashable, Sendable {
    /// The link's number, from 1.
    let number: Int
    let text: SafeText
}

extension [SafeText] {
    /// The texts that are not empty, with `separator` between them.
    public func joined(separator: SafeText) -> SafeText {
        var result = SafeText.empty
        for text in self where !text.isEmpty {
            result = result.isEmpty ? text : "\(result)\(separator)\(text)"
        }
        return result
    }
}

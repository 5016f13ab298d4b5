extension Document {
    /// The text as it is read, a blank line between blocks: list items begin with "- " or their
    /// number, tables stand in columns, pictures and what is struck are named by signs.
    public var plainText: String {
        blocks.map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// The words alone, for whatever looks at words: an index, a comparison of reports. Other than
    /// `plainText` it holds nothing that the author did not write but the numbers of lists, and
    /// nothing of what hangs on the article.
    ///
    /// An index in the store forgets an article by the words that this makes of it, so what it
    /// makes of a block may change only together with a migration that rebuilds the index.
    public var searchText: String {
        blocks.map(\.searchText).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// How many words there are to read, for a reading time. Linear in the length of the text.
    public var wordCount: Int {
        searchText.split(whereSeparator: \.isWhitespace).count
    }

    /// The first paragraph with text in it, as one line.
    public var firstParagraph: SafeText? {
        for block in blocks {
            guard let spans = block.runningText else { continue }
            let text = SafeText(line: spans.plainText)
            if !text.isEmpty { return text }
        }
        return nil
    }
}

extension Block {
    /// The block's text as it is read.
    public var plainText: String {
        switch self {
        case .paragraph(let spans), .subhead(let spans):
            spans.plainText
        case .lines(let lines):
            lines.map(\.plainText).joined(separator: "\n")
        case .list(let items):
            items.map { $0.text(\.plainText) }.joined(separator: "\n")
        case .table(let table):
            table.plainText
        case .quote(let blocks):
            Document(blocks).plainText
        case .preformatted(let lines):
            lines.map(\.string).joined(separator: "\n")
        case .rule:
            ""
        case .attachments(let spans):
            spans.map(\.text.string).joined(separator: "\n")
        case .image(let alternative, let address):
            Block.words(forImage: alternative, at: address)?.string ?? ""
        }
    }

    /// The words of the block, and nothing that is not the author's.
    fileprivate var searchText: String {
        switch self {
        case .paragraph(let spans), .subhead(let spans):
            spans.searchText
        case .lines(let lines):
            lines.map(\.searchText).joined(separator: "\n")
        case .list(let items):
            items.map { $0.text(\.searchText) }.joined(separator: "\n")
        case .table(let table):
            table.rows.map { row in
                row.map(\.spans.searchText).joined(separator: "  ")
            }.joined(separator: "\n")
        case .quote(let blocks):
            Document(blocks).searchText
        case .image(let alternative, _):
            alternative.string
        case .preformatted, .rule:
            plainText
        case .attachments:
            ""
        }
    }

    /// The spans of running text, its lines one after the other; nil for any other block.
    fileprivate var runningText: [Span]? {
        switch self {
        case .paragraph(let spans): spans
        case .lines(let lines): Array(lines.joined(separator: [" "]))
        default: nil
        }
    }

    /// What stands for a picture that is not shown; nil where there are no words for it nor a way
    /// to it.
    public static func words(forImage alternative: SafeText, at address: WebAddress?) -> SafeText? {
        if alternative.namesPicture { return alternative }
        if !alternative.isEmpty { return "Foto: \(alternative)" }
        return address == nil ? nil : "[foto]"
    }
}

extension SafeText {
    /// Whether it begins by saying that it is of a picture: "Foto: ANP", "Luchtfoto van de haven",
    /// "Kaart: Rijkswaterstaat".
    fileprivate var namesPicture: Bool {
        let word = string.prefix { $0.isLetter }.lowercased()
        if word.hasPrefix("foto") || word.hasSuffix("foto") { return true }
        return Self.kindsOfPictures.contains(word) && string.dropFirst(word.count).hasPrefix(":")
    }

    private static let kindsOfPictures: Set = [
        "afbeelding", "animatie", "beeld", "cartoon", "grafiek", "illustratie", "infographic",
        "kaart", "prent", "still", "tekening", "video",
    ]
}

extension ListItem {
    /// The mark, and the blocks as `text` tells them.
    fileprivate func text(_ text: (Block) -> String) -> String {
        (marker?.string ?? "-") + " " + blocks.map(text).joined(separator: "\n")
    }
}

extension [Span] {
    /// The text of the spans, one after the other, with signs around what is struck.
    public var plainText: String {
        signingStruck.searchText
    }

    /// The text of the spans alone.
    fileprivate var searchText: String {
        count == 1 ? self[0].text.string : map(\.text.string).joined()
    }
}

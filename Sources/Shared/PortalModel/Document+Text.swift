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

extension Document {
    /// The document in CommonMark, with the tables and what is struck as GitHub writes them. Signs
    /// of the author's that would mean something there are escaped.
    public var markdown: String {
        blocks.map(\.markdown).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// `text` so that it reads in CommonMark as it is.
    public static func markdown(_ text: SafeText) -> String {
        Span(text).markdown.escapedAtStart
    }
}

extension Block {
    fileprivate var markdown: String {
        switch self {
        case .paragraph(let spans): spans.markdown.escapedAtStart
        case .subhead(let spans): "## \(spans.markdown)"
        case .lines(let lines):
            lines.map(\.markdown.escapedAtStart).map { $0.isEmpty ? "\u{A0}" : $0 }
                .joined(separator: "\\\n")
        case .list(let items): items.map(\.markdown).joined(separator: "\n")
        case .quote(let blocks): Document(blocks).markdown.indented(by: "> ", first: "> ")
        case .preformatted(let lines): Self.fenced(lines.map(\.string).joined(separator: "\n"))
        case .table(let table): Self.fenced(table.plainText)
        case .rule: "---"
        case .image(let alternative, let address?):
            "![\(Span(alternative).markdown)](<\(address.markdown)>)"
        case .image(let alternative, nil):
            Block.words(forImage: alternative, at: nil).map { Span($0).markdown } ?? ""
        case .attachments(let spans):
            spans.map { "- \([$0].markdown)" }.joined(separator: "\n")
        }
    }

    /// Lines that stay as they are.
    private static func fenced(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        let fence = String(repeating: "`", count: max(3, text.longestRun(of: "`") + 1))
        return "\(fence)\n\(text)\n\(fence)"
    }
}

extension ListItem {
    fileprivate var markdown: String {
        let text = Document(blocks).markdown
        // Only numbers are marks of a list; a letter becomes the first word of its item.
        guard let marker, !marker.isEmpty else { return text.indented(by: "  ", first: "- ") }
        if marker.string.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }), marker.string != ".",
            marker.string.utf8.count <= 10
        {
            let margin = String(repeating: " ", count: marker.string.count + 1)
            return text.indented(by: margin, first: "\(marker) ")
        }
        return text.indented(by: "  ", first: "- \(Span(marker).markdown) ")
    }
}

extension [Span] {
    fileprivate var markdown: String { map(\.markdown).joined() }
}

extension Span {
    /// With its marks within the spaces at its ends, since outside them they would be none.
    fileprivate var markdown: String {
        let inner = text.string.drop { $0 == " " }
        let core = inner.reversed().drop { $0 == " " }.reversed()
        guard !core.isEmpty else { return text.string }
        var result = style.contains(.code) ? Self.code(String(core)) : String(core).escaped
        if style.contains(.struck) { result = "~~\(result)~~" }
        if style.contains(.emphasis) { result = "*\(result)*" }
        if style.contains(.strong) { result = "**\(result)**" }
        if let link { result = "[\(result)](<\(link.markdown)>)" }
        let before = String(repeating: " ", count: text.string.count - inner.count)
        return before + result + String(repeating: " ", count: inner.count - core.count)
    }

    private static func code(_ text: String) -> String {
        let fence = String(repeating: "`", count: text.longestRun(of: "`") + 1)
        let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + space + text + space + fence
    }
}

extension WebAddress {
    /// For between angle brackets, which an address itself cannot hold.
    fileprivate var markdown: String { string.replacing("\\", with: "%5C") }
}

extension String {
    fileprivate var escaped: String {
        var result = ""
        for character in self {
            if "\\`*_[]<>&~|".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// With what would begin a heading, a list or a rule escaped.
    fileprivate var escapedAtStart: String {
        guard let first else { return self }
        if "#+-=".contains(first) { return "\\" + self }
        let digits = prefix { $0.isASCII && $0.isNumber }
        let rest = self[digits.endIndex...]
        guard !digits.isEmpty, rest.first == "." || rest.first == ")" else { return self }
        return digits + "\\" + rest
    }

    fileprivate func indented(by margin: String, first: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            line.isEmpty && index > 0
                ? String(margin.reversed().drop { $0 == " " }.reversed())
                : (index == 0 ? first : margin) + line
        }.joined(separator: "\n")
    }

    fileprivate func longestRun(of character: Character) -> Int {
        var longest = 0
        var run = 0
        for next in self {
            run = next == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

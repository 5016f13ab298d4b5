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

import PortalModel

/// Writes documents as HTML that any reader of feeds can show, and that our own parser makes the
/// same document of again, as far as HTML has words for it. Linear in the length.
struct HTMLWriter {
    private(set) var html = ""

    /// `document` without what is attached to it.
    static func html(of document: Document) -> String {
        var writer = HTMLWriter()
        writer.write(document.blocks)
        return writer.html
    }

    private mutating func write(_ blocks: [Block]) {
        for block in blocks { write(block) }
    }

    private mutating func write(_ block: Block) {
        switch block {
        case .paragraph(let spans): element("p") { $0.write(spans) }
        case .subhead(let spans): element("h2") { $0.write(spans) }
        case .lines(let lines):
            element("p") { writer in
                for (index, spans) in lines.enumerated() {
                    if index > 0 { writer.html += "<br>" }
                    writer.write(spans)
                }
            }
        case .list(let items): write(items)
        case .quote(let blocks): element("blockquote") { $0.write(blocks) }
        case .preformatted(let lines):
            element("pre") { writer in
                for (index, line) in lines.enumerated() {
                    if index > 0 { writer.html += "\n" }
                    writer.escape(line.string)
                }
            }
        case .table(let table): write(table)
        case .rule: html += "<hr>"
        case .image(let alternative, let address):
            let texts = [
                address.map { ("src", $0.string) },
                alternative.isEmpty ? nil : ("alt", alternative.string),
            ]
            open("img", texts.compactMap { $0 })
        case .attachments: break
        }
    }

    private mutating func write(_ items: [ListItem]) {
        let numbering = ListNumbering(items)
        element(numbering.name, numbering.attributes) { writer in
            for (index, item) in items.enumerated() {
                writer.element("li", numbering.attributes(ofItem: index)) { $0.write(item.blocks) }
            }
        }
    }

    private mutating func write(_ table: Table) {
        element("table") { writer in
            for row in table.rows {
                writer.element("tr") { writer in
                    for cell in row { writer.write(cell) }
                }
            }
        }
    }

    private mutating func write(_ cell: Table.Cell) {
        var attributes: [(String, String)] = []
        if cell.columns > 1 { attributes.append(("colspan", String(cell.columns))) }
        if cell.rows > 1 { attributes.append(("rowspan", String(cell.rows))) }
        element(cell.isHeading ? "th" : "td", attributes) { $0.write(cell.spans) }
    }

    private mutating func write(_ spans: [Span]) {
        for span in spans {
            var names: [String] = []
            if span.style.contains(.emphasis) { names.append("em") }
            if span.style.contains(.strong) { names.append("strong") }
            if span.style.contains(.code) { names.append("code") }
            if span.style.contains(.struck) { names.append("s") }
            if let link = span.link { open("a", [("href", link.string)]) }
            for name in names { open(name) }
            escape(span.text.string)
            for name in names.reversed() { html += "</\(name)>" }
            if span.link != nil { html += "</a>" }
        }
    }

    private mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], _ content: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        content(&self)
        html += "</\(name)>"
    }

    private mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        html += "<\(name)"
        for (name, value) in attributes {
            html += " \(name)=\""
            escape(value)
            html += "\""
        }
        html += ">"
    }

    private mutating func escape(_ text: String) {
        var start = text.utf8.startIndex
        for index in text.utf8.indices {
            let reference: String
            switch text.utf8[index] {
            case UInt8(ascii: "<"): reference = "&lt;"
            case UInt8(ascii: ">"): reference = "&gt;"
            case UInt8(ascii: "&"): reference = "&amp;"
            case UInt8(ascii: "\""): reference = "&quot;"
            default: continue
            }
            html.append(contentsOf: text[start..<index])
            html += reference
            start = text.utf8.index(after: index)
        }
        html.append(contentsOf: text[start...])
    }
}

/// How HTML counts the items of a list, as far as it can give them the marks that they have.
private struct ListNumbering {
    private enum Form: String {
        case decimal = "1"
        case lowerLetters = "a"
        case upperLetters = "A"
    }

    private let form: Form?
    private let numbers: [Int]

    init(_ items: [ListItem]) {
        for form in [Form.decimal, .lowerLetters, .upperLetters] {
            let numbers = items.compactMap { $0.marker.flatMap { Self.number(in: $0, form) } }
            if !items.isEmpty, numbers.count == items.count {
                (self.form, self.numbers) = (form, numbers)
                return
            }
        }
        (form, numbers) = (nil, [])
    }

    var name: String { form == nil ? "ul" : "ol" }

    var attributes: [(String, String)] {
        form.flatMap { $0 == .decimal ? nil : [("type", $0.rawValue)] } ?? []
    }

    /// The number of an item, where it is not the one after that of the last.
    func attributes(ofItem index: Int) -> [(String, String)] {
        guard form != nil, numbers[index] != (index == 0 ? 1 : numbers[index - 1] &+ 1) else {
            return []
        }
        return [("value", String(numbers[index]))]
    }

    private static func number(in marker: SafeText, _ form: Form) -> Int? {
        guard marker.string.last == "." else { return nil }
        let text = marker.string.dropLast()
        func letter(after first: Unicode.Scalar) -> Int? {
            guard text.utf8.count == 1, let byte = text.utf8.first else { return nil }
            let number = Int(byte) - Int(first.value) + 1
            return (1...26).contains(number) ? number : nil
        }
        switch form {
        case .decimal: return Int(text)
        case .lowerLetters: return letter(after: "a")
        case .upperLetters: return letter(after: "A")
        }
    }
}

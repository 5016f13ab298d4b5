import PortalModel

public enum TableForm: Hashable, Sendable {
    /// In columns where these are not wider than the measure, else as records.
    case columns
    /// As records, cell below cell, which can be read aloud.
    case records
}

/// Breaks documents into lines of one measure.
///
/// How it does so is told in the README beside this file.
public struct Typesetter: Sendable {
    /// What the right edge of running text looks like.
    public enum Alignment: Hashable, Sendable {
        /// Every space one column wide, the edge uneven.
        case raggedRight
        /// Spaces widened until the edge is even, unless they would be wider than three columns.
        case justified
    }

    /// The columns of a full line, from 1 to 10,000.
    let measure: Int
    let alignment: Alignment
    /// Divides words; nil leaves them whole.
    let hyphenator: (any Hyphenator)?
    let order: TextOrder
    let tables: TableForm
    /// Whether signs are written out that ASCII does not have.
    let writesOutSigns: Bool

    /// A typesetter for lines of `measure` columns; less than one counts as one.
    public init(
        measure: Int, alignment: Alignment = .raggedRight, hyphenation: (any Hyphenator)? = nil,
        order: TextOrder = .logical, tables: TableForm = .columns,
        writesOutSigns: Bool = false
    ) {
        self.measure = min(max(1, measure), 10_000)
        self.alignment = alignment
        hyphenator = hyphenation
        self.order = order
        self.tables = tables
        self.writesOutSigns = writesOutSigns
    }

    /// The document in lines, none of them wider than the measure. Only where the measure is 1 can
    /// a line of one wide character take two columns.
    ///
    /// Blocks without text take no line. Every linked run carries the number of its address, and
    /// after the last run of a link stands ` [number]`, unless the linked text is the address
    /// itself. A table that is wider than the measure becomes records. The time is linear in the
    /// length of the text.
    public func typeset(_ document: Document) -> TypesetText {
        var text = TypesetText()
        typeset(document, from: 0, onto: &text, until: .max)
        return text
    }

    /// Adds top-level blocks of the document from number `first` on to `text`, which holds those
    /// before it, until that has so many lines or there are no more: some of a long document before
    /// its reader comes to the rest.
    ///
    /// - Returns: The number of the first block that is left.
    @discardableResult
    public func typeset(
        _ document: Document, from first: Int, onto text: inout TypesetText, until lines: Int
    ) -> Int {
        var builder = LineBuilder(typesetter: self, text: text)
        let next = builder.add(document, from: first, until: lines)
        text = builder.text
        return next
    }
}

public struct TypesetText: Hashable, Sendable {
    /// From top to bottom, blank lines between blocks included.
    public var lines: [TypesetLine] = []
    /// The links in the order of their numbers, which start at 1; each page once.
    public var links: [WebAddress] = []

    public init() {}
}

public struct TypesetLine: Hashable, Sendable {
    /// Columns that stay empty before the first run.
    public var indent: Int
    public var runs: [TypesetRun]
    /// Which top-level block of the document the line belongs to, counted from 0; a position in an
    /// article is kept as this and not as a line number, which changes with the measure.
    public var block: Int

    public init(indent: Int = 0, runs: [TypesetRun] = [], block: Int) {
        self.indent = indent
        self.runs = runs
        self.block = block
    }

    /// The text of the runs, without the indent.
    public var text: String { runs.map(\.text.string).joined() }
}

public struct TypesetRun: Hashable, Sendable {
    /// What is drawn, spaces included.
    public var text: SafeText
    public var role: TextRole
    /// Stress within that kind.
    public var style: SpanStyle
    /// The number of the link that it belongs to, from 1.
    public var link: Int?

    public init(_ text: SafeText, role: TextRole = .body, style: SpanStyle = [], link: Int? = nil) {
        self.text = text
        self.role = role
        self.style = style
        self.link = link
    }
}

public enum TextRole: Hashable, Sendable {
    case body
    /// The place and agency before a report.
    case dateline
    case subhead
    case quote
    case preformatted
    /// A bullet, a number, a bar beside a quote.
    case marker
    /// The words under or instead of a picture.
    case caption
    /// A line across the column.
    case rule
}

/// Makes the lines of a document, block after block.
struct LineBuilder {
    let typesetter: Typesetter
    private(set) var text: TypesetText
    /// What stands before the lines of the present block.
    var margin = Margin()
    /// What running text is where the block stands: body, or quote.
    var role = TextRole.body
    /// Whether the first paragraph, which may begin with a dateline, is still to come.
    var expectsDateline = true
    private var block = 0
    /// The blank line that comes before the next line of text, as the bars that run through it.
    private var pendingBlank: String?
    /// By what is the same of addresses of one page.
    private var linkNumbers: [Substring: Int] = [:]

    /// Goes on after what `text` holds already.
    init(typesetter: Typesetter, text: TypesetText) {
        self.typesetter = typesetter
        self.text = text
        expectsDateline = text.lines.isEmpty
        for (index, address) in text.links.enumerated() { linkNumbers[address.page] = index + 1 }
    }

    /// The columns left beside the margin.
    var measure: Int { max(1, typesetter.measure - margin.columns) }

    /// Adds top-level blocks from number `first` on, until there are so many lines.
    ///
    /// - Returns: The number of the first block that is left.
    mutating func add(_ document: Document, from first: Int, until lines: Int) -> Int {
        if let last = text.lines.last {
            if case .subhead = document.blocks[last.block] { joinNext() } else { separateNext() }
        }
        block = first
        while block < document.blocks.count, text.lines.count < lines {
            add(document.blocks[block])
            block += 1
        }
        return block
    }

    mutating func add(_ runs: [TypesetRun]) {
        if let blank = pendingBlank {
            // It belongs to the block above, so that the first line of a block has words in it.
            append(after: blank, [], block: text.lines.last?.block ?? block)
            pendingBlank = nil
        }
        append(after: margin.takeNext(), runs, block: block)
    }

    /// Lets a blank line come before what is added next.
    mutating func separateNext() {
        pendingBlank = margin.rest
    }

    /// Lets what is added next follow without a blank line.
    mutating func joinNext() {
        pendingBlank = nil
    }

    /// The number of a link to `address`.
    mutating func linkNumber(of address: WebAddress) -> Int {
        if let number = linkNumbers[address.page] { return number }
        text.links.append(address)
        linkNumbers[address.page] = text.links.count
        return text.links.count
    }

    func isNumbered(_ address: WebAddress) -> Bool {
        linkNumbers[address.page] != nil
    }

    private mutating func append(after margin: String, _ runs: [TypesetRun], block: Int) {
        var marker = margin.drop { $0 == " " }
        let indent = margin.count - marker.count
        if runs.isEmpty {
            while marker.last == " " { marker.removeLast() }
        }
        var line = TypesetLine(indent: indent, runs: runs, block: block)
        if !marker.isEmpty {
            line.runs.insert(TypesetRun(SafeText(cleaning: marker), role: .marker), at: 0)
        }
        if line.runs.isEmpty { line.indent = 0 }
        text.lines.append(line)
    }

    /// Columns of text in a nested block; where there would be fewer it is not indented.
    static let narrowestNested = 8
    /// Columns by which the rest of a line hangs that the author did not break.
    static let hang = 2

    mutating func add(_ content: Block) {
        let before = text.lines.count
        switch content {
        case .paragraph(let spans): add(spans, role: role)
        case .subhead(let spans): add(spans, role: .subhead)
        case .image(let alternative, let address): add(image: alternative, at: address)
        case .rule:
            let line = SafeText(cleaning: String(repeating: "─", count: measure))
            add([TypesetRun(line, role: .rule)])
        case .preformatted(let lines):
            for line in lines.withoutBlankEnds {
                add(preformatted: typesetter.writesOutSigns ? line.signsWrittenOut : line)
            }
        case .quote(let blocks): add(quote: blocks)
        case .lines(let lines): add(lines: lines)
        case .attachments(let spans): for span in spans { add([span], role: role) }
        case .list(let items): add(list: items)
        case .table(let table): add(table)
        }
        guard text.lines.count > before else { return }
        // What follows a subhead belongs to it and comes right below.
        if case .subhead = content { joinNext() } else { separateNext() }
    }

    /// Names a picture, unless there are no words for it and a way to it stands elsewhere.
    private mutating func add(image alternative: SafeText, at address: WebAddress?) {
        if alternative.isEmpty, let address, isNumbered(address) { return }
        guard let words = Block.words(forImage: alternative, at: address) else { return }
        add([Span(words, link: address)], role: .caption)
    }

    /// Adds lines that end where their author ended them; an empty one parts verses.
    private mutating func add(lines: [[Span]]) {
        let before = text.lines.count
        for line in lines {
            if line.contains(where: { !$0.text.string.allSatisfy { $0 == " " } }) {
                add(line, role: role, hang: LineBuilder.hang)
            } else if text.lines.count > before {
                separateNext()
            }
        }
    }

    private mutating func add(quote blocks: [Block]) {
        let (outerMargin, outerRole) = (margin, role)
        if measure - 2 >= LineBuilder.narrowestNested { margin.addBar() }
        role = .quote
        for block in blocks { add(block) }
        role = outerRole
        margin.restore(outerMargin)
    }

    private mutating func add(list items: [ListItem]) {
        var markers = items.map { ($0.marker?.string ?? "•") + " " }
        let widest = markers.map(\.columns).max() ?? 0
        if measure - widest >= LineBuilder.narrowestNested {
            markers = markers.map { String(repeating: " ", count: widest - $0.columns) + $0 }
        }
        let isLoose = items.contains { item in item.blocks.count { !$0.isList } > 1 }
        for (item, marker) in zip(items, markers) {
            add(item: item.blocks, marker: marker)
            if !isLoose { joinNext() }
        }
    }

    private mutating func add(item: [Block], marker: String) {
        var blocks = item[...]
        let outer = margin
        if measure - marker.columns >= LineBuilder.narrowestNested {
            margin.add(marker: marker)
        } else if case .paragraph(let spans) = blocks.first {
            add(spans, role: role, marker: SafeText(cleaning: marker))
            separateNext()
            blocks.removeFirst()
        } else {
            add([], role: role, marker: SafeText(cleaning: marker))
        }
        for (index, block) in blocks.enumerated() {
            if index > 0, block.isList { joinNext() }
            add(block)
        }
        margin.restore(outer)
    }

    /// Adds a line as it is, broken wherever it reaches the measure.
    private mutating func add(preformatted line: SafeText) {
        var rest = line.string[...]
        repeat {
            var used = 0
            let end = rest.firstIndex { character in
                defer { used += character.columns }
                return used > 0 && used + character.columns > measure
            }
            let part = SafeText(cleaning: rest[..<(end ?? rest.endIndex)])
            add(part.isEmpty ? [] : [TypesetRun(part, role: .preformatted)])
            rest = rest[(end ?? rest.endIndex)...]
        } while !rest.isEmpty
    }
}

extension [SafeText] {
    /// The lines from the first to the last that show anything.
    fileprivate var withoutBlankEnds: ArraySlice<SafeText> {
        func isBlank(_ line: SafeText) -> Bool { line.string.allSatisfy { $0 == " " } }
        var lines = drop(while: isBlank)
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines
    }
}

extension Block {
    fileprivate var isList: Bool {
        if case .list = self { true } else { false }
    }
}

/// What stands before the lines of nested blocks: the bars of quotes, the bullets and numbers of
/// lists, and the spaces that hang the text beside them.
struct Margin {
    /// Before every line but the next one.
    private(set) var rest = ""
    /// Before the next line, where that differs: it begins an item.
    private var next: String?

    var columns: Int { rest.columns }

    /// What stands before the next line, which is thereby used.
    mutating func takeNext() -> String {
        defer { next = nil }
        return next ?? rest
    }

    mutating func addBar() {
        next = next.map { $0 + "│ " }
        rest += "│ "
    }

    /// Adds the marker of a list's item, beside which the item's text hangs.
    mutating func add(marker: String) {
        next = (next ?? rest) + marker
        rest += String(repeating: " ", count: marker.columns)
    }

    /// Lets the lines that follow hang by so many columns.
    mutating func hang(by columns: Int) {
        rest += String(repeating: " ", count: columns)
    }

    /// Goes back to the margin around a block. A marker that a line of the block took is gone.
    mutating func restore(_ outer: Margin) {
        let isTaken = next == nil
        self = outer
        if isTaken { next = nil }
    }
}

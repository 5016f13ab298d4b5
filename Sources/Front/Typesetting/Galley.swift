import PortalModel

/// The lines of a document while it is being set.
struct Galley {
    let typesetter: Typesetter
    private(set) var text: TypesetText
    /// What stands before the lines of the block being set.
    var margin = Margin()
    /// What running text is where the block stands: body, or quote.
    var role = TextRole.body
    /// Whether the first paragraph, which may begin with a dateline, is still to come.
    var expectsDateline = true
    /// The top-level block being set.
    private var block = 0
    /// The blank line that comes before the next line of text, as the bars that run through it.
    private var pendingBlank: String?
    private var linkNumbers: [WebAddress: Int] = [:]

    /// A galley on which `text` stands already.
    init(typesetter: Typesetter, text: TypesetText) {
        self.typesetter = typesetter
        self.text = text
        expectsDateline = text.lines.isEmpty
        for (index, address) in text.links.enumerated() { linkNumbers[address] = index + 1 }
    }

    /// The columns left beside the margin.
    var measure: Int { max(1, typesetter.measure - margin.columns) }

    /// Sets top-level blocks from number `first` on, until there are so many lines.
    ///
    /// - Returns: The number of the first block that is not set.
    mutating func set(_ document: Document, from first: Int, until lines: Int) -> Int {
        if let last = text.lines.last {
            if case .subhead = document.blocks[last.block] { join() } else { part() }
        }
        block = first
        while block < document.blocks.count, text.lines.count < lines {
            set(document.blocks[block])
            block += 1
        }
        return block
    }

    /// Adds a line after the margin.
    mutating func add(_ runs: [TypesetRun]) {
        if let blank = pendingBlank {
            // It belongs to the block above, so that the first line of a block has words in it.
            append(after: blank, [], block: text.lines.last?.block ?? block)
            pendingBlank = nil
        }
        append(after: margin.takeNext(), runs, block: block)
    }

    /// Parts what comes next from what was set by a blank line.
    mutating func part() {
        pendingBlank = margin.rest
    }

    /// Lets what comes next follow without a blank line.
    mutating func join() {
        pendingBlank = nil
    }

    /// The number of a link to `address`.
    mutating func linkNumber(of address: WebAddress) -> Int {
        if let number = linkNumbers[address] { return number }
        text.links.append(address)
        linkNumbers[address] = text.links.count
        return text.links.count
    }

    /// Whether a link to `address` stands in the text.
    func isNumbered(_ address: WebAddress) -> Bool {
        linkNumbers[address] != nil
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
}

import PortalModel

extension Galley {
    /// Columns that a nested block leaves to its text; where there would be fewer it is not
    /// indented.
    static let narrowestNested = 8
    /// Columns by which the rest of a line hangs that the author did not break.
    static let hang = 2

    mutating func set(_ content: Block) {
        let before = text.lines.count
        switch content {
        case .paragraph(let spans): set(spans, role: role)
        case .subhead(let spans): set(spans, role: .subhead)
        case .image(let alternative, let address): set(image: alternative, at: address)
        case .rule:
            let line = SafeText(cleaning: String(repeating: "─", count: measure))
            add([TypesetRun(line, role: .rule)])
        case .preformatted(let lines):
            for line in lines.withoutBlankEnds {
                set(preformatted: typesetter.writesOutSigns ? line.signsWrittenOut : line)
            }
        case .quote(let blocks): set(quote: blocks)
        case .lines(let lines): set(lines: lines)
        case .attachments(let spans): for span in spans { set([span], role: role) }
        case .list(let items): set(list: items)
        case .table(let table): set(table)
        }
        guard text.lines.count > before else { return }
        // What follows a subhead belongs to it and comes right below.
        if case .subhead = content { join() } else { part() }
    }

    /// Names a picture, unless there are no words for it and a way to it stands elsewhere.
    private mutating func set(image alternative: SafeText, at address: WebAddress?) {
        if alternative.isEmpty, let address, isNumbered(address) { return }
        guard let words = Block.words(forImage: alternative, at: address) else { return }
        set([Span(words, link: address)], role: .caption)
    }

    /// Sets lines that end where their author ended them; an empty one parts verses.
    private mutating func set(lines: [[Span]]) {
        let before = text.lines.count
        for line in lines {
            if line.contains(where: { !$0.text.string.allSatisfy { $0 == " " } }) {
                set(line, role: role, hang: Galley.hang)
            } else if text.lines.count > before {
                part()
            }
        }
    }

    private mutating func set(quote blocks: [Block]) {
        let (outerMargin, outerRole) = (margin, role)
        if measure - 2 >= Galley.narrowestNested { margin.addBar() }
        role = .quote
        for block in blocks { set(block) }
        role = outerRole
        margin.restore(outerMargin)
    }

    private mutating func set(list items: [ListItem]) {
        var markers = items.map { ($0.marker?.string ?? "•") + " " }
        let widest = markers.map(\.columns).max() ?? 0
        if measure - widest >= Galley.narrowestNested {
            markers = markers.map { String(repeating: " ", count: widest - $0.columns) + $0 }
        }
        let isLoose = items.contains { item in item.blocks.count { !$0.isList } > 1 }
        for (item, marker) in zip(items, markers) {
            set(item: item.blocks, marker: marker)
            if !isLoose { join() }
        }
    }

    private mutating func set(item: [Block], marker: String) {
        var blocks = item[...]
        let outer = margin
        if measure - marker.columns >= Galley.narrowestNested {
            margin.add(marker: marker)
        } else if case .paragraph(let spans) = blocks.first {
            set(spans, role: role, marker: SafeText(cleaning: marker))
            part()
            blocks.removeFirst()
        } else {
            set([], role: role, marker: SafeText(cleaning: marker))
        }
        for (index, block) in blocks.enumerated() {
            if index > 0, block.isList { join() }
            set(block)
        }
        margin.restore(outer)
    }

    /// Sets a line as it is, broken wherever it reaches the measure.
    private mutating func set(preformatted line: SafeText) {
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

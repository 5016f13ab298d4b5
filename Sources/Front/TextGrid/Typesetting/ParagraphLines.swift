import PortalModel

extension LineBuilder {
    /// Adds inline text in as many lines as it needs, none where there is nothing to read.
    ///
    /// - Parameters:
    ///   - marker: What comes before it in the first line, for a list's item that has no room to
    ///     hang beside its marker.
    ///   - hang: By how many columns the other lines hang; nil for prose, whose lines are broken
    ///     where they come out best.
    mutating func add(
        _ spans: [Span], role: TextRole, marker: SafeText? = nil, hang: Int? = nil
    ) {
        var inline = InlineText()
        if let marker { inline.append(marker, look: InlineText.Look(role: .marker)) }
        append(spans, to: &inline, role: role)
        if role == .body, expectsDateline, !inline.isEmpty {
            expectsDateline = false
            inline.markDateline()
        }
        if let hang {
            add(inline, hang: measure - hang >= LineBuilder.narrowestNested ? hang : 0)
        } else {
            add(inline, isProse: role == .body || role == .quote)
        }
    }

    /// Adds spans, with signs around what is struck and numbers behind what leads somewhere.
    mutating func append(_ spans: [Span], to inline: inout InlineText, role: TextRole) {
        var rest = (typesetter.writesOutSigns ? spans.signsWrittenOut : spans).signingStruck[...]
        while let first = rest.first {
            let linked = rest.prefix { $0.link == first.link }
            append(linked, to: &inline, role: role)
            rest = rest.dropFirst(linked.count)
        }
    }

    /// Adds spans that lead to one place, and its number.
    private func append(
        _ spans: ArraySlice<Span>, to inline: inout InlineText, role: TextRole, link: Int?
    ) {
        for span in spans {
            let look = InlineText.Look(role: role, style: span.style, link: link)
            inline.append(span.text, look: look)
        }
    }

    private mutating func append(
        _ spans: ArraySlice<Span>, to inline: inout InlineText, role: TextRole
    ) {
        let words = spans.map(\.text.string).joined().withoutTrailingSpaces.drop { $0 == " " }
        guard let address = spans.first?.link, !words.isEmpty, let last = spans.last else {
            append(spans, to: &inline, role: role, link: nil)
            return
        }
        let number = linkNumber(of: address)
        append(spans.dropLast(), to: &inline, role: role, link: number)
        let look = InlineText.Look(role: role, style: last.style, link: number)
        // The number stands before the space that a sloppy link ends in.
        let ending = last.text.string.withoutTrailingSpaces
        let endsInSpace = ending.endIndex < last.text.string.endIndex
        inline.append(SafeText(cleaning: ending), look: look)
        if !address.isSpelled(by: words) {
            inline.append(
                " [\(number)]", look: InlineText.Look(role: .marker, link: number), isSolid: true)
        }
        if endsInSpace { inline.append(" ", look: InlineText.Look(role: role)) }
    }

    private mutating func add(_ inline: InlineText, isProse: Bool) {
        let measure = measure
        let segments = inline.segments(
            measure: measure, hyphenator: isProse ? typesetter.hyphenator : nil)
        let lines = fittedLines(segments, measure: measure)
        let directions = directions(of: inline)
        for (index, line) in lines.enumerated() {
            let isJustified =
                isProse && typesetter.alignment == .justified && index + 1 < lines.count
            let spaces =
                isJustified
                ? justifyingSpaces(segments[line], measure: measure, widestFirst: index % 2 == 0)
                : []
            add(runs(of: segments[line], in: inline, wideningBy: spaces, directions))
        }
    }

    /// Adds text that is no prose: every line as full as it gets, all but the first hanging.
    private mutating func add(_ inline: InlineText, hang: Int) {
        let segments = inline.segments(measure: measure - hang, hyphenator: nil)
        let directions = directions(of: inline)
        let outer = margin
        for (index, line) in filledLines(segments, measure: measure, hang: hang).enumerated() {
            if index == 1 { margin.hang(by: hang) }
            add(runs(of: segments[line], in: inline, wideningBy: [], directions))
        }
        margin.restore(outer)
    }

    /// The directions in a text that is to be put in order for the eye; nil for any other.
    func directions(of inline: InlineText) -> Directions? {
        typesetter.order == .visual ? Directions(of: inline.text) : nil
    }

    /// In the order in which they are seen, flush right where that is from right to left.
    private func runs(
        of line: ArraySlice<Segment>, in inline: InlineText, wideningBy spaces: [Int],
        _ directions: Directions?
    ) -> [TypesetRun] {
        let runs = inline.runs(of: line, wideningBy: spaces)
        guard let directions, let start = line.first?.range.lowerBound else { return runs }
        let ordered = directions.ordered(runs, from: start)
        let used = ordered.reduce(0) { $0 + $1.text.columns }
        guard directions.isRightToLeft, used < measure else { return ordered }
        return [TypesetRun(.empty.padded(to: measure - used))] + ordered
    }

    /// Adds a table as `TableLayout` lays it out. Every cell is typeset once for its width, so that
    /// links have their numbers in the order of the cells.
    mutating func add(_ table: Table) {
        // Capitals before a dash are no dateline here.
        let expectedDateline = expectsDateline
        expectsDateline = false
        defer { expectsDateline = expectedDateline }
        let cells = table.rows.map { row in
            row.map { cell in
                var inline = InlineText()
                append(cell.spansAsHeading, to: &inline, role: role)
                return inline
            }
        }
        let layout = TableLayout(
            table, widths: cells.map { $0.map { $0.wholeLine?.columns ?? 0 } },
            measure: typesetter.tables == .columns ? measure : nil)
        for line in layout.lines {
            switch line {
            case .cells(let places): add(runs(of: places, cells))
            case .rule(let columns): add([rule(columns)])
            case .text(let spans): add(spans, role: role, hang: LineBuilder.hang)
            case .blank: separateNext()
            }
        }
    }

    private func runs(
        of places: [TableLayout.PlacedCell], _ cells: [[InlineText]]
    ) -> [TypesetRun] {
        var runs: [TypesetRun] = []
        var used = 0
        for place in places {
            let inline = cells[place.row][place.index]
            guard let line = inline.wholeLine else { continue }
            if place.start > used {
                let space = SafeText.empty.padded(to: place.start - used)
                runs.append(TypesetRun(space, role: role))
            }
            let cell = inline.runs(of: [line], wideningBy: [])
            runs += directions(of: inline)?.ordered(cell, from: 0) ?? cell
            used = place.start + line.columns
        }
        return runs
    }

    /// Strokes below some columns.
    private func rule(_ columns: [Range<Int>]) -> TypesetRun {
        var text = ""
        for range in columns {
            text += String(repeating: " ", count: range.lowerBound - text.count)
            text += String(repeating: "─", count: range.count)
        }
        return TypesetRun(SafeText(cleaning: text), role: .rule)
    }
}

extension [Span] {
    fileprivate var signsWrittenOut: [Span] {
        map { Span($0.text.signsWrittenOut, style: $0.style, link: $0.link) }
    }
}

extension InlineText {
    /// Gives the dateline at the start its role, if there is one.
    fileprivate mutating func markDateline() {
        // A dateline ends within the first 80 characters.
        let head = text.prefix(100)
        guard let dateline = Dateline(startOf: SafeText(cleaning: head)) else { return }
        let words = head.prefix(dateline.length).reversed().drop { $0 == " " }
        setRole(.dateline, upTo: words.reduce(0) { $0 + $1.utf8.count })
    }
}

extension WebAddress {
    /// Whether `words` already tell the address, with or without its scheme and last slash.
    fileprivate func isSpelled(by words: Substring) -> Bool {
        guard string.hasSuffix(words) || string.hasSuffix(words + "/") else { return false }
        let scheme = string.prefix { $0 != ":" } + "://"
        return words.hasPrefix(scheme) || (scheme + words).count + 1 >= string.count
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

extension InlineText {
    /// All of it as one segment, without a space at its end; nil where there is nothing to read.
    fileprivate var wholeLine: Segment? {
        let shown = text.last == " " ? text.dropLast() : text[...]
        guard !shown.isEmpty else { return nil }
        return Segment(range: 0..<shown.utf8.count, columns: shown.columns, ending: .nothing)
    }
}

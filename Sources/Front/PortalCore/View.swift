import PortalModel
import TextGrid

/// Draws `state`: a frame of exactly its size. Pure, and cheap enough for every key.
public func view(_ state: State) -> Frame {
    var frame = Frame(size: state.size, style: state.theme[.text])
    guard !Layout.isTooSmall(state.size) else {
        let lines = wrap(Wording.tooSmall, width: max(1, state.size.width))
        frame.write(lines, at: Point(column: 0, row: 0), style: state.theme[.text])
        return frame
    }
    let layout = state.layout
    frame.drawMasthead(state, layout)
    frame.drawPages(state, layout)
    frame.drawRules(state, layout)
    if let screen = state.listBeside {
        screen.draw(in: &frame, state, type(of: screen).layout(in: state))
    }
    state.shownPreview?.draw(in: &frame, state, ArticleScreen.layout(in: state))
    state.top.draw(in: &frame, state, layout)
    if let screen = state.top.withSidebar, let area = layout.sidebar {
        frame.drawSidebar(of: screen, in: area, state)
    }
    frame.drawStatus(state, layout)
    state.dialog?.draw(in: &frame, state)
    if state.typography.writesOutSigns { frame.writeOutEllipses() }
    return frame
}

extension Frame {
    mutating func write(
        _ lines: [SafeText], at point: Point, style: Style, in clip: Rect? = nil
    ) {
        var place = point
        for line in lines {
            write(line, at: place, style: style, in: clip)
            place.row += 1
        }
    }

    /// Writes `text` so that it ends before `right`; nothing when it would begin before `left`.
    @discardableResult
    mutating func write(
        _ text: SafeText, endingAt right: Int, row: Int, style: Style, notBefore left: Int = 0
    ) -> Bool {
        let start = right - text.columns
        guard start >= left else { return false }
        write(text, at: Point(column: start, row: row), style: style)
        return true
    }

    /// The lines between the areas, joined where they meet.
    fileprivate mutating func drawRules(_ state: State, _ layout: Layout) {
        let style = state.theme[.rule]
        for row in layout.rules {
            let line = Rect(column: 0, row: row, width: size.width, height: 1)
            fill(line, with: "─", style: style)
        }
        let columns = [layout.columns?.article, layout.sidebar].compactMap { $0?.left }
        for column in columns.map({ $0 - 1 }) {
            let line = Rect(
                column: column, row: layout.main.top, width: 1, height: layout.main.height)
            fill(line, with: "│", style: style)
            if layout.rules.count == 2 {
                write("┬", at: Point(column: column, row: layout.rules[0]), style: style)
                write("┴", at: Point(column: column, row: layout.rules[1]), style: style)
            }
        }
    }

    /// The name, the editions, the date and the webmail: as much of it as the width allows.
    mutating func drawMasthead(_ state: State, _ layout: Layout) {
        let style = state.theme[.masthead]
        let row = layout.masthead.top
        fill(layout.masthead, style: style)
        guard !state.isLinear else {
            drawPlainMasthead(state, at: Point(column: 1, row: row), style)
            return
        }
        var column = 1
        column += write(
            Wording.masthead, at: Point(column: column, row: row),
            style: style.overlaid(by: Style(attributes: .bold)))
        let webmail = state.signed("✉", Wording.webmailHint(state.settings.webmail))
        var right = size.width - 1
        if write(webmail, endingAt: right, row: row, style: style, notBefore: column + 2) {
            addTarget(
                Rect(column: right - webmail.columns, row: row, width: webmail.columns, height: 1),
                pressing: [.character("w")])
            right -= webmail.columns + 3
        }
        let today = CivilTime(local: state.listMoment)
        let editions = editions(of: state)
        for date in [Wording.date(today), Wording.shortDate(today)] {
            // Editions are of more use than a long date.
            let room = column + 3 + editions.width + 3
            if write(date, endingAt: right, row: row, style: style, notBefore: room) {
                right -= date.columns + 3
                break
            }
        }
        guard editions.width <= right - column - 3 else { return }
        column += 3
        for piece in editions.pieces {
            let pieceStyle =
                piece.isCurrent ? style.overlaid(by: Style(attributes: .underline)) : style
            let width = write(piece.text, at: Point(column: column, row: row), style: pieceStyle)
            addTarget(
                Rect(column: column, row: row, width: width, height: 1),
                pressing: Array(repeating: .character("e"), count: piece.distance))
            column += width
        }
    }

    /// The open edition instead of all of them, and the parts one after the other.
    private mutating func drawPlainMasthead(_ state: State, at point: Point, _ style: Style) {
        let today = CivilTime(local: state.listMoment)
        let lines = [Wording.date(today), Wording.shortDate(today)].map { date in
            [
                Wording.masthead, state.edition.name, date,
                Wording.spokenWebmailHint(state.settings.webmail),
            ]
            .joined(separator: ", ")
        }
        let room = size.width - 2
        let line = lines.first { $0.columns <= room } ?? lines[1].cut(to: room)
        let width = write(line, at: point, style: style)
        let webmail = Wording.spokenWebmailHint(state.settings.webmail).columns
        guard width == line.columns, line.columns <= room, width > webmail else { return }
        addTarget(
            Rect(column: point.column + width - webmail, row: point.row, width: webmail, height: 1),
            pressing: [.character("w")])
    }

    /// The names of the editions, with how many times `e` leads to each.
    private func editions(
        of state: State
    ) -> (pieces: [(text: SafeText, isCurrent: Bool, distance: Int)], width: Int) {
        let count = state.editions.count
        guard count > 1 else { return ([], 0) }
        var pieces: [(text: SafeText, isCurrent: Bool, distance: Int)] = []
        if size.width >= 90 { pieces.append(("\(Wording.edition) ", false, 0)) }
        for (index, edition) in state.editions.enumerated() {
            if index > 0 { pieces.append((" │ ", false, 0)) }
            let distance = (index - state.editionIndex + count) % count
            pieces.append((edition.name, index == state.editionIndex, distance))
        }
        return (pieces, pieces.reduce(0) { $0 + $1.text.columns })
    }

    mutating func drawPages(_ state: State, _ layout: Layout) {
        guard !layout.pages.isEmpty else { return }
        let row = SectionBar(state, layout)
        fill(layout.pages, style: state.theme[.section])
        for entry in row.entries {
            let style = state.theme[entry.isCurrent ? .currentSection : .section]
            write(entry.text, at: entry.rect.origin, style: style, in: entry.rect)
        }
        if row.hasMoreBefore {
            write(layout.isLinear ? "…" : "‹", at: layout.pages.origin, style: state.theme[.meta])
        }
        if row.hasMoreAfter {
            let end = layout.pages.origin.moved(right: layout.pages.width - 1)
            write(layout.isLinear ? "…" : "›", at: end, style: state.theme[.meta])
        }
    }
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

    /// Those that are not empty, with dots between them, in lines that break between texts only.
    func filling(_ width: Int) -> [SafeText] {
        var lines: [SafeText] = []
        for text in self where !text.isEmpty {
            if let last = lines.last, last.columns + 3 + text.columns <= width {
                lines[lines.count - 1] = "\(last) · \(text)"
            } else {
                lines.append(text.cut(to: width))
            }
        }
        return lines
    }
}

/// The pages of the open edition, in a row that is moved so far that the open one is in sight.
struct SectionBar {
    struct Entry {
        let number: Int
        let text: SafeText
        var rect: Rect
        let isCurrent: Bool
    }

    private(set) var entries: [Entry] = []
    private(set) var hasMoreBefore = false
    private(set) var hasMoreAfter = false

    init(_ state: State, _ layout: Layout) {
        let area = layout.pages
        guard !area.isEmpty else { return }
        var all: [Entry] = []
        var column = 0
        for (index, page) in state.pages.enumerated() {
            let isCurrent = page.page == state.list.page
            let mark: SafeText = isCurrent && layout.isLinear ? ">" : " "
            let text: SafeText = "\(mark)\(index + 1) \(page.name) "
            all.append(
                Entry(
                    number: index + 1, text: text,
                    rect: Rect(column: column, row: area.top, width: text.columns, height: 1),
                    isCurrent: isCurrent))
            column += text.columns
        }
        let current = all.first(where: \.isCurrent)?.rect ?? Rect(Size(width: 0, height: 1))
        // The row begins with a whole name; one column at each side is for the arrows.
        let hidden = column <= area.width ? 0 : max(0, current.right + 8 - area.width)
        let shift = all.first { $0.rect.left >= hidden }?.rect.left ?? hidden
        for var entry in all {
            entry.rect.origin.column -= shift > 0 ? shift - 1 : 0
            if entry.rect.left < (shift > 0 ? 1 : 0) {
                hasMoreBefore = true
            } else if entry.rect.right > area.width - (column > area.width ? 1 : 0) {
                hasMoreAfter = true
            } else {
                entries.append(entry)
            }
        }
    }
}

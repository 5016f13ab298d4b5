import PortalModel
import TextGrid

/// Draws `state`: a frame of exactly its size. Pure, and cheap enough for every key.
public func view(_ state: State) -> Frame {
    var frame = Frame(size: state.size, style: state.theme[.text])
    guard !Layout.isTooSmall(state.size) else {
        let lines = wrap(Wording.tooSmall, width: max(1, state.size.width), maximumLines: nil)
        for (row, line) in lines.enumerated() {
            frame.write(line, at: Point(column: 0, row: row), style: state.theme[.text])
        }
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

    /// The texts that are not empty, with dots between them, in lines of at most `width` columns
    /// that break between texts only.
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

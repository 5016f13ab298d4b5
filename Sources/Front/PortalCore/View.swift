import PortalModel
import TextGrid
import Typesetting

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
    switch state.top {
    case .list(let list): frame.drawList(list, state, layout)
    case .article(let screen): frame.drawArticle(screen, state, layout)
    case .comparison(let screen): frame.drawComparison(screen, state, layout)
    case .results(let results): frame.drawResults(results, state, layout)
    case .help(let help): frame.drawHelp(help, state, layout)
    case .sources(let sources): frame.drawSources(sources, state, layout)
    case .settings(let settings): frame.drawSettings(settings, state, layout)
    }
    frame.drawSidebar(state, layout)
    frame.drawStatus(state, layout)
    switch state.dialog {
    case .webmail(let dialog): frame.drawWebmailDialog(dialog, state)
    case .themes(let dialog): frame.drawThemeDialog(dialog, state)
    case nil: break
    }
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

    /// What a screen is called, in the first row of the main area.
    mutating func drawTitle(_ title: SafeText, _ state: State, _ layout: Layout) {
        write(
            title, at: Point(column: layout.main.left + 2, row: layout.main.top),
            style: state.theme[.subhead], in: layout.main)
    }

    /// The lines between the areas, joined where they meet.
    fileprivate mutating func drawRules(_ state: State, _ layout: Layout) {
        let style = state.theme[.rule]
        for row in layout.rules {
            let line = Rect(column: 0, row: row, width: size.width, height: 1)
            fill(line, with: "─", style: style)
        }
        guard let sidebar = layout.sidebar else { return }
        let column = sidebar.left - 1
        let line = Rect(column: column, row: sidebar.top, width: 1, height: sidebar.height)
        fill(line, with: "│", style: style)
        if layout.rules.count == 2 {
            write("┬", at: Point(column: column, row: layout.rules[0]), style: style)
            write("┴", at: Point(column: column, row: layout.rules[1]), style: style)
        }
    }
}

import PortalModel
import TextGrid

/// A question over the screens, which takes all keys but those that end or stop the portal.
protocol Dialog: Sendable {
    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer
    /// Whether a key is its own, such as a letter that is typed, whatever it does elsewhere.
    func owns(_ key: Key) -> Bool
    func draw(in frame: inout Frame, _ state: State)
}

extension Dialog {
    func owns(_ key: Key) -> Bool { false }
}

/// What a dialog makes of a key.
enum DialogAnswer {
    case stays([Effect] = [])
    case closes([Effect] = [])
}

extension Frame {
    /// A dialog with one line to type, and below it `note`, in up to four lines.
    mutating func drawPrompt(
        _ line: TypedLine, note: SafeText, title: SafeText, hint: SafeText, _ state: State
    ) {
        let width = state.isLinear ? size.width : min(60, size.width - 2)
        let lines = wrap(note, width: width - 6, maximumLines: max(1, min(4, size.height - 5)))
        let box = Rect(
            column: (size.width - width) / 2,
            row: state.isLinear ? 0 : max(0, (size.height - lines.count - 4) / 2), width: width,
            height: min(size.height, lines.count + 4))
        drawBox(box, title: title, hint: hint, state)
        let background = state.theme[.dialog]
        let start = Point(column: box.left + 3, row: box.top + 1)
        let shown = line.shown(in: width - 7)
        write(
            shown.text, at: start, style: background.overlaid(by: Style(attributes: .bold)))
        cursor = Point(column: start.column + shown.cursor, row: start.row)
        for (index, line) in lines.enumerated() {
            write(
                line, at: Point(column: start.column, row: start.row + 2 + index), style: background
            )
        }
    }

    mutating func drawBox(_ box: Rect, title: SafeText, hint: SafeText, _ state: State) {
        let style = state.theme[.dialogFrame]
        fill(box, style: state.theme[.dialog])
        if !state.isLinear { drawFrame(of: box, style) }
        write(" \(title) ", at: Point(column: box.left + 2, row: box.top), style: style)
        write(
            " \(state.written(hint).cut(to: box.width - 6)) ",
            at: Point(column: box.left + 2, row: box.bottom - 1), style: style)
    }

    /// One of several answers, with a sign before the one that Enter takes.
    mutating func drawChoice(_ text: SafeText, at point: Point, isChosen: Bool, _ state: State) {
        let mark: SafeText = !isChosen ? " " : state.isLinear ? ">" : "▸"
        let background = state.theme[.dialog]
        let style =
            isChosen ? background.overlaid(by: state.theme.styles[.button] ?? .plain) : background
        write("\(mark) \(text)", at: point, style: style)
        if isChosen { cursor = point }
    }

    private mutating func drawFrame(of box: Rect, _ style: Style) {
        let line = SafeText(cleaning: String(repeating: "─", count: max(0, box.width - 2)))
        write("╭\(line)╮", at: box.origin, style: style)
        write("╰\(line)╯", at: Point(column: box.left, row: box.bottom - 1), style: style)
        for row in (box.top + 1)..<(box.bottom - 1) {
            write("│", at: Point(column: box.left, row: row), style: style)
            write("│", at: Point(column: box.right - 1, row: row), style: style)
        }
    }
}

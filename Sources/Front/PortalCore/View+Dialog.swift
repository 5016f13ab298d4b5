import PortalModel
import TextGrid
import Typesetting

/// Where the parts of the webmail question stand: one place for drawing and for clicking.
struct WebmailDialogLayout {
    /// Frame included.
    let frame: Rect
    /// The lines of the question.
    let question: [SafeText]
    /// The two choices.
    let options: [(provider: WebmailProvider, rect: Rect)]

    init(_ size: Size, _ form: Form) {
        let isFramed = form == .framed
        let width = isFramed ? min(57, size.width - 2) : size.width
        question = wrap(Wording.webmailQuestion, width: width - 6, maximumLines: nil)
        let labels = WebmailProvider.allCases.map { Wording.webmail(of: $0).columns + 2 }
        let fitsInOneRow = isFramed && labels.reduce(0, +) + 12 <= width
        // Frame, heading, blank, question, blank, choices, frame; blanks go in a low window.
        isRoomy = size.height >= 13
        let height = 3 + question.count + (fitsInOneRow ? 1 : 2) + (isRoomy ? 2 : 0)
        frame = Rect(
            column: (size.width - width) / 2,
            row: isFramed ? max(0, (size.height - height) / 2) : 0,
            width: width, height: height)
        var options: [(WebmailProvider, Rect)] = []
        let first = frame.bottom - 2 - (fitsInOneRow ? 0 : 1)
        var column = frame.left + 7
        for (index, provider) in WebmailProvider.allCases.enumerated() {
            options.append(
                (
                    provider,
                    Rect(
                        column: fitsInOneRow ? column : frame.left + 7,
                        row: fitsInOneRow ? first : first + index, width: labels[index], height: 1)
                ))
            column += labels[index] + 5
        }
        self.options = options
    }

    /// The rows between heading and question, and between question and choices, that stay blank.
    let isRoomy: Bool

    /// The choice at `point`.
    func choice(at point: Point) -> WebmailProvider? {
        options.first { $0.rect.contains(point) }?.provider
    }
}

extension Frame {
    /// The question for the webmail, over whatever is on the screen.
    mutating func drawWebmailDialog(_ dialog: WebmailDialog, _ state: State) {
        let layout = WebmailDialogLayout(size, state.form)
        drawBox(layout.frame, title: Wording.webmail, hint: Wording.choiceHint, state)
        let ground = state.theme[.dialog]
        let left = layout.frame.left + 3
        var row = layout.frame.top + 1
        write(
            Wording.chooseWebmail, at: Point(column: left, row: row),
            style: ground.overlaid(by: Style(attributes: .bold)))
        row += layout.isRoomy ? 2 : 1
        for line in layout.question {
            write(line, at: Point(column: left, row: row), style: ground)
            row += 1
        }
        for option in layout.options {
            let isChosen = option.provider == dialog.choice
            let label: SafeText =
                "\(isChosen ? state.form.choiceMark : " ") \(Wording.webmail(of: option.provider))"
            write(
                label, at: option.rect.origin,
                style: isChosen
                    ? ground.overlaid(by: state.theme.styles[.button] ?? .plain) : ground)
            if isChosen { cursor = option.rect.origin }
        }
    }

    /// The choice of a theme, at the right so that the page stays in sight.
    mutating func drawThemeDialog(_ dialog: ThemeDialog, _ state: State) {
        let names = dialog.themes.map(\.name.columns).max() ?? 0
        let summaries = dialog.themes.map(\.summary.columns).max() ?? 0
        let isFramed = state.form == .framed
        let width = isFramed ? min(size.width - 2, max(44, names + summaries + 9)) : size.width
        let rows = min(dialog.themes.count, size.height - 4)
        let box = Rect(
            column: isFramed ? size.width - width - 1 : 0,
            row: isFramed ? size.height - rows - 4 : 0, width: width, height: rows + 2)
        drawBox(box, title: Wording.themes, hint: Wording.themesHint, state)
        let ground = state.theme[.dialog]
        let top = max(0, min(dialog.selected - rows / 2, dialog.themes.count - rows))
        for (offset, index) in dialog.themes.indices.dropFirst(top).prefix(rows).enumerated() {
            let theme = dialog.themes[index]
            let isChosen = index == dialog.selected
            let point = Point(column: box.left + 2, row: box.top + 1 + offset)
            let mark = isChosen ? state.form.choiceMark : " "
            let line: SafeText = "\(mark) \(theme.name.padded(to: names))  \(theme.summary)"
            write(
                line.cut(to: width - 4), at: point,
                style: isChosen
                    ? ground.overlaid(by: state.theme.styles[.button] ?? .plain) : ground)
            if isChosen { cursor = point }
        }
    }

    private mutating func drawBox(_ box: Rect, title: SafeText, hint: SafeText, _ state: State) {
        let style = state.theme[.dialogFrame]
        fill(box, style: state.theme[.dialog])
        if state.form == .framed { drawFrame(of: box, style) }
        write(" \(title) ", at: Point(column: box.left + 2, row: box.top), style: style)
        write(
            " \(hint.cut(to: box.width - 6)) ",
            at: Point(column: box.left + 2, row: box.bottom - 1), style: style)
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

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

enum DialogAnswer {
    case stays([Effect] = [])
    case closes([Effect] = [])
}

extension State {
    /// The columns of a dialog that has so many at the most: all in the linear layout.
    func dialogWidth(_ width: Int) -> Int {
        isLinear ? size.width : min(width, size.width - 2)
    }

    /// Frame included: in the middle or, in the linear layout, at the top.
    func dialogBox(width: Int, height: Int) -> Rect {
        Rect(
            column: (size.width - width) / 2,
            row: isLinear ? 0 : max(0, (size.height - height) / 2), width: width, height: height)
    }
}

extension Rect {
    /// Those of `count` choices that there is room for, among them the selected one.
    func rows(of count: Int, around selected: Int) -> [(index: Int, rect: Rect)] {
        let top = max(0, min(selected - height / 2, count - height))
        return (0..<count).dropFirst(top).prefix(height).enumerated().map { ($1, row($0)) }
    }
}

extension Frame {
    /// A dialog with one line to type, and below it `note`, in up to four lines.
    mutating func drawPrompt(
        _ line: TypedLine, note: SafeText, title: SafeText, hint: SafeText, _ state: State
    ) {
        let width = state.dialogWidth(60)
        let lines = wrap(note, width: width - 6, maximumLines: max(1, min(4, size.height - 5)))
        let box = state.dialogBox(width: width, height: min(size.height, lines.count + 4))
        drawBox(box, title: title, hint: hint, state)
        let background = state.theme[.dialog]
        let start = Point(column: box.left + 3, row: box.top + 1)
        let shown = line.shown(in: width - 7)
        write(
            shown.text, at: start, style: background.overlaid(by: Style(attributes: .bold)))
        cursor = start.moved(right: shown.cursor)
        write(lines, at: start.moved(down: 2), style: background)
    }

    mutating func drawBox(_ box: Rect, title: SafeText, hint: SafeText, _ state: State) {
        let style = state.theme[.dialogFrame]
        fill(box, style: state.theme[.dialog])
        if !state.isLinear { drawFrame(of: box, style) }
        write(" \(title) ", at: box.origin.moved(right: 2), style: style)
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

/// Which theme? Each is shown while it is selected.
struct ThemeDialog: Dialog {
    /// At least one.
    private let themes: [Theme]
    private var selected: Int
    /// What Escape goes back to.
    private let original: Theme

    init(_ themes: [Theme], original: Theme) {
        self.themes = themes
        self.original = original
        selected = themes.firstIndex { $0.name == original.name } ?? 0
    }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .down, .right, .character("j"), .character("l"), .tab, .character("t"), .wheelDown:
            selected = (selected + 1) % themes.count
        case .up, .left, .character("k"), .character("h"), .backTab, .wheelUp:
            selected = (selected + themes.count - 1) % themes.count
        case .enter:
            return .closes([.storeTheme(state.theme.name)])
        case .escape, .character("q"):
            state.theme = original
            return .closes()
        default:
            return .stays()
        }
        state.theme = themes[selected]
        return .stays()
    }

    /// At the right, so that the page stays in sight.
    func draw(in frame: inout Frame, _ state: State) {
        let size = frame.size
        let names = themes.map(\.name.columns).max() ?? 0
        let summaries = themes.map(\.summary.columns).max() ?? 0
        let width = state.dialogWidth(max(44, names + summaries + 9))
        let rows = min(themes.count, size.height - 4)
        let box = Rect(
            column: state.isLinear ? 0 : size.width - width - 1,
            row: state.isLinear ? 0 : size.height - rows - 4, width: width, height: rows + 2)
        frame.drawBox(box, title: Wording.themes, hint: Wording.themesHint, state)
        let list = box.inset(left: 2, top: 1, right: 2, bottom: 1)
        for (index, rect) in list.rows(of: themes.count, around: selected) {
            let (name, summary) = (themes[index].name, themes[index].summary)
            let line: SafeText =
                state.isLinear ? "\(name): \(summary)" : "\(name.padded(to: names))  \(summary)"
            frame.drawChoice(
                line.cut(to: rect.width - 2), at: rect.origin, isChosen: index == selected, state)
        }
    }
}

extension State {
    /// Gives the themes to the settings when those wait for them, else opens the choice of them.
    mutating func applyThemes(_ themes: [Theme]) {
        if var screen = top as? SettingsScreen, screen.themes.isEmpty {
            screen.themes = themes
            top = screen
        } else if !themes.isEmpty {
            dialog = ThemeDialog(themes, original: theme)
        }
    }
}

/// Which webmail?
struct WebmailDialog: Dialog {
    private var choice: WebmailProvider
    /// Whether the choice is on its way to the disk: the dialog stays until it is there.
    private var isStoring = false

    init(choice: WebmailProvider) {
        self.choice = choice
    }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        guard !isStoring else { return .stays() }
        switch key {
        case .left, .right, .tab, .backTab, .character("h"), .character("l"), .up, .down:
            choice = choice == .zeelandnet ? .delta : .zeelandnet
        case .character("1"):
            choice = .zeelandnet
        case .character("2"):
            choice = .delta
        case .click(let point):
            let places = Places(state)
            guard let clicked = places.choices.first(where: { $0.rect.contains(point) }) else {
                return .stays()
            }
            if clicked.provider == choice { return store() }
            choice = clicked.provider
        case .enter:
            return store()
        case .escape, .character("q"):
            return .closes()
        default:
            break
        }
        return .stays()
    }

    private mutating func store() -> DialogAnswer {
        isStoring = true
        return .stays([.storeWebmail(choice)])
    }

    func draw(in frame: inout Frame, _ state: State) {
        let places = Places(state)
        frame.drawBox(places.box, title: Wording.webmail, hint: Wording.choiceHint, state)
        let background = state.theme[.dialog]
        let left = places.box.left + 3
        let row = places.box.top + 1
        frame.write(
            Wording.chooseWebmail, at: Point(column: left, row: row),
            style: background.overlaid(by: Style(attributes: .bold)))
        frame.write(
            places.question, at: Point(column: left, row: row + (places.isRoomy ? 2 : 1)),
            style: background)
        for (provider, rect) in places.choices {
            frame.drawChoice(
                Wording.webmail(of: provider), at: rect.origin, isChosen: provider == choice,
                state)
        }
    }
}

/// Where the parts of the question stand, for drawing and for clicking.
private struct Places {
    /// Frame included.
    let box: Rect
    let question: [SafeText]
    var choices: [(provider: WebmailProvider, rect: Rect)] = []
    /// Whether blank rows stand between heading and question, and between question and choices.
    let isRoomy: Bool

    init(_ state: State) {
        let width = state.dialogWidth(57)
        question = wrap(Wording.webmailQuestion, width: width - 6)
        let labels = WebmailProvider.allCases.map { Wording.webmail(of: $0).columns + 2 }
        let fitsInOneRow = !state.isLinear && labels.reduce(0, +) + 12 <= width
        // Frame, heading, blank, question, blank, choices, frame; blanks go in a low window.
        isRoomy = state.size.height >= 13
        let height = 3 + question.count + (fitsInOneRow ? 1 : 2) + (isRoomy ? 2 : 0)
        box = state.dialogBox(width: width, height: height)
        var point = Point(column: box.left + 7, row: box.bottom - (fitsInOneRow ? 2 : 3))
        for (provider, columns) in zip(WebmailProvider.allCases, labels) {
            choices.append((provider, Rect(point, width: columns)))
            if fitsInOneRow { point.column += columns + 5 } else { point.row += 1 }
        }
    }
}

/// Which of the reader's commands is to be given the article?
struct SendDialog: Dialog {
    private let article: ArticleID
    /// At least one.
    private let commands: [SendCommand]
    private var selected = 0

    fileprivate init(_ article: ArticleID, _ commands: [SendCommand]) {
        self.article = article
        self.commands = commands
    }

    func owns(_ key: Key) -> Bool {
        guard case .character(let character) = key else { return false }
        return commands.contains { $0.key == character }
    }

    mutating func press(_ key: Key, in state: inout State) -> DialogAnswer {
        switch key {
        case .down, .character("j"), .tab, .wheelDown:
            selected = (selected + 1) % commands.count
        case .up, .character("k"), .backTab, .wheelUp:
            selected = (selected + commands.count - 1) % commands.count
        case .home:
            selected = 0
        case .end:
            selected = commands.count - 1
        case .enter:
            return send(commands[selected], in: &state)
        case .escape, .character("q"), .character("|"):
            return .closes()
        case .character(let character):
            guard let command = commands.first(where: { $0.key == character }) else { break }
            return send(command, in: &state)
        case .click(let point):
            guard let place = places(state).first(where: { $0.rect.contains(point) }) else { break }
            if place.index == selected { return send(commands[selected], in: &state) }
            selected = place.index
        default:
            break
        }
        return .stays()
    }

    private func send(_ command: SendCommand, in state: inout State) -> DialogAnswer {
        if !command.usesTerminal { state.tell(Wording.isSent(to: command.name)) }
        return .closes([.send(article, to: command)])
    }

    private func places(_ state: State) -> [(index: Int, rect: Rect)] {
        box(state).inset(left: 2, top: 1, right: 2, bottom: 1)
            .rows(of: commands.count, around: selected)
    }

    /// Frame included.
    private func box(_ state: State) -> Rect {
        let names = commands.map(\.name.columns).max() ?? 0
        return state.dialogBox(
            width: state.dialogWidth(max(48, names + 10)),
            height: min(commands.count, state.size.height - 4) + 2)
    }

    func draw(in frame: inout Frame, _ state: State) {
        let box = box(state)
        frame.drawBox(box, title: Wording.sendOn, hint: Wording.sendHint, state)
        for (index, rect) in places(state) {
            let command = commands[index]
            let key = command.key.map { SafeText(cleaning: String($0)) } ?? " "
            let line: SafeText = "\(key)  \(command.name)"
            frame.drawChoice(
                line.cut(to: rect.width - 2), at: rect.origin, isChosen: index == selected, state)
        }
    }
}

extension State {
    /// Asks to which of the reader's commands the selected article is to be sent on.
    mutating func openSending() {
        if sendCommands.isEmpty {
            tell(Wording.noSendCommands)
        } else if let headline = top.selectedHeadline(in: self) {
            dialog = SendDialog(headline.id, sendCommands)
        } else {
            tell(Wording.nothingSelected)
        }
    }

    mutating func apply(_ result: CommandResult) {
        let sentence = Wording.result(of: result)
        if result.succeeded { tell(sentence) } else { tellProblem(sentence) }
    }
}

/// How a command that worked in the background ended.
public struct CommandResult: Hashable, Sendable {
    public let name: SafeText
    public let ending: Ending
    /// What it wrote: all of it as one line where it succeeded, else its last line. Cut.
    public let output: SafeText

    public enum Ending: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
        /// It was ended after so many seconds.
        case tookTooLong(Int)
        /// It was ended because it wrote without end.
        case wroteTooMuch
    }

    public init(name: SafeText, ending: Ending, output: SafeText) {
        self.name = name
        self.ending = ending
        self.output = output
    }

    var succeeded: Bool { ending == .code(0) }
}

/// The words of sending on.
extension Wording {
    static let sendOn: SafeText = "Doorsturen"
    static let sendHint: SafeText = "↑↓ kiezen · Enter sturen · Esc terug"
    static let noSendCommands: SafeText =
        "Er is nog niets om naar door te sturen: zet een [[send]] in portaal.toml."
    static func isSent(to name: SafeText) -> SafeText { "\(name) …" }

    static func result(of result: CommandResult) -> SafeText {
        let output: SafeText = result.output.isEmpty ? .empty : ": \(result.output)"
        return switch result.ending {
        case .code(0): result.output.isEmpty ? "\(result.name): klaar." : "\(result.name)\(output)"
        case .code(let code): "\(result.name) is mislukt (code \(code))\(output)"
        case .signal(let signal): "\(result.name) is mislukt (signaal \(signal))\(output)"
        case .tookTooLong(let seconds):
            "\(result.name) duurde langer dan \(seconds) seconden en is gestopt\(output)"
        case .wroteTooMuch: "\(result.name) schreef eindeloos door en is gestopt."
        }
    }
    static func opens(_ host: SafeText, with program: SafeText) -> SafeText {
        "Geopend met \(program): \(host)"
    }
}

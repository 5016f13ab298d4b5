import PortalModel
import TextGrid

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

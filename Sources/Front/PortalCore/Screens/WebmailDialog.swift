import PortalModel
import TextGrid

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
            let places = Places(state.size, isLinear: state.isLinear)
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
        let places = Places(frame.size, isLinear: state.isLinear)
        frame.drawBox(places.box, title: Wording.webmail, hint: Wording.choiceHint, state)
        let background = state.theme[.dialog]
        let left = places.box.left + 3
        var row = places.box.top + 1
        frame.write(
            Wording.chooseWebmail, at: Point(column: left, row: row),
            style: background.overlaid(by: Style(attributes: .bold)))
        row += places.isRoomy ? 2 : 1
        for line in places.question {
            frame.write(line, at: Point(column: left, row: row), style: background)
            row += 1
        }
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

    init(_ size: Size, isLinear: Bool) {
        let width = isLinear ? size.width : min(57, size.width - 2)
        question = wrap(Wording.webmailQuestion, width: width - 6, maximumLines: nil)
        let labels = WebmailProvider.allCases.map { Wording.webmail(of: $0).columns + 2 }
        let fitsInOneRow = !isLinear && labels.reduce(0, +) + 12 <= width
        // Frame, heading, blank, question, blank, choices, frame; blanks go in a low window.
        isRoomy = size.height >= 13
        let height = 3 + question.count + (fitsInOneRow ? 1 : 2) + (isRoomy ? 2 : 0)
        box = Rect(
            column: (size.width - width) / 2,
            row: isLinear ? 0 : max(0, (size.height - height) / 2), width: width, height: height)
        var point = Point(column: box.left + 7, row: box.bottom - (fitsInOneRow ? 2 : 3))
        for (provider, columns) in zip(WebmailProvider.allCases, labels) {
            let rect = Rect(column: point.column, row: point.row, width: columns, height: 1)
            choices.append((provider, rect))
            if fitsInOneRow { point.column += columns + 5 } else { point.row += 1 }
        }
    }
}

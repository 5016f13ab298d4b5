import PortalModel
import TextGrid

/// The articles that the reader saved.
struct SavedScreen: HeadlineScreen {
    /// The newest first.
    let headlines: [Headline]
    var selected = 0
    var top = 0

    init(_ headlines: [Headline]) {
        self.headlines = headlines
    }

    /// The title, and a blank row.
    static let headerRows = 2
    var showsSections: Bool { true }

    var hints: [Hint] {
        let common: [Hint] = [Hint("q", Wording.hintBack), Hint("?", Wording.hintHelp)]
        return headlines.isEmpty ? common : [Hint("Enter", Wording.hintOpen)] + common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        moveOrOpen(command, in: state)
    }

    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        guard let index = index(at: point, in: state) else { return [] }
        if selected == index { return openSelection(in: state) }
        selected = index
        return []
    }

    mutating func fit(in state: State) {
        showSelection(in: state)
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.write(
            Wording.saved, at: Point(column: layout.main.left + state.gutter, row: layout.main.top),
            style: state.theme[.subhead], in: layout.main)
        if headlines.isEmpty {
            drawEmpty(Wording.nothingSaved, in: &frame, state, layout)
        } else {
            drawHeadlines(in: &frame, state, layout, isActive: true)
        }
    }
}

extension State {
    mutating func showSaved(_ headlines: [Headline], _ marks: Marks) {
        take(marks)
        screens.append(SavedScreen(headlines))
    }
}

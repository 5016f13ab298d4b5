import PortalModel
import TextGrid

/// The articles that the reader saved.
struct SavedScreen: HeadlineScreen {
    /// The newest first.
    let headlines: [Headline]
    var selected = 0
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0

    init(_ headlines: [Headline]) {
        self.headlines = headlines
    }

    /// The title, and a blank row.
    static let headerRows = 2
    static let kind = Layout.Kind.list(hasSidebar: false)
    var showsSections: Bool { true }

    var hints: [Hint] {
        let common: [Hint] = [Hint("q", Wording.hintBack), Hint("?", Wording.hintHelp)]
        return headlines.isEmpty ? common : [Hint("Enter", Wording.hintOpen)] + common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        pane == .sidebar ? performInSidebar(command, in: state) : moveOrOpen(command, in: state)
    }

    mutating func click(_ point: Point, in state: inout State) -> [Effect] {
        guard let index = index(at: point, in: state) else { return [] }
        if pane == .main, selected == index { return openSelection(in: state) }
        pane = .main
        selected = index
        return []
    }

    mutating func fit(in state: State) {
        showSelection(in: state)
        if !needsSidebar(in: state) { pane = .main }
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        frame.write(
            Wording.saved, at: Point(column: layout.main.left + state.gutter, row: layout.main.top),
            style: state.theme[.subhead], in: layout.main)
        if headlines.isEmpty {
            drawEmpty(Wording.nothingSaved, in: &frame, state, layout)
        } else {
            drawHeadlines(in: &frame, state, layout, isActive: pane == .main && state.movesList)
        }
    }
}

extension State {
    mutating func showSaved(_ headlines: [Headline], _ marks: Marks) {
        take(marks)
        screens.append(SavedScreen(headlines))
    }
}

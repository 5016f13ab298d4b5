import PortalModel
import TextGrid

struct SavedScreen: HeadlineScreen {
    /// The last saved first.
    var headlines: [Headline] { saved.headlines }
    private let saved: SavedArticles
    /// All labels that there are.
    var known: [SafeText]
    var selected = 0
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0

    init(_ saved: SavedArticles) {
        self.saved = saved
        known = saved.known
    }

    /// The label to which the list is narrowed; nil for all that is saved.
    var label: SafeText? { saved.label }

    /// The title, and a blank row.
    static let headerRows = 2
    static let kind = Layout.Kind.list(hasSidebar: false)
    var showsSections: Bool { true }

    var hints: [Hint] {
        let common: [Hint] = [.back, .help]
        let labels = known.isEmpty ? [] : [Hint("[ ]", Wording.hintLabel)]
        return headlines.isEmpty
            ? labels + common : [Hint("Enter", Wording.hintOpen)] + labels + common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        if pane == .sidebar { return performInSidebar(command, in: state) }
        switch command {
        case .nextPage: return showLabel(by: 1)
        case .previousPage: return showLabel(by: -1)
        default: return moveOrOpen(command, in: state)
        }
    }

    /// Narrows the list to the next label; after the last it is whole again.
    private func showLabel(by step: Int) -> [Effect] {
        let all = [nil] + known.map(Optional.some)
        guard all.count > 1 else { return [] }
        let index = all.firstIndex(of: saved.label) ?? 0
        return [.loadSaved(labelled: all[(index + step + all.count) % all.count])]
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        draw(
            below: label.map(Wording.saved(labelled:)) ?? Wording.saved,
            orElse: label.map(Wording.nothingSaved(labelled:)) ?? Wording.nothingSaved,
            in: &frame, state, layout)
    }
}

extension State {
    mutating func showSaved(_ saved: SavedArticles) {
        apply(saved.marks)
        labels.merge(saved.labels) { _, new in new }
        if top is SavedScreen { screens.removeLast() }
        screens.append(SavedScreen(saved))
    }

    mutating func noteLabels(_ known: [SafeText]) {
        for index in screens.indices {
            guard var screen = screens[index] as? SavedScreen else { continue }
            screen.known = known
            screens[index] = screen
        }
    }

    mutating func showMuted(_ muted: [MutedHeadline], of page: NewsPage, _ marks: Marks) {
        apply(marks)
        muteReasons = Dictionary(
            muted.compactMap { muted in muted.rule.map { (muted.headline.id, $0) } }
        ) { first, _ in first }
        var screen = MutedScreen(muted, of: page)
        if let open = top as? MutedScreen {
            screen.selected = max(0, min(open.selected, muted.count - 1))
            screen.top = open.top
            top = screen
        } else {
            screens.append(screen)
        }
        fit()
    }
}

extension HeadlineScreen {
    fileprivate func draw(
        below title: SafeText, orElse sentence: SafeText, in frame: inout Frame, _ state: State,
        _ layout: Layout
    ) {
        frame.write(
            title, at: layout.main.origin.moved(right: state.gutter),
            style: state.theme[.subhead], in: layout.main)
        if headlines.isEmpty {
            drawEmpty(sentence, in: &frame, state, layout)
        } else {
            drawHeadlines(in: &frame, state, layout, isActive: pane == .main && state.movesList)
        }
    }
}

struct MutedScreen: HeadlineScreen {
    let page: NewsPage
    private let muted: [MutedHeadline]
    let headlines: [Headline]
    var selected = 0
    var top = 0
    var pane = Pane.main
    var sidebarSelected = 0

    init(_ muted: [MutedHeadline], of page: NewsPage) {
        self.page = page
        self.muted = muted
        headlines = muted.map(\.headline)
    }

    /// The title, and a blank row.
    static let headerRows = 2
    static let kind = Layout.Kind.list(hasSidebar: false)
    var showsSections: Bool { true }

    var hints: [Hint] {
        let common: [Hint] = [.back, .help]
        return headlines.isEmpty
            ? common
            : [Hint("Enter", Wording.hintOpen), Hint("x", Wording.hintUnmute)] + common
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        if pane == .sidebar { return performInSidebar(command, in: state) }
        guard command == .mute else { return moveOrOpen(command, in: state) }
        guard muted.indices.contains(selected), let rule = muted[selected].rule else { return [] }
        return [.perform(.muted(rule, false))]
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        draw(
            below: Wording.mutedTitle, orElse: Wording.nothingMuted, in: &frame, state, layout)
    }
}

extension Wording {
    static let mutedTitle: SafeText = "Gedempt"
    static let nothingMuted: SafeText =
        "Op deze pagina is niets gedempt · x: een woord, bron of auteur dempen"
    static let hintUnmute: SafeText = "weer tonen"
    static func mutedBecause(of rule: MuteRule) -> SafeText { "gedempt: \(Wording.rule(rule))" }
}

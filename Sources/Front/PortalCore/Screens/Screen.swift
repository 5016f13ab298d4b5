import PortalModel
import TextGrid

/// A full screen of the portal: what it holds, what keys do to it, and how it is drawn.
///
/// To add one, write a type that conforms, in a file of its own, and put it on the stack of
/// `State` where the key or event that opens it is handled. A screen changes neither the stack nor
/// its own place there; while one of its methods runs, the state still holds it as it was before.
protocol Screen: Sendable {
    /// Whether the row of pages stands above it in a window of `size`.
    static func showsPages(in size: Size) -> Bool
    static var kind: Layout.Kind { get }
    /// Whose keys hold before those that hold everywhere, the most particular first.
    var keyPlaces: [KeyTable.Place] { get }
    /// The keys that the status line names, the most useful one last, nearest to the edge.
    var hints: [Hint] { get }
    // Asked for instead of cast to, which has Swift go through all that the program declares.
    /// The screen itself where it shows a list of headlines.
    var withHeadlines: (any HeadlineScreen)? { get }
    /// The screen itself where other headlines stand beside it.
    var withSidebar: (any SidebarScreen)? { get }
    /// The headline that keys such as those for saving and copying are about.
    func selectedHeadline(in state: State) -> Headline?

    /// Takes a key before it is looked up in the table of keys; nil where it means nothing here.
    mutating func press(_ key: Key, in state: inout State) -> [Effect]?
    /// Does what a key asks for; nil for what is the same on every screen.
    mutating func perform(_ command: Command, in state: inout State) -> [Effect]?
    /// Takes a click in the main area: what it hits is selected; what was selected is opened.
    mutating func click(_ point: Point, in state: inout State) -> [Effect]
    /// Moves the text under the wheel; nil where the wheel moves the selection.
    mutating func scroll(by rows: Int, in state: State) -> [Effect]?
    /// Fits text and selection to the window, unless that is too small for any screen.
    mutating func fit(in state: State)
    func draw(in frame: inout Frame, _ state: State, _ layout: Layout)
}

/// A key in the status line, and what it does.
struct Hint: Sendable {
    /// Those of the standard table; `State.hints` has the reader's own.
    private(set) var keys: SafeText
    let action: SafeText
    /// Whether it stays at every width: the keys for reading and for help.
    let isEssential: Bool

    static let back = Hint("q", Wording.hintBack)
    static let help = Hint("?", Wording.hintHelp)

    init(_ keys: SafeText, _ action: SafeText) {
        self.keys = keys
        self.action = action
        isEssential = keys == "Enter" || keys == "?"
    }

    /// The same with other keys.
    func with(_ keys: SafeText) -> Hint {
        var hint = self
        hint.keys = keys
        return hint
    }

    /// With the blanks around it.
    var columns: Int { keys.columns + 1 + action.columns + 2 }
}

extension Screen {
    var withHeadlines: (any HeadlineScreen)? { nil }
    var withSidebar: (any SidebarScreen)? { nil }

    static func showsPages(in size: Size) -> Bool { false }
    static var kind: Layout.Kind { .whole }
    var keyPlaces: [KeyTable.Place] { [] }
    func selectedHeadline(in state: State) -> Headline? { nil }
    mutating func press(_ key: Key, in state: inout State) -> [Effect]? { nil }
    mutating func click(_ point: Point, in state: inout State) -> [Effect] { [] }
    mutating func scroll(by rows: Int, in state: State) -> [Effect]? { nil }

    static func layout(in state: State) -> Layout {
        Layout(state, kind, showsPages: showsPages(in: state.size))
    }

    func openSelection(in state: State) -> [Effect] {
        selectedHeadline(in: state).map { [.loadArticle($0.id, replacing: false)] } ?? []
    }
}

extension Frame {
    /// What a screen is called, in the first row of the main area.
    mutating func drawTitle(_ title: SafeText, _ state: State, _ layout: Layout) {
        write(
            title, at: layout.main.origin.moved(right: 2), style: state.theme[.subhead],
            in: layout.main)
    }

    /// How much of a text the reader has seen in per cent, at the right end of the lower rule.
    mutating func drawProgress(
        seen: Int, of count: Int, in height: Int, _ state: State, _ layout: Layout
    ) {
        guard count > height, layout.rules.count == 2 else { return }
        write(
            " \(min(seen, count) * 100 / count)% ", endingAt: layout.main.right - 1,
            row: layout.rules[1], style: state.theme[.meta])
    }

    /// How much there is below a list, at the right end of the lower rule.
    mutating func drawMore(_ count: Int, isAll: Bool, _ state: State, _ layout: Layout) {
        guard count > 0 || !isAll, layout.rules.count == 2 else { return }
        write(
            " \(isAll ? Wording.moreBelow(count) : Wording.muchMoreBelow) ",
            endingAt: layout.main.right - 1, row: layout.rules[1], style: state.theme[.meta])
    }

    /// Marks a selected item by its background and by a bar in its first column or, in the linear
    /// layout, by a sign before its first line.
    mutating func mark(_ rect: Rect, isActive: Bool, _ state: State) {
        if isActive { overlay(rect, style: state.theme.styles[.selection] ?? .plain) }
        let bar = state.theme[isActive ? .selectionBar : .meta]
        guard !state.isLinear else {
            write(isActive ? ">" : "-", at: rect.origin, style: self[rect.origin].style)
            return
        }
        for row in rect.top..<rect.bottom {
            let point = Point(column: rect.left, row: row)
            write(isActive ? "▌" : "▏", at: point, style: self[point].style.overlaid(by: bar))
        }
    }
}

extension HeadlineScreen {
    var withHeadlines: (any HeadlineScreen)? { self }
}

extension SidebarScreen {
    var withSidebar: (any SidebarScreen)? { self }
}

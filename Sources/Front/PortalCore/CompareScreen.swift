import PortalModel
import TextGrid

/// Two versions of a story beside or below each other.
struct CompareScreen: Hashable, Sendable {
    /// The article that is compared, as it is; then the others that there are, at least one.
    let versions: [Version]
    /// Which of the others is shown.
    private(set) var chosen = 1
    /// Both texts, set for the window.
    var text: SetComparison
    /// The line of the texts that is the first on the screen.
    var top = 0

    init(_ versions: [Version], in state: State) {
        self.versions = versions
        text = SetComparison(
            versions, Self.sides(of: versions, chosen: 1),
            CompareColumns(state.size.width, state), state)
    }

    /// Compares with another version, from its beginning; a number that no other version has
    /// changes nothing.
    mutating func choose(_ version: Int, in state: State) {
        guard versions.indices.dropFirst().contains(version), version != chosen else { return }
        chosen = version
        top = 0
        text = SetComparison(
            versions, Self.sides(of: versions, chosen: chosen), text.columns, state)
    }

    /// Sets the texts anew for another window or typography; the row that was on top stays there.
    mutating func fit(in state: State) {
        let columns = CompareColumns(state.size.width, state)
        if columns != text.columns || state.typography != text.typography {
            let row = text.lines.indices.contains(top) ? text.lines[top].row : 0
            text = text.fitted(columns, state)
            top = text.lines.firstIndex { $0.row >= row } ?? 0
        }
        scroll(to: top, in: state)
    }

    mutating func scroll(to line: Int, in state: State) {
        let height = state.layout.main.height - CompareHead.height(of: text)
        top = max(0, min(line, text.lines.count - height))
    }

    /// An earlier text of the article stands before the one that it has now; what others wrote
    /// stands after it.
    private static func sides(of versions: [Version], chosen: Int) -> SetComparison.Sides {
        versions[chosen].isEarlier
            ? SetComparison.Sides(first: chosen, second: 0)
            : SetComparison.Sides(first: 0, second: chosen)
    }
}

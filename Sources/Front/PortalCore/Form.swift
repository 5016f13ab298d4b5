import PortalModel
import Typesetting

/// How areas and selections are set off from each other.
public enum Form: Hashable, Sendable {
    /// By frames, rules, columns and bars, for the eye.
    case framed
    /// By words alone, line after line, for screen readers and braille.
    case linear

    /// Columns before the text of an item: room for the mark of the selected one.
    var gutter: Int { self == .framed ? 1 : 2 }

    /// What is drawn of a run of set text: in the linear form no rule, and no bar beside a quote,
    /// whose lines are indented all the same.
    func drawn(_ run: TypesetRun) -> SafeText {
        guard self == .linear, run.role == .rule || run.role == .marker else { return run.text }
        return SafeText(
            cleaning: run.text.string.replacing("│", with: " ").replacing("─", with: " "))
    }

    /// What stands before the chosen one of several answers.
    var choiceMark: SafeText { self == .framed ? "▸" : ">" }
}

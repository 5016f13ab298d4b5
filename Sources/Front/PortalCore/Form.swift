import PortalModel

/// How areas and selections are set off from each other.
public enum Form: Hashable, Sendable {
    /// By frames, rules, columns and bars, for the eye.
    case framed
    /// By words alone, line after line, for screen readers and braille.
    case linear

    /// Columns before the text of an item: room for the mark of the selected one.
    var gutter: Int { self == .framed ? 1 : 2 }

    /// What stands before the chosen one of several answers.
    var choiceMark: SafeText { self == .framed ? "▸" : ">" }
}

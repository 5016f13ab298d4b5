import PortalModel

/// Something that a reader does with keyboard or mouse.
public enum Key: Hashable, Sendable {
    /// A key that types a character: a letter, a digit, a sign or a space.
    case character(Character)
    /// A letter with Control, in lower case.
    case control(Character)
    case enter, escape, tab, backTab
    /// The keys that delete to the left and to the right.
    case backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1 to F12.
    case function(Int)
    /// The left button, pressed and released at a cell.
    case click(Point)
    /// The wheel, one notch away from the reader and towards him, at a cell.
    case wheelUp(Point), wheelDown(Point)
    /// Text that was pasted: never commands.
    case paste(SafeText)
}

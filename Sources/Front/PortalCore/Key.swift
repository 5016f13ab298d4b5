import PortalModel
import TextGrid

/// Something that a reader does with keyboard or mouse.
public enum Key: Hashable, Sendable {
    /// A key that types a character: a letter, a digit, a sign or a space.
    case character(Character)
    /// A letter with Control, in lower case.
    case control(Character)
    /// Enter or Return.
    case enter
    /// Escape alone.
    case escape
    /// Tab.
    case tab
    /// Tab with Shift.
    case backTab
    /// The key that deletes to the left.
    case backspace
    /// The key that deletes to the right.
    case delete
    /// An arrow.
    case up
    /// An arrow.
    case down
    /// An arrow.
    case left
    /// An arrow.
    case right
    /// A screen up.
    case pageUp
    /// A screen down.
    case pageDown
    /// To the beginning.
    case home
    /// To the end.
    case end
    /// F1 to F12.
    case function(Int)
    /// The left button, pressed and released at a cell.
    case click(Point)
    /// The wheel, one notch away from the reader, at a cell.
    case wheelUp(Point)
    /// The wheel, one notch towards the reader, at a cell.
    case wheelDown(Point)
    /// Text that was pasted: never commands.
    case paste(SafeText)
}

import CursesTerminal
import PortalCore
import PortalModel
import TextGrid

/// What effects need of the terminal.
protocol PortalTerminal: ~Copyable {
    var size: Size { get }

    /// Makes the next frame be sent as a whole.
    mutating func repaint()

    /// Stops the process and returns when it is continued.
    mutating func suspend()

    mutating func copyToClipboard(_ text: String)

    /// Follows a setting as far as it is about the terminal.
    mutating func follow(_ setting: Setting)

    /// Gives the terminal to a program until it ends: `start` gets the descriptors for input and
    /// output, and returns the process id or nil where there is none.
    mutating func lend(to start: (_ input: Int32, _ output: Int32) -> Int32?)
}

extension Terminal: PortalTerminal {}

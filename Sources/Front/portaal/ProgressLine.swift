import DutchCommandLine
import PortalCore
import PortalModel
import TextGrid

/// How far a round is, on a line of the terminal that is written over and over.
struct ProgressLine {
    private static let barLength = 20
    private var total = 0
    private var done = 0
    /// Columns of what stands on the line.
    private var shown = 0

    /// Shows a round that has not begun.
    mutating func begin() throws(CommandFailure) {
        try show(Wording.refreshStarts)
    }

    /// Shows what `message` changes.
    mutating func handle(_ message: CourierMessage) throws(CommandFailure) {
        switch message {
        case .started(let sources): total = sources
        case .source: done += 1
        case .page, .picture, .filtered, .finished, .failed: return
        }
        guard total > 0 else { return }
        let filled = min(done, total) * Self.barLength / total
        let bar =
            String(repeating: "▰", count: filled)
            + String(repeating: "▱", count: Self.barLength - filled)
        try show("\(Wording.refreshing(done, of: total)) \(SafeText(cleaning: bar))")
    }

    /// Empties the line.
    mutating func end() throws(CommandFailure) {
        try show(.empty)
        try StandardStream.output.write("\r")
    }

    /// Writes `text` over what stands there, with blanks over what is left of that: a carriage
    /// return is all that even a dumb terminal needs.
    private mutating func show(_ text: SafeText) throws(CommandFailure) {
        let text = text.cut(to: StandardStream.output.readableColumns - 1)
        try StandardStream.output.write("\r" + text.padded(to: shown).string)
        shown = text.columns
    }
}

import PortalModel
import TextGrid

/// A line that is being typed, at the end of which alone letters come and go.
extension SafeText {
    /// The line after `key`; nil where the key neither types nor takes away.
    ///
    /// - Parameter limit: Clusters that the line may have.
    func edited(by key: Key, limit: Int = .max) -> SafeText? {
        switch key {
        case .character(let character):
            SafeText(cleaning: (string + String(character)).prefix(limit))
        case .paste(let pasted): SafeText(cleaning: (string + pasted.string).prefix(limit))
        case .backspace, .control("h"): SafeText(cleaning: string.dropLast())
        case .control("u"): .empty
        default: nil
        }
    }

    /// The text without its last word and the blanks after it.
    var withoutLastWord: SafeText {
        var rest = string[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        while let last = rest.last, !last.isWhitespace { rest.removeLast() }
        return SafeText(cleaning: rest)
    }

    /// The end of the text that fits into `width` columns.
    func lastPart(of width: Int) -> SafeText {
        var rest = string[...]
        while rest.reduce(0, { $0 + $1.columns }) > max(0, width) { rest.removeFirst() }
        return SafeText(cleaning: rest)
    }
}

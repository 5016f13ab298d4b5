import PortalModel
import TextGrid

struct TypedLine: Hashable, Sendable {
    /// What stands before the cursor.
    private(set) var before: SafeText
    /// What stands under the cursor and after it.
    private(set) var after: SafeText

    init(_ before: SafeText = .empty, after: SafeText = .empty) {
        self.before = before
        self.after = after
    }

    var text: SafeText { after.isEmpty ? before : before + after }
    var isEmpty: Bool { before.isEmpty && after.isEmpty }

    /// Handles a key that types, takes away or moves the cursor: those with Control are what they
    /// are to a shell.
    ///
    /// - Parameter limit: Clusters that the line may have.
    /// - Returns: Whether it is such a key.
    mutating func handle(_ key: Key, limit: Int = .max) -> Bool {
        switch key {
        case .character(let character): type(String(character), limit)
        case .paste(let pasted): type(pasted.string, limit)
        case .backspace, .control("h"): before = SafeText(cleaning: before.string.dropLast())
        case .delete, .control("d"): after = SafeText(cleaning: after.string.dropFirst())
        case .control("w"): before = before.withoutLastWord
        case .control("u"): before = .empty
        case .control("k"): after = .empty
        case .left, .control("b"): move(by: -1)
        case .right, .control("f"): move(by: 1)
        case .home, .control("a"): (before, after) = (.empty, text)
        case .end, .control("e"): (before, after) = (text, .empty)
        default: return false
        }
        return true
    }

    private mutating func type(_ new: String, _ limit: Int) {
        let room = max(0, limit - after.string.count)
        before = SafeText(cleaning: (before.string + new).prefix(room))
    }

    private mutating func move(by step: Int) {
        let place = before.string.count + step
        let all = text.string
        before = SafeText(cleaning: all.prefix(max(0, place)))
        after = SafeText(cleaning: all.dropFirst(max(0, place)))
    }

    /// What fits around the cursor, and the column of the cursor, which may be the one behind it.
    func shown(in width: Int) -> (text: SafeText, cursor: Int) {
        let room = after.isEmpty ? width : max(width - after.columns, width * 3 / 4)
        let start = before.lastPart(of: room)
        return (start + after.firstPart(of: width - start.columns), start.columns)
    }
}

extension SafeText {
    fileprivate var withoutLastWord: SafeText {
        var rest = string[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        while let last = rest.last, !last.isWhitespace { rest.removeLast() }
        return SafeText(cleaning: rest)
    }

    fileprivate func lastPart(of width: Int) -> SafeText {
        var rest = string[...]
        while rest.reduce(0, { $0 + $1.columns }) > max(0, width) { rest.removeFirst() }
        return SafeText(cleaning: rest)
    }

    fileprivate func firstPart(of width: Int) -> SafeText {
        var left = width
        return SafeText(
            cleaning: string.prefix { character in
                left -= character.columns
                return left >= 0
            })
    }
}

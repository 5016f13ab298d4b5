import TextGrid

/// Keys as a line of words: `j`, `Enter`, `Space`, `^C`, `F1`, or a key several times: `j*12`.
struct KeyScript {
    let keys: [Key]

    /// Reads `script`; throws the word that is no key.
    init(_ script: String) throws(UnknownKey) {
        var keys: [Key] = []
        for word in script.split(separator: " ") {
            let parts = word.split(separator: "*", maxSplits: 1)
            let count = parts.count == 2 ? Int(parts[1]) : 1
            guard let name = parts.first, let count, let key = Self.key(String(name)) else {
                throw UnknownKey(word: String(word))
            }
            keys += Array(repeating: key, count: count)
        }
        self.keys = keys
    }

    private static func key(_ name: String) -> Key? {
        if let key = named[name] { return key }
        if name.count == 1, let character = name.first { return .character(character) }
        if name.count == 2, name.first == "^", let letter = name.lowercased().last {
            return .control(letter)
        }
        if name.first == "F", let number = Int(name.dropFirst()) { return .function(number) }
        return nil
    }

    private static let named: [String: Key] = [
        "Enter": .enter, "Esc": .escape, "Tab": .tab, "BackTab": .backTab,
        "Backspace": .backspace, "Delete": .delete, "↑": .up, "↓": .down, "←": .left, "→": .right,
        "PgUp": .pageUp, "PgDn": .pageDown, "Home": .home, "End": .end, "Space": .character(" "),
    ]
}

/// A word in a key script that names no key.
struct UnknownKey: Error {
    let word: String
}

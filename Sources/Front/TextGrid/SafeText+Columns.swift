import PortalModel

extension SafeText {
    /// The columns that the text takes.
    public var columns: Int {
        var sum = 0
        forEachCharacter { _, columns in
            sum += columns
            return true
        }
        return sum
    }

    /// Calls `body` with each character and its columns, as long as that asks for more.
    ///
    /// Most text is ASCII, where a byte followed by another is a character that needs no looking
    /// up and no making.
    func forEachCharacter(_ body: (Character, Int) -> Bool) {
        let ascii = Character.ascii
        var string = string
        string.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count {
                let byte = bytes[offset]
                let next = offset + 1
                if byte < 0x80, next == bytes.count || bytes[next] < 0x80 {
                    guard body(ascii[Int(byte)], (0x20...0x7E).contains(byte) ? 1 : 0) else {
                        return
                    }
                    offset = next
                } else {
                    let utf8 = self.string.utf8
                    let character = self.string[utf8.index(utf8.startIndex, offsetBy: offset)]
                    guard body(character, character.columns) else { return }
                    offset += character.utf8.count
                }
            }
        }
    }
}

extension SafeText {
    /// The text in at most `width` columns, with an ellipsis where it was cut.
    public func cut(to width: Int) -> SafeText {
        // No character takes more columns than bytes.
        if string.utf8.count <= width { return self }
        guard width > 0 else { return .empty }
        var end = string.startIndex
        var used = 0
        for index in string.indices {
            // One column is for the ellipsis.
            if used < width { end = index }
            used += string[index].columns
            if used > width { return SafeText(cleaning: string[..<end] + "…") }
        }
        return self
    }

    /// The text with blanks after it, up to `width` columns.
    public func padded(to width: Int) -> SafeText {
        SafeText(cleaning: string + String(repeating: " ", count: max(0, width - columns)))
    }
}

extension Character {
    /// The characters of one byte.
    fileprivate static let ascii = (UInt8(0)..<0x80).map { Character(Unicode.Scalar($0)) }
}

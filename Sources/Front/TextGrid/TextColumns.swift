import PortalModel

extension SafeText {
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
    /// Most text is made of scalars that are characters by themselves beside each other, which
    /// need no looking up.
    func forEachCharacter(_ body: (TextCharacter, Int) -> Bool) {
        var string = string
        string.withUTF8 { bytes in
            var offset = 0
            var scalar = Unicode.Scalar(startOf: bytes, at: 0)
            while offset < bytes.count {
                if let single = scalar {
                    let next = offset + UTF8.width(single)
                    scalar = Unicode.Scalar(startOf: bytes, at: next)
                    if scalar != nil || next == bytes.count {
                        guard body(.scalar(single), 1) else { return }
                        offset = next
                        continue
                    }
                }
                let utf8 = self.string.utf8
                let character = self.string[utf8.index(utf8.startIndex, offsetBy: offset)]
                guard body(TextCharacter(character), character.columns) else { return }
                offset += character.utf8.count
                scalar = Unicode.Scalar(startOf: bytes, at: offset)
            }
        }
    }

    /// The text in at most `width` columns, with an ellipsis where it was cut.
    public func cut(to width: Int) -> SafeText {
        // No character takes more columns than bytes.
        if string.utf8.count <= width { return self }
        guard width > 0 else { return .empty }
        var used = 0
        var bytes = 0
        var end = 0
        forEachCharacter { character, columns in
            // One column is for the ellipsis.
            if used < width { end = bytes }
            used += columns
            bytes += character.utf8Count
            return used <= width
        }
        guard used > width else { return self }
        let utf8 = string.utf8
        return SafeText(cleaning: string[..<utf8.index(utf8.startIndex, offsetBy: end)] + "…")
    }

    /// The text with blanks after it, up to `width` columns.
    public func padded(to width: Int) -> SafeText {
        SafeText(cleaning: string + String(repeating: " ", count: max(0, width - columns)))
    }
}

/// A character of a text: a scalar, as most are, or a cluster of several.
enum TextCharacter {
    case scalar(Unicode.Scalar)
    case cluster(Character)

    init(_ character: Character) {
        let scalars = character.unicodeScalars
        let first = scalars[scalars.startIndex]
        self = scalars.count == 1 ? .scalar(first) : .cluster(character)
    }

    fileprivate var utf8Count: Int {
        switch self {
        case .scalar(let scalar): UTF8.width(scalar)
        case .cluster(let cluster): cluster.utf8.count
        }
    }
}

extension Unicode.Scalar {
    /// The scalar that begins at `offset` of UTF-8, if it never joins another of its kind in one
    /// cluster (UAX #29) and takes a column: letters, digits and signs of Latin scripts, the
    /// dashes, quotes and ellipsis of prose, lines and blocks. Nil for any other and at the end.
    fileprivate init?(startOf bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        guard offset < bytes.count else { return nil }
        let first = UInt32(bytes[offset])
        func following(_ distance: Int) -> UInt32 { UInt32(bytes[offset + distance] & 0x3F) }
        var value = first
        switch first {
        case 0x20...0x7E: break
        case 0xC2...0xCB: value = (first & 0x1F) << 6 | following(1)
        case 0xE2: value = 0x2000 | following(1) << 6 | following(2)
        default: return nil
        }
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2500...0x25FC: break
        default: return nil
        }
        self.init(value)
    }
}

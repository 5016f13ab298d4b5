extension Character {
    /// How many columns a terminal gives this grapheme cluster: 0, 1 or 2.
    ///
    /// The cluster takes what its scalars take together, two columns at most: a joined family, a
    /// flag and a syllable of several letters take two. A character that a variation selector
    /// turns into an emoji (UTS #51, emoji presentation sequences and keycaps) takes two as well.
    /// What has no shape of its own takes none.
    public var columns: Int {
        if utf8.count == 1, let byte = utf8.first { return (0x20...0x7E).contains(byte) ? 1 : 0 }
        var scalars = unicodeScalars.makeIterator()
        guard let base = scalars.next() else { return 0 }
        var sum = base.columns
        while let scalar = scalars.next() {
            if scalar.value == 0xFE0F, base.properties.isEmoji { return 2 }
            sum += scalar.columns
        }
        return min(sum, 2)
    }
}

extension StringProtocol {
    /// How many columns a terminal gives the characters together.
    public var columns: Int { String(self).columns }
}

extension String {
    /// How many columns a terminal gives the characters together.
    public var columns: Int {
        var text = self
        return text.withUTF8 { bytes in
            // Most text is ASCII, whose characters need no looking up.
            bytes.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
        } ? utf8.count : reduce(0) { $0 + $1.columns }
    }
}

extension Unicode.Scalar {
    /// How many columns this scalar adds to its cluster.
    var columns: Int {
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: return 1
        // The dashes, quotes and ellipsis of prose, and lines and blocks.
        case 0x2010...0x2027, 0x2500...0x25FC: return 1
        // Vowels and final consonants of Hangul, drawn into the consonant before them.
        case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: return 0
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator,
            .paragraphSeparator:
            return 0
        default:
            return isWide ? 2 : 1
        }
    }

    /// Whether a range of `wideRanges` holds it; found by halving.
    private var isWide: Bool {
        let ranges = Self.wideRanges
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if value > ranges[middle].last {
                low = middle + 1
            } else if value < ranges[middle].first {
                high = middle
            } else {
                return true
            }
        }
        return false
    }
}

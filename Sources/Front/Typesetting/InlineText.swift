import PortalModel

/// The text of one paragraph as one string, and the look of each stretch of it.
///
/// White space is folded: never two spaces in a row, none at the start.
struct InlineText {
    /// What a run of a line keeps of where it comes from.
    struct Look: Hashable {
        var role: TextRole = .body
        var style: SpanStyle = []
        var link: Int?
    }

    /// A part of the text with one look.
    struct Stretch {
        /// Where it ends, in UTF-8 code units of the whole text.
        var end: Int
        var look: Look
        /// Whether no line is broken inside it nor before it.
        var isSolid = false
    }

    private(set) var text = ""
    private(set) var stretches: [Stretch] = []

    var isEmpty: Bool { stretches.isEmpty }

    /// Adds `addition` at the end.
    mutating func append(_ addition: SafeText, look: Look, isSolid: Bool = false) {
        let before = text.utf8.count
        let space = UInt8(ascii: " ")
        var previous = text.utf8.last ?? space
        let isFolded = !addition.string.utf8.containsDoubleSpace
        if isFolded, previous != space || addition.string.utf8.first != space {
            text += addition.string
        } else {
            text.unicodeScalars.append(
                contentsOf: addition.string.unicodeScalars.filter { scalar in
                    let byte = UInt8(truncatingIfNeeded: min(scalar.value, 0xFF))
                    defer { previous = byte }
                    return scalar != " " || previous != space
                })
        }
        let end = text.utf8.count
        guard end > before else { return }
        if let last = stretches.last, last.look == look, !last.isSolid, !isSolid {
            stretches[stretches.count - 1].end = end
        } else {
            stretches.append(Stretch(end: end, look: look, isSolid: isSolid))
        }
    }

    /// Gives the text up to `offset` another role.
    mutating func setRole(_ role: TextRole, upTo offset: Int) {
        var start = 0
        for index in stretches.indices where start < offset {
            let stretch = stretches[index]
            start = stretch.end
            stretches[index].look.role = role
            if stretch.end > offset {
                stretches[index].end = offset
                stretches.insert(stretch, at: index + 1)
                return
            }
        }
    }

    /// The stretch that holds `offset`; the number of stretches after the end of the text.
    func stretchIndex(at offset: Int) -> Int {
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The text between two offsets in UTF-8 code units.
    func slice(_ range: Range<Int>) -> Substring {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return text[start..<utf8.index(start, offsetBy: range.count)]
    }
}

extension String.UTF8View {
    fileprivate var containsDoubleSpace: Bool {
        var previous: UInt8 = 0
        for byte in self {
            if byte == UInt8(ascii: " "), previous == byte { return true }
            previous = byte
        }
        return false
    }
}

/// What must not stand in text that a reader gets to see, told from the code charts and not from
/// the code that removes it.
package enum Harm: Hashable, Sendable {
    /// A C0 or C1 control, or DEL.
    case control(UInt32)
    /// It changes the direction of what follows.
    case direction(UInt32)
    /// It has no width and no shape.
    case invisible(UInt32)
    /// It is a tag, or selects a variation of something that is no emoji.
    case selector(UInt32)
    /// It is no character at all.
    case noncharacter(UInt32)
    /// More marks than four on one character.
    case marks(Int)
    /// A cluster of more scalars than a cell could ever be meant to show.
    case cluster(Int)

    /// The first harm in `text`; nil where there is none.
    package static func first(in text: String) -> Harm? {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if let harm = of(scalar) { return harm }
            if scalar.value == 0x200D, !joins(scalars, at: index) { return .invisible(0x200D) }
            if (0xFE00...0xFE0F).contains(scalar.value), !selects(scalars, at: index) {
                return .selector(scalar.value)
            }
        }
        for cluster in text {
            let scalars = cluster.unicodeScalars
            if scalars.count > 16 { return .cluster(scalars.count) }
            let marks = scalars.count { isMark($0) }
            // A conjunct has a mark on each of its consonants.
            let bases = scalars.count { !isMark($0) && $0.value != 0x200D }
            if marks > 4 * max(1, bases) { return .marks(marks) }
        }
        return nil
    }

    private static func of(_ scalar: Unicode.Scalar) -> Harm? {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: .control(scalar.value)
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction(scalar.value)
        case 0xAD, 0x34F, 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x115F, 0x1160,
            0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x200C, 0x2028, 0x2029, 0x2060...0x2065,
            0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFC, 0x110BD, 0x110CD,
            0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A:
            .invisible(scalar.value)
        case 0xE0000...0xE0FFF: .selector(scalar.value)
        case 0xFDD0...0xFDEF: .noncharacter(scalar.value)
        case let value where value & 0xFFFE == 0xFFFE: .noncharacter(value)
        default: nil
        }
    }

    /// Whether the ZWJ at `index` stands between two emoji.
    private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        var before = index - 1
        while before > 0, isSelector(scalars[before]) || isTone(scalars[before]) { before -= 1 }
        return isEmoji(scalars[before]) && isEmoji(scalars[index + 1])
    }

    /// Whether the selector at `index` follows what has a text form and an emoji form.
    private static func selects(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        index > 0 && scalars[index].value >= 0xFE0E && scalars[index - 1].properties.isEmoji
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x2000 && scalar.properties.isEmoji && !isTone(scalar)
            && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isTone(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F3FB...0x1F3FF).contains(scalar.value)
    }

    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard !isSelector(scalar) else { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: isTone(scalar) || scalar.value == 0xFF9E || scalar.value == 0xFF9F
        }
    }
}

extension SafeText {
    /// At most this many combining marks stay on one base character (UAX #15 asks for no more
    /// than 30 in its stream-safe format; no living orthography stacks more than four).
    static let marksPerCluster = 4

    /// `foreign` without what could harm a terminal or mislead a reader.
    static func cleaned(_ foreign: some StringProtocol) -> String {
        var text = String(foreign)
        if text.withUTF8(isHarmless) { return text }
        var cleaner = Cleaner()
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if let kept = cleaner.keep(scalars[index], before: next) { result.append(kept) }
        }
        return String(result)
    }

    /// Whether these bytes hold only characters that always pass: printable ASCII, Latin letters
    /// with their accents, and the dashes, quotes and ellipsis of General Punctuation.
    private static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < bytes.count {
            while index + 8 <= bytes.count,
                isPrintable(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index += 8
            }
            guard index < bytes.count else { return true }
            switch bytes[index] {
            case 0x20...0x7E:
                index += 1
            case 0xC2:
                guard index + 1 < bytes.count, bytes[index + 1] >= 0xA0, bytes[index + 1] != 0xAD
                else { return false }
                index += 2
            case 0xC3...0xCB:
                index += 2
            case 0xE2:
                guard index + 2 < bytes.count, bytes[index + 1] == 0x80,
                    (0x90...0xA7).contains(bytes[index + 2])
                else { return false }
                index += 3
            default:
                return false
            }
        }
        return true
    }

    /// Whether all eight bytes lie between 0x20 and 0x7E.
    private static func isPrintable(_ word: UInt64) -> Bool {
        // The highest bit of a byte shows that it is no ASCII, that taking 0x20 from it borrowed,
        // or that it was 0x7F before 1 was added.
        let below = word &- 0x2020_2020_2020_2020
        let above = word &+ 0x0101_0101_0101_0101
        return (word | below | above) & 0x8080_8080_8080_8080 == 0
    }
}

/// Decides scalar by scalar, remembering what it let through last.
private struct Cleaner {
    private var previous: Unicode.Scalar?
    private var marks = 0

    mutating func keep(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Unicode.Scalar? {
        guard let kept = passed(scalar, before: next) else { return nil }
        previous = kept
        return kept
    }

    private mutating func passed(
        _ scalar: Unicode.Scalar, before next: Unicode.Scalar?
    ) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x00, 0x09...0x0D, 0x85, 0x2028, 0x2029:
            marks = 0
            return " "
        case 0x01...0x1F, 0x7F...0x9F:
            return nil
        case 0x20...0x7E:
            marks = 0
            return scalar
        case 0x200D:
            return joinsEmoji(next) ? scalar : nil
        case 0xFE0E, 0xFE0F:
            return previous?.properties.isEmoji == true ? scalar : nil
        default:
            break
        }
        if scalar.isInvisible { return nil }
        if scalar.isStackingMark {
            marks += 1
            return marks <= SafeText.marksPerCluster ? scalar : nil
        }
        marks = 0
        return scalar
    }

    /// UTS #51 joins emoji with a ZWJ, which may follow a presentation selector or a skin tone but
    /// not stand before a skin tone.
    private func joinsEmoji(_ next: Unicode.Scalar?) -> Bool {
        guard let previous, let next, !next.properties.isEmojiModifier else { return false }
        return (previous.isPictograph || previous.value == 0xFE0F) && next.isPictograph
    }
}

extension Unicode.Scalar {
    fileprivate var isPictograph: Bool {
        value > 0xFF && (properties.isEmoji || properties.isEmojiModifier)
    }

    /// Whether it joins the cluster before it, however many did so already (UAX #29, GB9, GB9a).
    fileprivate var isStackingMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: properties.isEmojiModifier
        }
    }

    /// Characters without a shape of their own: Default_Ignorable_Code_Point (which covers the
    /// bidi controls, zero-width characters, tags, selectors and the soft hyphen), other format
    /// characters, noncharacters, and what stands for an object that is not there.
    fileprivate var isInvisible: Bool {
        switch value {
        case 0xFFFC: return true
        default: break
        }
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint {
            return true
        }
        return properties.generalCategory == .format
    }
}

import PortalModel
import System

/// In which order the letters of a line stand.
public enum TextOrder: Hashable, Sendable {
    /// As they are stored and spoken: right for whoever puts them in order for the eye, such as a
    /// terminal that does so itself, a screen reader, a file.
    case logical
    /// As they are read from the screen: Hebrew and Arabic from right to left (UAX #9). Needs
    /// libfribidi; without it the order is the logical one.
    case visual
}

/// The directions in which the letters of a paragraph run.
struct Directions {
    /// Whether the paragraph as a whole runs from right to left.
    let isRightToLeft: Bool
    /// The level of the scalar at each offset in UTF-8 code units, odd from right to left.
    private let levels: [Int8]
    private let library: BidiLibrary

    /// The directions in `text`, which has no line breaks and no bidirectional controls; nil where
    /// all of it runs from left to right, and without libfribidi. Linear in the text.
    init?(of text: String) {
        guard text.utf8.contains(where: { $0 >= 0xD6 }),
            text.unicodeScalars.contains(where: \.isRightToLeft),
            let library = BidiLibrary.shared,
            let found = library.levels(of: text.unicodeScalars.map(\.value))
        else { return nil }
        var levels: [Int8] = []
        levels.reserveCapacity(text.utf8.count)
        for (scalar, level) in zip(text.unicodeScalars, found.levels) {
            levels.append(contentsOf: repeatElement(level, count: UTF8.width(scalar)))
        }
        self.levels = levels
        self.library = library
        isRightToLeft = found.isRightToLeft
    }

    /// The runs of a line in the order in which they are seen (rules L2 and L4).
    ///
    /// - Parameters:
    ///   - runs: The line in logical order. Besides what stands in the paragraph it may hold more
    ///     spaces after a space, and a hyphen at its end.
    ///   - offset: Where it begins in the paragraph, in UTF-8 code units.
    func ordered(_ runs: [TypesetRun], from offset: Int) -> [TypesetRun] {
        var letters = letters(of: runs, from: offset)
        let highest = letters.map(\.level).max() ?? 0
        let lowest = letters.map(\.level).filter { $0 % 2 == 1 }.min() ?? highest + 1
        for level in stride(from: highest, through: lowest, by: -1) {
            var start = 0
            while start < letters.count {
                let end = letters[start...].firstIndex { $0.level < level } ?? letters.count
                letters[start..<end].reverse()
                start = end + 1
            }
        }
        return joined(letters, of: runs)
    }

    /// The lines of the whole paragraph `text` in the order in which they are seen.
    func ordered(_ lines: [SafeText], of text: String) -> [SafeText] {
        var rest = text.utf8[...]
        return lines.map { line in
            rest = rest.drop { $0 == UInt8(ascii: " ") }
            let offset = text.utf8.distance(from: text.startIndex, to: rest.startIndex)
            rest = rest.dropFirst(line.string.utf8.count)
            return ordered([TypesetRun(line)], from: offset).first?.text ?? line
        }
    }

    private struct Letter {
        var character: Character
        /// The run that it belongs to.
        let run: Int
        let level: Int8
    }

    private func letters(of runs: [TypesetRun], from start: Int) -> [Letter] {
        var letters: [Letter] = []
        var offset = start
        for (index, run) in runs.enumerated() {
            for character in run.text.string {
                let isAdded =
                    character == " " && letters.last?.character == " " || offset >= levels.count
                let level = isAdded ? letters.last?.level ?? 0 : levels[offset]
                letters.append(Letter(character: character, run: index, level: level))
                if !isAdded { offset += character.utf8.count }
            }
        }
        return letters
    }

    private func joined(_ letters: [Letter], of runs: [TypesetRun]) -> [TypesetRun] {
        var result: [TypesetRun] = []
        var rest = letters[...]
        while let first = rest.first {
            let part = rest.prefix { $0.run == first.run }
            var run = runs[first.run]
            run.text = SafeText(
                cleaning: String(
                    part.map {
                        $0.level % 2 == 1 ? library.mirrored($0.character) : $0.character
                    }))
            result.append(run)
            rest = rest.dropFirst(part.count)
        }
        return result
    }
}

extension SafeText {
    /// The text of a line by itself, in another order than the logical one.
    public func inOrder(_ order: TextOrder) -> SafeText {
        guard order == .visual, let directions = Directions(of: string) else { return self }
        return directions.ordered([TypesetRun(self)], from: 0).first?.text ?? self
    }
}

extension Unicode.Scalar {
    /// Whether it stands in one of the blocks of scripts that run from right to left.
    fileprivate var isRightToLeft: Bool {
        switch value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
            true
        default:
            false
        }
    }
}

/// The Unicode bidirectional algorithm (UAX #9) as Debian's package libfribidi0 brings it.
///
/// The library is opened at the first text that needs it and not linked, so that on a machine
/// without it such a text stays in the order in which it is stored.
struct BidiLibrary: Sendable {
    /// The functions, found at first use; nil where the library is not installed.
    static let shared = BidiLibrary()

    // As fribidi-types.h has them: a character and a type of 32 bits, an index and a flag of the
    // size of `int`, a level of one byte.
    private typealias Types =
        @convention(c) (UnsafePointer<UInt32>?, CInt, UnsafeMutablePointer<UInt32>?) -> Void
    private typealias Brackets =
        @convention(c) (
            UnsafePointer<UInt32>?, CInt, UnsafePointer<UInt32>?, UnsafeMutablePointer<UInt32>?
        ) -> Void
    private typealias Levels =
        @convention(c) (
            UnsafePointer<UInt32>?, UnsafePointer<UInt32>?, CInt, UnsafeMutablePointer<UInt32>?,
            UnsafeMutablePointer<Int8>?
        ) -> Int8
    private typealias Mirror = @convention(c) (UInt32, UnsafeMutablePointer<UInt32>?) -> CInt

    private let types: Types
    private let brackets: Brackets
    private let levels: Levels
    private let mirror: Mirror

    /// FRIBIDI_PAR_ON: the first strong letter tells the direction of the paragraph.
    private static let undecided: UInt32 = 0x40

    private init?() {
        guard let library = OptionalLibrary(.fribidi),
            let types = library.function("fribidi_get_bidi_types", as: Types.self),
            let brackets = library.function("fribidi_get_bracket_types", as: Brackets.self),
            let levels = library.function("fribidi_get_par_embedding_levels_ex", as: Levels.self),
            let mirror = library.function("fribidi_get_mirror_char", as: Mirror.self)
        else { return nil }
        self.types = types
        self.brackets = brackets
        self.levels = levels
        self.mirror = mirror
    }

    /// The level of each scalar of a paragraph (rules P2 to I2), odd where it runs from right to
    /// left, and whether the paragraph as a whole does; nil where the library fails.
    func levels(of scalars: [UInt32]) -> (levels: [Int8], isRightToLeft: Bool)? {
        guard let count = CInt(exactly: scalars.count), count > 0 else { return nil }
        var types = [UInt32](repeating: 0, count: scalars.count)
        var brackets = types
        var levels = [Int8](repeating: 0, count: scalars.count)
        var direction = Self.undecided
        self.types(scalars, count, &types)
        self.brackets(scalars, count, types, &brackets)
        guard self.levels(types, brackets, count, &direction, &levels) > 0 else { return nil }
        return (levels, direction & 1 == 1)
    }

    /// The character that looks like this one in a mirror (rule L4); itself where there is none.
    func mirrored(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1
        else { return character }
        var other = scalar.value
        guard mirror(scalar.value, &other) != 0, let mirrored = Unicode.Scalar(other) else {
            return character
        }
        return Character(mirrored)
    }
}

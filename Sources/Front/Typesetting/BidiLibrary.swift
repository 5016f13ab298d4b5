import System

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

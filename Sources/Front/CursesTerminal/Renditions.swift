import CNcurses
import TextGrid

/// A style as ncurses wants it.
struct Rendition: Hashable {
    /// `CN_BOLD` and the others.
    var attributes: UInt32
    /// The number of a pair of colours; 0 is the terminal's own.
    var pair: Int32
}

/// The renditions of the styles seen so far. Pairs of colours are defined as they are needed; when
/// the terminal has no more, what is left is drawn in its own colours.
struct Renditions {
    private struct Pair: Hashable {
        let foreground: Int32
        let background: Int32
    }

    /// The colours of the terminal; nil where there are none.
    let palette: Palette?
    private let hasDefaults: Bool
    private let limit: Int
    private let define: (Int32, Int32, Int32) -> Bool
    private var known: [Style: Rendition] = [:]
    private var pairs: [Pair: Int32] = [:]

    /// Renditions in the colours of `palette`.
    ///
    /// - Parameters:
    ///   - hasDefaults: Whether -1 may be used for the terminal's own colours.
    ///   - limit: Pairs are numbered from 1 to below this.
    ///   - define: Gives the pair of that number its foreground and background.
    init(
        palette: Palette?, hasDefaults: Bool, limit: Int,
        define: @escaping (Int32, Int32, Int32) -> Bool
    ) {
        self.palette = palette
        self.hasDefaults = hasDefaults
        self.limit = limit
        self.define = define
    }

    /// The rendition of `style`; one look into a table for a style seen before.
    mutating func rendition(of style: Style) -> Rendition {
        if let rendition = known[style] { return rendition }
        let rendition = Rendition(
            attributes: Self.attributes(of: style.attributes),
            pair: pair(foreground: style.foreground, background: style.background))
        known[style] = rendition
        return rendition
    }

    private mutating func pair(foreground: Color?, background: Color?) -> Int32 {
        guard let palette, foreground != nil || background != nil else { return 0 }
        var (front, back) = palette.numbers(foreground: foreground, background: background)
        if !hasDefaults {
            // The colours that curses promises where the terminal's own are not known.
            if front < 0 { front = 7 }
            if back < 0 { back = 0 }
        }
        let pair = Pair(foreground: front, background: back)
        if let number = pairs[pair] { return number }
        let number = Int32(pairs.count + 1)
        guard number < limit, define(number, front, back) else { return 0 }
        pairs[pair] = number
        return number
    }

    private static func attributes(of set: TextAttributes) -> UInt32 {
        var bits: UInt32 = 0
        if set.contains(.bold) { bits |= UInt32(CN_BOLD) }
        if set.contains(.dim) { bits |= UInt32(CN_DIM) }
        if set.contains(.italic) { bits |= UInt32(CN_ITALIC) }
        if set.contains(.underline) { bits |= UInt32(CN_UNDERLINE) }
        if set.contains(.reverse) { bits |= UInt32(CN_REVERSE) }
        return bits
    }
}

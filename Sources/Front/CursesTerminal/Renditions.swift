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
/// the terminal has no more, what is left is drawn in its own colours until the next `reset`.
///
/// A pair also serves the style that has its colours the other way round, in reverse. So the 64
/// pairs that many a terminal has are enough for a picture in its 8 colours and the text around it.
struct Renditions {
    private struct Pair: Hashable {
        let foreground: Int32
        let background: Int32

        var reversed: Pair { Pair(foreground: background, background: foreground) }
    }

    /// The colours of the terminal; nil where there are none.
    let palette: Palette?
    private let hasDefaults: Bool
    private let canReverse: Bool
    private let hasItalics: Bool
    private let limit: Int
    private let define: (Int32, Int32, Int32) -> Bool
    private var known: [Style: Rendition] = [:]
    private var pairs: [Pair: Int32] = [:]
    /// Those that are drawn without their colours.
    private var colourless: Set<Style> = []

    /// Renditions in the colours of `palette`.
    ///
    /// - Parameters:
    ///   - hasDefaults: Whether -1 may be used for the terminal's own colours.
    ///   - canReverse: Whether the terminal can draw coloured text in reverse.
    ///   - hasItalics: Whether it has slanted letters; what should be slanted is underlined else.
    ///   - limit: Pairs are numbered from 1 to below this.
    ///   - define: Gives the pair of that number its foreground and background.
    init(
        palette: Palette?, hasDefaults: Bool, canReverse: Bool, hasItalics: Bool = true,
        limit: Int,
        define: @escaping (Int32, Int32, Int32) -> Bool
    ) {
        self.palette = palette
        self.hasDefaults = hasDefaults
        self.canReverse = canReverse
        self.hasItalics = hasItalics
        self.limit = limit
        self.define = define
    }

    /// Whether there was no pair for a style since the pairs were last given back.
    var haveRunOut: Bool { !colourless.isEmpty }

    /// Gives all pairs back. Whatever is on the screen has to be drawn again.
    mutating func reset() {
        known = [:]
        pairs = [:]
        colourless = []
    }

    /// Leaves those styles without colours for which there is no pair even now: a single screen
    /// shows more than the terminal has.
    mutating func dropUnavailableColors() {
        for style in colourless {
            known[style] = Rendition(attributes: attributes(of: style.attributes), pair: 0)
        }
        colourless = []
    }

    /// The rendition of `style`; one look into a table for a style seen before.
    mutating func rendition(of style: Style) -> Rendition {
        if let rendition = known[style] { return rendition }
        var rendition = Rendition(attributes: attributes(of: style.attributes), pair: 0)
        if let pair = pair(of: style) {
            if let number = pairs[pair] {
                rendition.pair = number
            } else if let number = pairs[pair.reversed], isReversible(pair, of: style) {
                rendition.pair = number
                rendition.attributes ^= UInt32(CN_REVERSE)
            } else {
                let number = Int32(pairs.count + 1)
                guard number < limit, define(number, pair.foreground, pair.background) else {
                    colourless.insert(style)
                    return rendition
                }
                pairs[pair] = number
                rendition.pair = number
            }
        }
        known[style] = rendition
        return rendition
    }

    /// The numbers of the colours of `style`; nil where it has none.
    private func pair(of style: Style) -> Pair? {
        guard let palette, style.foreground != nil || style.background != nil else { return nil }
        var (front, back) = palette.numbers(
            foreground: style.foreground, background: style.background)
        if !hasDefaults {
            // The colours that curses promises where the terminal's own are not known.
            if front < 0 { front = 7 }
            if back < 0 { back = 0 }
        }
        return Pair(foreground: front, background: back)
    }

    /// Whether the colours the other way round, drawn in reverse, look like this. Not so with the
    /// terminal's own colours, of which it has one for signs and one for what is behind them, nor
    /// where the sign's colour is made bright or dim.
    private func isReversible(_ pair: Pair, of style: Style) -> Bool {
        canReverse && pair.foreground >= 0 && pair.background >= 0
            && style.attributes.isDisjoint(with: [.bold, .dim])
    }

    private func attributes(of set: TextAttributes) -> UInt32 {
        var bits: UInt32 = 0
        if set.contains(.bold) { bits |= UInt32(CN_BOLD) }
        if set.contains(.dim) { bits |= UInt32(CN_DIM) }
        if set.contains(.italic) { bits |= UInt32(hasItalics ? CN_ITALIC : CN_UNDERLINE) }
        if set.contains(.underline) { bits |= UInt32(CN_UNDERLINE) }
        if set.contains(.reverse) { bits |= UInt32(CN_REVERSE) }
        return bits
    }
}

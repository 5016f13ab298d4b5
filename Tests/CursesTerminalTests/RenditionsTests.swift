import CNcurses
import Testing
import TextGrid

@testable import CursesTerminal

struct RenditionsTests {
    private let red = Color(red: 205, green: 0, blue: 0)
    private let blue = Color(red: 0, green: 0, blue: 238)

    private func renditions(
        colors: Int = 8, hasDefaults: Bool = true, canReverse: Bool = true, limit: Int = 64,
        define: @escaping (Int32, Int32, Int32) -> Bool = { _, _, _ in true }
    ) -> Renditions {
        Renditions(
            palette: Palette(colors: colors), hasDefaults: hasDefaults,
            canReverse: canReverse, limit: limit, define: define)
    }

    @Test func `a style without colours is the terminal's own pair`() {
        var renditions = renditions()
        #expect(renditions.rendition(of: .plain) == Rendition(attributes: 0, pair: 0))
    }

    @Test func `styles of the same colours share a pair`() {
        var renditions = renditions()
        let first = renditions.rendition(of: Style(foreground: red))
        let second = renditions.rendition(of: Style(foreground: red, attributes: .bold))
        let other = renditions.rendition(of: Style(foreground: blue))
        #expect(first.pair == 1)
        #expect(second.pair == 1)
        #expect(second.attributes == UInt32(CN_BOLD))
        #expect(other.pair == 2)
    }

    @Test func `the attributes of a style are kept together`() {
        var renditions = renditions()
        let all = Style(attributes: [.bold, .dim, .italic, .underline, .reverse])
        #expect(renditions.rendition(of: all).attributes == 31)
        #expect(
            renditions.rendition(of: Style(attributes: [.italic])).attributes == UInt32(CN_ITALIC))
    }

    @Test func `without colours the attributes stay`() {
        var renditions = renditions(colors: 0)
        let style = Style(foreground: red, background: blue, attributes: .reverse)
        #expect(
            renditions.rendition(of: style) == Rendition(attributes: UInt32(CN_REVERSE), pair: 0))
    }

    @Test func `when the pairs run out the terminal's own is used, until they are given back`() {
        var renditions = renditions(limit: 2)
        #expect(renditions.rendition(of: Style(foreground: red)).pair == 1)
        #expect(!renditions.haveRunOut)
        #expect(renditions.rendition(of: Style(foreground: blue)).pair == 0)
        #expect(renditions.rendition(of: Style(foreground: red)).pair == 1)
        #expect(renditions.haveRunOut)
        renditions.reset()
        #expect(renditions.rendition(of: Style(foreground: blue)).pair == 1)
        #expect(!renditions.haveRunOut)
    }

    @Test func `a screen of too many colours is not drawn again and again`() {
        var renditions = renditions(limit: 2)
        _ = renditions.rendition(of: Style(foreground: red))
        _ = renditions.rendition(of: Style(foreground: blue, attributes: .bold))
        renditions.dropUnavailableColors()
        #expect(!renditions.haveRunOut)
        let lost = renditions.rendition(of: Style(foreground: blue, attributes: .bold))
        #expect(lost == Rendition(attributes: UInt32(CN_BOLD), pair: 0))
        #expect(!renditions.haveRunOut)
    }

    @Test func `the colours of a pair the other way round are that pair in reverse`() {
        var renditions = renditions()
        let pair = renditions.rendition(of: Style(foreground: red, background: blue)).pair
        func swapped(_ attributes: TextAttributes = []) -> Style {
            Style(foreground: blue, background: red, attributes: attributes)
        }
        #expect(
            renditions.rendition(of: swapped())
                == Rendition(attributes: UInt32(CN_REVERSE), pair: pair))
        #expect(
            renditions.rendition(of: swapped(.reverse)) == Rendition(attributes: 0, pair: pair))
        #expect(
            renditions.rendition(of: swapped(.bold))
                == Rendition(attributes: UInt32(CN_BOLD), pair: pair + 1))
    }

    @Test func `where colours cannot be reversed each way round has a pair`() {
        var renditions = renditions(canReverse: false)
        #expect(renditions.rendition(of: Style(foreground: red, background: blue)).pair == 1)
        #expect(renditions.rendition(of: Style(foreground: blue, background: red)).pair == 2)
    }

    @Test func `a picture of eight colours and the text around it have enough in 64 pairs`() {
        var renditions = renditions()
        let colors = (0..<8).map { bits in
            Color(
                red: bits & 1 == 0 ? 0 : 205, green: bits & 2 == 0 ? 0 : 205,
                blue: bits & 4 == 0 ? 0 : 238)
        }
        for front in colors {
            for back in colors {
                _ = renditions.rendition(of: Style(foreground: front, background: back))
            }
            _ = renditions.rendition(of: Style(foreground: front))
            _ = renditions.rendition(of: Style(background: front))
            _ = renditions.rendition(
                of: Style(foreground: front, background: colors[0], attributes: .bold))
        }
        #expect(!renditions.haveRunOut)
    }

    @Test func `a pair that cannot be defined is the terminal's own`() {
        var renditions = renditions { _, _, _ in false }
        #expect(renditions.rendition(of: Style(foreground: red)).pair == 0)
    }

    @Test func `a terminal whose own colours are not known has white on black`() {
        var defined: [[Int32]] = []
        var renditions = renditions(hasDefaults: false) {
            defined.append([$0, $1, $2])
            return true
        }
        _ = renditions.rendition(of: Style(foreground: red))
        _ = renditions.rendition(of: Style(background: blue))
        #expect(defined == [[1, 1, 0], [2, 7, 4]])
    }
}

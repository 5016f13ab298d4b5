import CNcurses
import Testing
import TextGrid

@testable import CursesTerminal

struct RenditionsTests {
    private let red = Color(red: 205, green: 0, blue: 0)
    private let blue = Color(red: 0, green: 0, blue: 238)

    private func renditions(
        colors: Int = 8, hasDefaults: Bool = true, limit: Int = 64,
        define: @escaping (Int32, Int32, Int32) -> Bool = { _, _, _ in true }
    ) -> Renditions {
        Renditions(
            palette: Palette(colors: colors), hasDefaults: hasDefaults, limit: limit,
            define: define)
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

    @Test func `when the pairs run out the terminal's own is used`() {
        var renditions = renditions(limit: 2)
        #expect(renditions.rendition(of: Style(foreground: red)).pair == 1)
        #expect(renditions.rendition(of: Style(foreground: blue)).pair == 0)
        #expect(renditions.rendition(of: Style(foreground: red)).pair == 1)
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

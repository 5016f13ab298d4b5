import Testing
import TextGrid

@testable import CursesTerminal

struct PaletteTests {
    private func color(_ hex: String) throws -> Color { try #require(Color(hex: hex)) }

    @Test func `fewer than eight colours are none`() {
        #expect(Palette(colors: 0) == nil)
        #expect(Palette(colors: 2) == nil)
    }

    @Test(arguments: [
        ("#000000", 16), ("#ffffff", 231), ("#ff0000", 196), ("#0000ff", 21), ("#5f87af", 67),
        ("#808080", 244), ("#eeeeee", 255), ("#121212", 233),
    ])
    func `a colour of xterm's cube or ramp is itself`(hex: String, number: Int32) throws {
        let palette = try #require(Palette(colors: 256))
        #expect(palette.number(of: try color(hex)) == number)
    }

    @Test(arguments: [("#00569d", 25), ("#fefefe", 231), ("#5e88ae", 67), ("#d08020", 172)])
    func `another colour becomes the one that looks nearest`(hex: String, number: Int32) throws {
        let palette = try #require(Palette(colors: 256))
        #expect(palette.number(of: try color(hex)) == number)
    }

    @Test func `the sixteen colours that readers change are not used where there are more`() throws
    {
        let palette = try #require(Palette(colors: 256))
        for hex in ["#cd0000", "#7f7f7f", "#e5e5e5", "#5c5cff"] {
            #expect(palette.number(of: try color(hex)) >= 16)
        }
    }

    @Test func `sixteen and eight colours are the named ones`() throws {
        let sixteen = try #require(Palette(colors: 16))
        let eight = try #require(Palette(colors: 8))
        #expect(sixteen.number(of: try color("#ff2020")) == 9)
        #expect(eight.number(of: try color("#ff2020")) == 1)
        #expect(eight.number(of: try color("#ffffff")) == 7)
        #expect(eight.number(of: try color("#101018")) == 0)
    }

    @Test func `a direct colour is its own number, but for the seven that mean others`() throws {
        let palette = try #require(Palette(colors: 1 << 24))
        #expect(palette.number(of: try color("#12ab34")) == 0x12AB34)
        #expect(palette.number(of: try color("#000005")) == 0)
    }

    @Test func `a colour that is nil stays the terminal's own`() throws {
        let palette = try #require(Palette(colors: 8))
        let numbers = palette.numbers(foreground: nil, background: try color("#cd0000"))
        #expect(numbers == (-1, 1))
    }

    @Test(arguments: [8, 16])
    func `text stays readable where both colours would become one`(colors: Int) throws {
        let palette = try #require(Palette(colors: colors))
        let onDark = palette.numbers(
            foreground: try color("#030303"), background: try color("#000000"))
        let onLight = palette.numbers(
            foreground: try color("#fdfdfd"), background: try color("#ffffff"))
        let white = palette.number(of: try color("#ffffff"))
        let black = palette.number(of: try color("#000000"))
        #expect(onDark == (white, black))
        #expect(onLight == (black, white))
    }
}

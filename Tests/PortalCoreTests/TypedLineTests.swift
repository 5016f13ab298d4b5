import PortalModel
import Testing
import TextGrid

@testable import PortalCore

struct TypedLineTests {
    /// A line after `keys`, with a bar where the cursor stands.
    private func line(_ text: SafeText = "de oude kerk", _ keys: [Key]) -> String {
        var line = TypedLine(text)
        for key in keys {
            let isHandled = line.handle(key)
            #expect(isHandled)
        }
        return "\(line.before)|\(line.after)"
    }

    @Test(
        arguments: [
            ([], "de oude kerk|"), ([.left], "de oude ker|k"),
            ([.left, .left, .right], "de oude ker|k"), ([.right], "de oude kerk|"),
            ([.home], "|de oude kerk"), ([.home, .left], "|de oude kerk"),
            ([.control("a"), .control("f")], "d|e oude kerk"),
            ([.home, .control("e"), .control("b")], "de oude ker|k"),
            ([.home, .end], "de oude kerk|"), ([.home, .delete], "|e oude kerk"),
            ([.delete], "de oude kerk|"), ([.backspace], "de oude ker|"),
            ([.home, .backspace], "|de oude kerk"),
            ([.left, .left, .backspace], "de oude k|rk"),
            ([.control("w")], "de oude |"), ([.control("w"), .control("w")], "de |"),
            ([.left, .left, .control("w")], "de oude |rk"),
            ([.left, .left, .control("u")], "|rk"), ([.left, .left, .control("k")], "de oude ke|"),
            ([.left, .left, .character("x")], "de oude kex|rk"),
            ([.home, .paste("in ")], "in |de oude kerk"),
        ] as [([Key], String)])
    func `keys type, take away and move where the cursor stands`(keys: [Key], line: String) {
        #expect(self.line("de oude kerk", keys) == line)
    }

    @Test func `a cluster is one step, whatever it is made of`() {
        #expect(line("e\u{301}é👩‍🚒", [.left]) == "e\u{301}é|👩‍🚒")
        #expect(line("e\u{301}é", [.left, .left]) == "|e\u{301}é")
        #expect(line("ab", [.left, .character("\u{301}")]) == "a\u{301}|b")
    }

    @Test func `other keys are left to others`() {
        for key in [.up, .down, .tab, .enter, .escape, .function(2), .control("l")] as [Key] {
            var line = TypedLine("woord")
            let isHandled = line.handle(key)
            #expect(!isHandled)
            #expect(line == TypedLine("woord"))
        }
    }

    @Test func `no more is typed than there is room for`() {
        var line = TypedLine("abcd", after: "ef")
        _ = line.handle(.paste("xyz"), limit: 8)
        #expect(line.text == "abcdxyef")
        _ = line.handle(.character("q"), limit: 8)
        #expect(line.text == "abcdxyef")
    }

    @Test(arguments: 1...24)
    func `the cursor is always in what is shown`(width: Int) {
        var line = TypedLine("een heel lange regel vol 漢字 en woorden")
        for _ in 0..<45 {
            let shown = line.shown(in: width)
            #expect(shown.text.columns <= width)
            #expect((0...width).contains(shown.cursor))
            #expect(shown.cursor <= shown.text.columns)
            _ = line.handle(.left)
        }
        #expect(line.before.isEmpty && line.shown(in: width).cursor == 0)
    }
}

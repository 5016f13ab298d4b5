import CNcurses
import PortalModel
import TestTags
import Testing
import TextGrid

@testable import CursesTerminal

/// What a terminal sends that no reader pressed, and what does not end.
struct TerminalRepliesTests {
    /// Introducers of strings, in seven bits and in eight.
    private static let introducers = [
        "\u{1B}]", "\u{1B}P", "\u{1B}X", "\u{1B}^", "\u{1B}_",
        "\u{9D}", "\u{90}", "\u{98}", "\u{9E}", "\u{9F}",
    ]

    @Test(arguments: introducers)
    func `a string is swallowed to its end, wherever it is torn`(introducer: String) {
        let bytes = Array((introducer + "11;rgb:l/Q/q/r[A\u{1B}\\").utf8)
        // Torn just after a lone escape it cannot be told from the key, which is then a key.
        for cut in 2..<bytes.count {
            var decoder = InputDecoder()
            for byte in bytes[..<cut] { decoder.handle(byte.asInput, at: 100) }
            decoder.pause(at: 100)
            for byte in bytes[cut...] { decoder.handle(byte.asInput, at: 100 + 900) }
            decoder.pause(at: 1000)
            #expect(decoder.taken() == [])
            decoder.handle(UInt8(ascii: "j").asInput, at: 1100)
            #expect(decoder.taken() == [.character("j")])
        }
    }

    @Test func `an answer that is torn behind its escape does nothing but leave`() {
        for rest in ["]11;rgb:q/q/q\u{7}", "P>|qQ\u{1B}\\", "[?62;22c", "[24;80R"] {
            var decoder = InputDecoder()
            decoder.handle(UInt8(0x1B).asInput, at: 0)
            decoder.pause(at: 25)
            for byte in rest.utf8 { decoder.handle(byte.asInput, at: 40) }
            decoder.pause(at: 40)
            #expect(decoder.taken() == [.escape])
        }
    }

    @Test func `BEL ends an OSC and no other string`() {
        #expect(keys("\u{1B}]0;q\u{7}j") == [.character("j")])
        #expect(keys("\u{1B}Pq\u{7}q\u{1B}\\j") == [.character("j")])
        #expect(keys("\u{1B}_q\u{18}j") == [.character("j")])
    }

    @Test func `keys that stand inside a string are part of it`() {
        var decoder = InputDecoder()
        for byte in "\u{1B}]l".utf8 { decoder.handle(byte.asInput) }
        decoder.handle(cn_input(kind: CN_DELETE, number: 0, row: 0, column: 0))
        for byte in "QQ\u{1B}\\".utf8 { decoder.handle(byte.asInput) }
        decoder.pause()
        #expect(decoder.taken() == [])
    }

    @Test func `a control sequence may arrive in parts, and one without an end does nothing`() {
        var decoder = InputDecoder()
        for (moment, byte) in "\u{1B}[24;8".utf8.enumerated() {
            decoder.handle(byte.asInput, at: moment * 100)
            if moment > 0 { decoder.pause(at: moment * 100) }
        }
        for byte in "0R".utf8 { decoder.handle(byte.asInput, at: 1000) }
        for byte in "\u{1B}[1".utf8 { decoder.handle(byte.asInput, at: 1100) }
        decoder.pause(at: 1100)
        #expect(decoder.taken() == [])
        decoder.handle(UInt8(ascii: "r").asInput, at: 1100 + InputDecoder.maximumDelay)
        #expect(decoder.taken() == [.character("r")])
    }

    @Test func `a string without an end is given up`() {
        var decoder = InputDecoder()
        for byte in "\u{1B}]q".utf8 { decoder.handle(byte.asInput, at: 0) }
        #expect(decoder.deadline == InputDecoder.maximumDelay)
        decoder.handle(UInt8(ascii: "k").asInput, at: InputDecoder.maximumDelay)
        #expect(decoder.taken() == [.character("k")])
        #expect(decoder.deadline == nil)
    }

    private func keys(_ text: String) -> [Key] {
        var decoder = InputDecoder()
        for byte in text.utf8 { decoder.handle(byte.asInput) }
        decoder.pause()
        return decoder.taken()
    }
}

// Pasted text that does not end.
extension TerminalRepliesTests {
    private static let begin = cn_input(kind: CN_PASTE_BEGINS, number: 0, row: 0, column: 0)

    private func begun(_ text: String = "abc") -> InputDecoder {
        var decoder = InputDecoder()
        decoder.handle(Self.begin, at: 0)
        for byte in text.utf8 { decoder.handle(byte.asInput, at: 0) }
        decoder.pause(at: 0)
        return decoder
    }

    @Test func `a paste without an end is over after a while`() {
        var decoder = begun()
        #expect(decoder.deadline == InputDecoder.pastePatience)
        decoder.pause(at: InputDecoder.pastePatience - 1)
        #expect(decoder.taken() == [])
        decoder.pause(at: InputDecoder.pastePatience)
        #expect(decoder.taken() == [.paste("abc")])
        decoder.handle(UInt8(ascii: "j").asInput, at: InputDecoder.pastePatience + 10)
        #expect(decoder.taken() == [.character("j")])
    }

    @Test func `keys that are pressed meanwhile do not keep a paste going`() {
        var decoder = begun()
        for moment in stride(from: 500, to: InputDecoder.longestPasteTime, by: 500) {
            decoder.handle(UInt8(ascii: "q").asInput, at: moment)
            decoder.pause(at: moment)
        }
        #expect(decoder.taken() == [])
        decoder.handle(UInt8(ascii: "j").asInput, at: InputDecoder.longestPasteTime)
        let text = "abc" + String(repeating: "q", count: 19)
        #expect(decoder.taken() == [.paste(SafeText(cleaning: text)), .character("j")])
    }

    @Test(arguments: [0, 300])
    func `Control-C twice ends a paste, at once or one after another`(pause: Int) {
        var decoder = begun()
        decoder.handle(UInt8(0x03).asInput, at: 1000)
        if pause > 0 { decoder.pause(at: 1000) }
        decoder.handle(UInt8(0x03).asInput, at: 1000 + pause)
        decoder.pause(at: 1000 + pause)
        decoder.handle(UInt8(ascii: "j").asInput, at: 1400)
        #expect(decoder.taken() == [.character("j")])
    }

    @Test func `Control-C inside pasted text ends nothing`() {
        var decoder = begun("a\u{3}\u{3}q")
        decoder.handle(cn_input(kind: CN_PASTE_ENDS, number: 0, row: 0, column: 0), at: 0)
        #expect(decoder.taken() == [.paste("aq")])
    }

    @Test(.tags(.slow)) func `a paste that goes on and on is cut, and its rest is no key`() {
        var decoder = begun()
        for _ in 0...InputDecoder.longestInput { decoder.handle(UInt8(ascii: "q").asInput, at: 10) }
        let pasted = decoder.taken()
        #expect(pasted.count == 1)
        decoder.handle(UInt8(ascii: "Q").asInput, at: 20)
        #expect(decoder.taken() == [])
        decoder.handle(UInt8(ascii: "j").asInput, at: 20 + InputDecoder.quiet)
        #expect(decoder.taken() == [.character("j")])
    }
}

extension InputDecoder {
    mutating func taken() -> [Key] {
        var keys: [Key] = []
        while let key = next() { keys.append(key) }
        return keys
    }
}

extension UInt8 {
    var asInput: cn_input { cn_input(kind: CN_BYTE, number: Int32(self), row: 0, column: 0) }

    @Test(arguments: [
        ("rgb:ffff/ffff/ffff", true), ("rgb:f8/f3/e6", true), ("rgba:0/0/0/f", false),
        ("rgb:1d1d/1f1f/2121", false), ("rgb:fff/fff/fff", true),
    ])
    func `the ground that a terminal tells is light or dark`(color: String, isLight: Bool) {
        for end in ["\u{7}", "\u{1B}\\"] {
            var decoder = InputDecoder()
            for byte in "\u{1B}]11;\(color)\(end)".utf8 { decoder.handle(byte.asInput) }
            #expect(decoder.takeBackground() == isLight)
            #expect(decoder.takeBackground() == nil)
            #expect(decoder.taken() == [])
        }
    }

    @Test(arguments: [
        "11;?", "11;rgb:", "11;rgb:ff/ff", "11;rgb:fffff/0/0", "11;rgb:g/g/g", "10;rgb:f/f/f",
        "11;rgb:ff/ff/ff" + String(repeating: "/ff", count: 5000),
    ])
    func `an answer that tells no ground is none`(answer: String) {
        var decoder = InputDecoder()
        for byte in "\u{1B}]\(answer)\u{7}".utf8 { decoder.handle(byte.asInput) }
        #expect(decoder.takeBackground() == nil)
    }
}

import CNcurses
import PortalModel
import Testing
import TextGrid

@testable import CursesTerminal

struct InputDecoderTests {
    @Test func `letters, signs and spaces are characters`() {
        #expect(keys(of: "aQ /?") == ["a", "Q", " ", "/", "?"].map(Key.character))
    }

    @Test func `characters beyond ASCII are put together from their bytes`() {
        #expect(keys(of: "ë€😀") == ["ë", "€", "😀"].map(Key.character))
    }

    @Test func `a character may arrive in parts`() {
        var decoder = InputDecoder()
        decoder.handle(byte: 0xC3)
        decoder.pause()
        #expect(decoder.next() == nil)
        decoder.handle(byte: 0xAB)
        #expect(decoder.next() == .character("ë"))
    }

    @Test func `bytes that are no UTF-8 are dropped, and what follows is read`() {
        #expect(
            keys(of: [0xFF, 0x61, 0xC3, 0x62, 0xA9, 0x63]) == ["a", "b", "c"].map(Key.character))
        #expect(keys(of: [0xC0, 0x80, 0xED, 0xA0, 0x80, 0x64]) == [.character("d")])
    }

    @Test func `a control character in eight bits is no key`() {
        #expect(keys(of: "\u{9B}A") == [.character("A")])
    }

    @Test func `control characters have their names`() {
        #expect(
            keys(of: [0x03, 0x06, 0x1A, 0x08, 0x7F, 0x09, 0x0A, 0x0D, 0x00, 0x1C])
                == [
                    .control("c"), .control("f"), .control("z"), .backspace, .backspace, .tab,
                    .enter, .enter, .control("\\"),
                ])
    }

    @Test func `an escape that nothing follows is a key`() {
        #expect(keys(of: [0x1B]) == [.escape])
        #expect(keys(of: [0x1B, 0x1B]) == [.escape, .escape])
    }

    @Test func `a letter with Alt is Escape and the letter`() {
        #expect(keys(of: "\u{1B}q") == [.escape, .character("q")])
    }

    @Test(arguments: ["\u{1B}[1;5C", "\u{1B}[I", "\u{1B}Oq", "\u{1B}[?62;22c", "\u{1B}[99;5u"])
    func `a sequence that terminfo does not know does nothing`(sequence: String) {
        #expect(keys(of: sequence + "j") == [.character("j")])
    }

    @Test(
        arguments: [
            ("[1~", .home), ("[7~", .home), ("[H", .home), ("OH", .home), ("[4~", .end),
            ("[8~", .end),
            ("[F", .end), ("OF", .end), ("[A", .up), ("[5~", .pageUp),
        ] as [(String, Key)])
    func `a key whose sequence comes in parts is that key`(sequence: String, key: Key) {
        #expect(keys(of: "\u{1B}\(sequence)j") == [key, .character("j")])
    }

    @Test func `keys that terminfo knows have their names`() {
        let kinds = [
            CN_ENTER, CN_BACK_TAB, CN_BACKSPACE, CN_DELETE, CN_UP, CN_DOWN, CN_LEFT, CN_RIGHT,
            CN_PAGE_UP, CN_PAGE_DOWN, CN_HOME, CN_END, CN_OTHER,
        ]
        #expect(
            keys(of: kinds.map { cn_input(kind: $0, number: 0, row: 0, column: 0) })
                == [
                    .enter, .backTab, .backspace, .delete, .up, .down, .left, .right, .pageUp,
                    .pageDown, .home, .end,
                ])
        #expect(
            keys(of: [cn_input(kind: CN_FUNCTION, number: 12, row: 0, column: 0)])
                == [.function(12)])
    }

    @Test func `keys keep their order around an escape`() {
        var decoder = InputDecoder()
        decoder.handle(byte: 0x1B)
        decoder.handle(cn_input(kind: CN_UP, number: 0, row: 0, column: 0))
        #expect(decoder.all() == [.escape, .up])
    }
}

// The mouse and pasted text.
extension InputDecoderTests {
    @Test func `a press and a release at one cell are a click`() {
        #expect(
            keys(of: [mouse(CN_PRESSED, 4, 7), mouse(CN_RELEASED, 4, 7)])
                == [.click(Point(column: 4, row: 7))])
    }

    @Test func `a drag is no click`() {
        #expect(keys(of: [mouse(CN_PRESSED, 4, 7), mouse(CN_RELEASED, 5, 7)]).isEmpty)
        #expect(keys(of: [mouse(CN_RELEASED, 5, 7)]).isEmpty)
    }

    @Test func `the wheel tells where it was turned`() {
        #expect(
            keys(of: [mouse(CN_WHEEL_UP, 1, 2), mouse(CN_WHEEL_DOWN, 3, 4)])
                == [.wheelUp(Point(column: 1, row: 2)), .wheelDown(Point(column: 3, row: 4))])
    }

    @Test func `pasted text is one key, cleaned, whatever it holds`() {
        let pasted = paste(Array("q\r\u{3}\u{1B}[A ë\u{202E}".utf8))
        #expect(keys(of: pasted) == [.paste("q [A ë")])
    }

    @Test func `keys inside pasted text are not obeyed`() {
        var inputs = paste(Array("ab".utf8))
        inputs.insert(cn_input(kind: CN_DELETE, number: 0, row: 0, column: 0), at: 2)
        inputs.insert(mouse(CN_WHEEL_UP, 1, 1), at: 2)
        #expect(keys(of: inputs) == [.paste("ab")])
    }

    @Test func `pasted text may arrive in parts`() {
        var decoder = InputDecoder()
        for input in paste([0x61, 0xC3, 0xAB, 0x1B]) {
            decoder.handle(input)
            decoder.pause()
        }
        #expect(decoder.all() == [.paste("aë")])
    }

    @Test func `a flood of pasted text is cut`() {
        let flood = paste([UInt8](repeating: 0x61, count: InputDecoder.longestPaste + 1))
        let expected = String(repeating: "a", count: InputDecoder.longestPaste)
        #expect(keys(of: flood) == [.paste(SafeText(cleaning: expected))])
    }

    private func paste(_ bytes: [UInt8]) -> [cn_input] {
        let begin = cn_input(kind: CN_PASTE_BEGINS, number: 0, row: 0, column: 0)
        let end = cn_input(kind: CN_PASTE_ENDS, number: 0, row: 0, column: 0)
        return [begin] + bytes.map(\.input) + [end]
    }

    private func mouse(_ kind: cn_kind, _ column: Int32, _ row: Int32) -> cn_input {
        cn_input(kind: kind, number: 0, row: row, column: column)
    }

    private func keys(of inputs: [cn_input]) -> [Key] {
        var decoder = InputDecoder()
        for input in inputs { decoder.handle(input) }
        decoder.pause()
        return decoder.all()
    }

    private func keys(of bytes: [UInt8]) -> [Key] { keys(of: bytes.map(\.input)) }

    private func keys(of text: String) -> [Key] { keys(of: Array(text.utf8)) }
}

extension InputDecoder {
    fileprivate mutating func handle(byte: UInt8) { handle(byte.input) }

    fileprivate mutating func all() -> [Key] {
        var keys: [Key] = []
        while let key = next() { keys.append(key) }
        return keys
    }
}

extension UInt8 {
    fileprivate var input: cn_input {
        cn_input(kind: CN_BYTE, number: Int32(self), row: 0, column: 0)
    }
}

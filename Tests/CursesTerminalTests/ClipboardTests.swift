import Testing

@testable import CursesTerminal

struct ClipboardTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("ë\u{1B}", "w6sb"),
    ])
    func `text becomes Base64`(text: String, encoded: String) {
        let sequence = Clipboard.sequence(for: text, through: .none)
        #expect(sequence == "\u{1B}]52;c;\(encoded)\u{7}")
    }

    @Test func `the sequence holds nothing of the text but Base64`() {
        let sequence = Clipboard.sequence(for: "\u{7}\u{1B}]0;x", through: .none)
        #expect(sequence == "\u{1B}]52;c;BxtdMDt4\u{7}")
    }

    @Test func `multiplexers get a sequence that they hand on`() {
        #expect(
            Clipboard.sequence(for: "foo", through: .tmux)
                == "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        #expect(
            Clipboard.sequence(for: "foo", through: .screen)
                == "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
    }
}

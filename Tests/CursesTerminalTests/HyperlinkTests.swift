import PortalModel
import Testing

@testable import CursesTerminal

struct HyperlinkTests {
    @Test func `a link is opened with its number and address, and closed with neither`() {
        let address = WebAddress(literal: "https://nieuws.example/a?b=c;d")
        #expect(
            Hyperlink.opening(address, number: 3)
                == "\u{1B}]8;id=3;https://nieuws.example/a?b=c;d\u{1B}\\")
        #expect(Hyperlink.closing == "\u{1B}]8;;\u{1B}\\")
    }

    @Test(arguments: [
        "https://nieuws.example/\u{1B}]0;titel\u{7}", "https://nieuws.example/\u{9C}x",
        "https://nieuws.example/een twee\n", "https://nieuws.example/ë",
    ])
    func `what could end the sequence never gets into it`(reference: String) {
        guard let address = WebAddress(reference) else { return }
        let opening = Hyperlink.opening(address, number: 1).dropFirst().dropLast(2)
        #expect(opening.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }
}

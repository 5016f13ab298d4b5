import Foundation
import PortalModel
import Testing

struct PictureTests {
    private func read(_ text: String, _ front: String, _ back: String) -> Picture? {
        read(
            #"{"rows":[{"text":"\#(text)","foreground":"\#(front)","background":"\#(back)"}]}"#)
    }

    private func read(_ json: String) -> Picture? {
        do {
            return try JSONDecoder().decode(Picture.self, from: Data(json.utf8))
        } catch {
            return nil
        }
    }

    @Test func `a picture comes back as it was written`() throws {
        let block = try #require(Picture.Cell("▀", foreground: 0x8FA3C0, background: nil))
        let space = try #require(Picture.Cell(" ", foreground: nil, background: 0x00000A))
        let picture = try #require(Picture(rows: [[block, space], [space, block]]))
        let json = try JSONEncoder().encode(picture)
        #expect(try JSONDecoder().decode(Picture.self, from: json) == picture)
        #expect(read("▀ ", "8fa3c0------", "------00000a")?.rows == [[block, space]])
    }

    @Test(arguments: [
        // Letters, controls, wide characters, marks, shades and what is no block.
        "a", "\\u001b", "漢", "\u{301}", "░", "\u{1FB00}", "─", "\u{202E}", "", "▀▀",
    ])
    func `a cell holds one block and nothing else`(text: String) {
        #expect(read("▀", "000000", "000000") != nil)
        #expect(read(text, "000000", "000000") == nil)
    }

    @Test(arguments: ["", "00000", "0000000", "00000g", "-----0", "+00000", "００００００"])
    func `a colour is six digits or six dashes`(color: String) {
        #expect(read("▀", "000000", color) == nil)
        #expect(read("▀", color, "------") == nil)
    }

    @Test func `rows are of one length, and neither none nor too many`() {
        func rows(_ count: Int, columns: Int) -> String {
            let row =
                #"{"text":"\#(String(repeating: "▄", count: columns))","foreground":""#
                + String(repeating: "ffffff", count: columns) + #"","background":""#
                + String(repeating: "------", count: columns) + #""}"#
            return Array(repeating: row, count: count).joined(separator: ",")
        }
        #expect(read(#"{"rows":[]}"#) == nil)
        #expect(read(#"{"rows":[\#(rows(1, columns: 0))]}"#) == nil)
        #expect(read(#"{"rows":[\#(rows(32, columns: 72))]}"#) != nil)
        #expect(read(#"{"rows":[\#(rows(33, columns: 4))]}"#) == nil)
        #expect(read(#"{"rows":[\#(rows(1, columns: 73))]}"#) == nil)
        #expect(read(#"{"rows":[\#(rows(1, columns: 4)),\#(rows(1, columns: 5))]}"#) == nil)
    }
}

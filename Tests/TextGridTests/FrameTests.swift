import PortalModel
import Testing
import TextGrid

struct FrameTests {
    private let bold = Style(attributes: .bold)

    private func frame(_ width: Int, _ height: Int = 1) -> Frame {
        Frame(size: Size(width: width, height: height))
    }

    @Test func `text stands where it was written, in its style`() {
        var frame = frame(6, 2)
        let columns = frame.write("dag", at: Point(column: 2, row: 1), style: bold)
        #expect(columns == 3)
        #expect(frame.text(ofRow: 0) == "      ")
        #expect(frame.text(ofRow: 1) == "  dag ")
        #expect(frame[Point(column: 2, row: 1)].style == bold)
        #expect(frame[Point(column: 1, row: 1)].style == .plain)
    }

    @Test func `text is cut at both edges of the frame`() {
        var frame = frame(4)
        let columns = frame.write("abcdefgh", at: Point(column: -2, row: 0), style: .plain)
        #expect(frame.text(ofRow: 0) == "cdef")
        #expect(columns == 6)
    }

    @Test func `text above, below or beside the frame changes nothing`() {
        let empty = frame(4)
        var frame = empty
        for point in [
            Point(column: 0, row: -1), Point(column: 0, row: 1), Point(column: 4, row: 0),
            Point(column: -3, row: 0),
        ] {
            frame.write("abc", at: point, style: bold)
        }
        #expect(frame == empty)
    }

    @Test func `text stays inside the clip`() {
        var frame = frame(8, 2)
        let clip = Rect(column: 2, row: 0, width: 3, height: 1)
        let columns = frame.write("abcdefgh", at: Point(column: 1, row: 0), style: .plain, in: clip)
        frame.write("abc", at: Point(column: 2, row: 1), style: .plain, in: clip)
        #expect(frame.text(ofRow: 0) == "  bcd   ")
        #expect(frame.text(ofRow: 1) == "        ")
        #expect(columns == 4)
    }

    @Test func `a wide character takes a head and a continuation`() {
        var frame = frame(5)
        let columns = frame.write("a作b", at: Point(column: 0, row: 0), style: bold)
        #expect(columns == 4)
        #expect(frame.character(of: frame[Point(column: 1, row: 0)]) == "作")
        #expect(frame[Point(column: 2, row: 0)].isContinuation)
        #expect(frame[Point(column: 2, row: 0)].style == bold)
        #expect(frame.character(of: frame[Point(column: 3, row: 0)]) == "b")
        #expect(frame.text(ofRow: 0) == "a作b ")
    }

    @Test func `a wide character at the right edge becomes a space`() {
        var frame = frame(4)
        let columns = frame.write("abc作", at: Point(column: 0, row: 0), style: bold)
        #expect(columns == 4)
        #expect(frame.text(ofRow: 0) == "abc ")
        #expect(frame[Point(column: 3, row: 0)].style == bold)
    }

    @Test func `a wide character at the left edge of the clip becomes a space`() {
        var frame = frame(5)
        frame.write("xxxxx", at: Point(column: 0, row: 0), style: .plain)
        frame.write(
            "作b", at: Point(column: 1, row: 0), style: .plain,
            in: Rect(column: 2, row: 0, width: 3, height: 1))
        #expect(frame.text(ofRow: 0) == "xx bx")
    }

    @Test func `nothing is written into a clip or a frame without columns`() {
        var frame = frame(3)
        frame.write(
            "作作", at: Point(column: 0, row: 0), style: .plain,
            in: Rect(column: 1, row: 0, width: 0, height: 1))
        #expect(frame.text(ofRow: 0) == "   ")
        var none = self.frame(0)
        none.write("作", at: Point(column: -1, row: 0), style: .plain)
        #expect(none.cells.isEmpty)
    }

    @Test func `what overwrites one half of a wide character blanks the other`() {
        var right = frame(4)
        right.write("作作", at: Point(column: 0, row: 0), style: .plain)
        right.write("x", at: Point(column: 1, row: 0), style: .plain)
        #expect(right.text(ofRow: 0) == " x作")

        var left = frame(4)
        left.write("作作", at: Point(column: 0, row: 0), style: .plain)
        left.write("x", at: Point(column: 2, row: 0), style: .plain)
        #expect(left.text(ofRow: 0) == "作x ")

        var both = frame(4)
        both.write("作作", at: Point(column: 0, row: 0), style: .plain)
        both.write("語", at: Point(column: 1, row: 0), style: .plain)
        #expect(both.text(ofRow: 0) == " 語 ")
    }

    @Test func `filling an area blanks wide characters that reach into it`() {
        var frame = frame(6)
        frame.write("作作作", at: Point(column: 0, row: 0), style: .plain)
        frame.fill(Rect(column: 1, row: 0, width: 2, height: 1), style: bold)
        #expect(frame.text(ofRow: 0) == "    作")
        #expect(frame[Point(column: 0, row: 0)].style == .plain)
        #expect(frame[Point(column: 1, row: 0)].style == bold)
        #expect(frame[Point(column: 3, row: 0)].style == .plain)
    }

    @Test func `an overlay keeps the characters and joins the styles`() {
        var frame = frame(3)
        let red = Color(red: 255, green: 0, blue: 0)
        frame.write("abc", at: Point(column: 0, row: 0), style: Style(foreground: red))
        frame.overlay(Rect(column: 1, row: -4, width: 9, height: 9), style: bold)
        #expect(frame.text(ofRow: 0) == "abc")
        #expect(frame[Point(column: 0, row: 0)].style == Style(foreground: red))
        #expect(
            frame[Point(column: 1, row: 0)].style == Style(foreground: red, attributes: .bold))
    }

    @Test func `rows are the same when their characters and styles are`() {
        let before = frame(3, 2)
        var after = before
        after.write("x", at: Point(column: 1, row: 1), style: .plain)
        #expect(after.isSame(0, as: before))
        #expect(!after.isSame(1, as: before))
        #expect(!frame(2, 2).isSame(0, as: before))
    }

    @Test func `the pieces that differ hold wide characters whole`() {
        var before = frame(12)
        before.write("een作twee drie", at: Point(column: 0, row: 0), style: .plain)
        #expect(before.differences(in: 0, to: before) == [])
        var after = before
        after.write("x", at: Point(column: 1, row: 0), style: .plain)
        after.overlay(Rect(column: 10, row: 0, width: 1, height: 1), style: bold)
        #expect(after.differences(in: 0, to: before) == [1..<2, 10..<11])
        // The left half became another character, the right half a space.
        after.write("y", at: Point(column: 4, row: 0), style: .plain)
        #expect(after.differences(in: 0, to: before) == [1..<2, 3..<5, 10..<11])
        #expect(before.differences(in: 0, to: after) == [1..<2, 3..<5, 10..<11])
    }

    @Test func `characters of several scalars are compared as characters`() {
        var one = frame(4)
        one.write("e\u{301}u\u{308}", at: Point(column: 0, row: 0), style: .plain)
        // The same two, which came into the frame in the other order.
        var other = frame(4)
        other.write("u\u{308}e\u{301}", at: Point(column: 0, row: 0), style: .plain)
        #expect(one.differences(in: 0, to: other) == [0..<2])
        other.write("e\u{301}u\u{308}", at: Point(column: 0, row: 0), style: .plain)
        #expect(one == other)
        #expect(one.text(ofRow: 0) == "e\u{301}u\u{308}  ")
    }

    @Test func `an area is filled with a sign of one column`() {
        var frame = frame(4, 2)
        frame.fill(Rect(column: 1, row: 0, width: 9, height: 1), with: "─", style: .plain)
        frame.fill(Rect(column: 0, row: 1, width: 4, height: 1), with: "作", style: .plain)
        #expect(frame.text(ofRow: 0) == " ───")
        #expect(frame.text(ofRow: 1) == "    ")
    }

    @Test func `cells are linked inside the frame, and no more once they are filled`() {
        let address = WebAddress(literal: "https://nieuws.example/")
        var frame = frame(6, 2)
        frame.link(Rect(column: -2, row: 0, width: 4, height: 1), to: address, number: 1)
        frame.link(Rect(column: 3, row: 1, width: 9, height: 1), to: address, number: 2)
        frame.link(Rect(column: 0, row: 2, width: 3, height: 1), to: address, number: 3)
        #expect(frame.links.map(\.columns) == [0..<2, 3..<6])
        #expect(frame.links.map(\.row) == [0, 1])
        frame.fill(Rect(column: 1, row: 0, width: 2, height: 1), style: .plain)
        #expect(frame.links.map(\.number) == [2])
    }

    @Test func `frames that differ in their cursor are different`() {
        var frame = frame(3)
        let hidden = frame
        frame.cursor = Point(column: 1, row: 0)
        #expect(frame != hidden)
    }
}

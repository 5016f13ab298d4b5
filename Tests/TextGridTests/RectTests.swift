import Testing
import TextGrid

struct RectTests {
    private let rect = Rect(column: 2, row: 3, width: 4, height: 5)

    @Test func `the edges are half open`() {
        #expect(rect.right == 6)
        #expect(rect.bottom == 8)
        #expect(rect.contains(Point(column: 2, row: 3)))
        #expect(rect.contains(Point(column: 5, row: 7)))
        #expect(!rect.contains(Point(column: 6, row: 7)))
        #expect(!rect.contains(Point(column: 5, row: 8)))
    }

    @Test func `rectangles apart have nothing in common`() {
        let apart = rect.intersection(Rect(column: 7, row: 3, width: 4, height: 5))
        #expect(apart.isEmpty)
        #expect(apart.width == 0)
    }

    @Test func `what both cover is a rectangle`() {
        let both = rect.intersection(Rect(column: 0, row: 5, width: 4, height: 90))
        #expect(both == Rect(column: 2, row: 5, width: 2, height: 3))
    }

    @Test func `an inset past the middle leaves nothing`() {
        #expect(rect.inset(left: 1, right: 1) == Rect(column: 3, row: 3, width: 2, height: 5))
        #expect(rect.inset(left: 3, right: 3).isEmpty)
    }

    @Test func `a row outside the rectangle is empty`() {
        #expect(rect.row(1) == Rect(column: 2, row: 4, width: 4, height: 1))
        #expect(rect.row(5).isEmpty)
        #expect(rect.row(-1).isEmpty)
    }

    @Test func `a negative size counts as none`() {
        #expect(Size(width: -3, height: 4) == Size(width: 0, height: 4))
    }
}

import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

struct LinkedCellsSession {
    private func article() throws -> Session {
        var session = try Session(width: 80, height: 40)
        try session.press("j*6 Enter")
        return session
    }

    private func text(_ link: LinkedCells, in frame: Frame) -> String {
        String(frame.cells(of: link.row, in: link.columns).map(frame.character(of:)))
    }

    @Test func `the words and the list of links of an article lead to their addresses`() throws {
        let frame = try article().frame
        let planner = frame.links.filter { $0.number == 1 }
        #expect(Set(planner.map(\.address.string)) == ["https://spoor.example/reisplanner"])
        let words = planner.map { text($0, in: frame) }
        #expect(words.contains("vervoerder"))
        #expect(words.contains("[1] https://spoor.example/reisplanner"))
        #expect(Set(frame.links.map(\.number)) == [1, 2, 3])
    }

    @Test func `what lies under a dialog leads nowhere`() throws {
        var session = try article()
        try session.press("W")
        let frame = session.frame
        for link in frame.links {
            #expect(!text(link, in: frame).contains("│"))
            #expect(!text(link, in: frame).contains("webmail"))
        }
        #expect(frame.links.count < (try article()).frame.links.count)
    }

    @Test func `lists lead nowhere`() throws {
        #expect(try Session().frame.links == [])
    }
}

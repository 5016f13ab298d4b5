import PortalCore
import PortalModel
import TestSupport
import Testing

struct NoticeSession {
    private static let sentence: SafeText = """
        De databank kon niet worden geopend en is bewaard als /home/lezer/.local/state/portaal/\
        reader.db.2026-11-21; er is een nieuwe gemaakt, en wat je las staat dus weer op ongelezen.
        """

    @Test(arguments: [60, 80, 120])
    func `a long notice can be read to its end`(width: Int) throws {
        var session = try Session(width: width, height: 20)
        session.send(.problemArose(Self.sentence))
        let shown = session.rows.joined().filter { $0 != " " }
        #expect(shown.contains(Self.sentence.string.filter { $0 != " " }))
    }

    @Test func `the next key gives the rows back`() throws {
        var session = try Session(width: 60, height: 20)
        let before = session.frame
        session.send(.problemArose(Self.sentence))
        #expect(session.frame != before)
        try session.press("k")
        #expect(session.frame == before)
    }

    @Test func `a short notice leaves the list as it was`() throws {
        var session = try Session(width: 60, height: 20)
        let before = session.rows
        session.send(.problemArose("Dit mislukte."))
        #expect(session.rows.dropLast() == before.dropLast())
        #expect(session.statusLine.contains("Dit mislukte."))
    }
}

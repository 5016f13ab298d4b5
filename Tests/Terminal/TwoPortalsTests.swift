import TestSupport
import TestTags
import Testing

/// Two portals of one reader.
@Suite(.tags(.slow)) struct TwoPortalsTests {
    @Test func `both work, and one courier goes at a time`() throws {
        let gate = Gate()
        let (reader, server) = try TestReader.waitingForLater(behind: gate, items: 6)
        let one = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        let other = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        for pane in [one, other] { try pane.wait(for: "▌Bericht 1") }
        try one.press("R")
        try one.wait(for: "Verversen 1/2")
        try other.press("R")
        try other.wait(for: "Er wordt al ververst.")
        try one.press("s", "j")
        try one.wait(for: "▌Bericht 2")
        try other.press("j")
        try other.wait(for: "♥ bewaard")
        gate.open()
        try one.wait(for: "6 nieuw")
        #expect(server.paths.count { $0 == "/Later.xml" } == 1)
        #expect(try reader.count("saved") == 1)
        try other.press("R")
        try other.wait(for: "the other one refreshes too") {
            $0.shows("niets nieuws") && !$0.shows("Er wordt al")
        }
        #expect(server.paths.count { $0 == "/Later.xml" } == 2)
    }

    @Test func `what a courier that was killed left behind keeps none from going`() throws {
        let gate = Gate()
        let server = try NewsServer.withLater(behind: gate, items: 6)
        let reader = try TestReader.reading(server)
        try reader.subscribe(to: [("Later", server.address("/Later.xml"))])
        let pane = try Pane(
            reader, columns: 80, rows: 24, reader.watched("exec \(TestReader.portaal)"))
        try pane.wait(for: "Bijgewerkt")
        try pane.press("R")
        try eventually("the courier is under way") {
            server.paths.contains("/Later.xml") ? true : nil
        }
        for courier in try reader.couriers() { try TestReader.end(courier) }
        try pane.wait(for: "De bezorger is gestopt (signaal 9)")
        gate.open()
        try pane.press("R")
        try pane.wait(for: "6 nieuw")
    }
}

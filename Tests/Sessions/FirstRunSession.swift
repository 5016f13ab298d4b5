import BuiltInEdition
import PortalCore
import PortalModel
import TestSupport
import Testing

struct FirstRunSession {
    @Test func `a first run shows the news at once and asks for the webmail over it`() throws {
        let session = try Session.firstRun(width: 120, height: 40)
        let screen = session.rows.joined(separator: "\n")
        #expect(screen.contains("Kies je webmail"))
        #expect(screen.contains("Omdat ZeelandNet ook DELTA webmail aanbiedt, vragen"))
        #expect(screen.contains("▸ ZeelandNet webmail"))
        #expect(screen.contains("NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne"))
        #expect(session.statusLine.contains("Ingebouwde editie van 28 januari 2026"))
    }
}

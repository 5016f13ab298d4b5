import Foundation
import Testing

/// What a crash leaves behind for the reader.
struct CrashReportTests {
    @Test(arguments: [SIGSEGV, SIGABRT])
    func `a crash leaves a report that doctor tells`(number: Int32) throws {
        let desk = try Desk()
        let portaal = "portaal"
        let pane = try Pane(desk, columns: 80, rows: 24, desk.watched("exec \(portaal)"))
        try pane.wait(for: "Kies je webmail")
        try desk.signal(number)
        #expect(try desk.status() == 128 + Int(number))
        let log = try desk.text(of: "home/.local/state/portaal/portaal.log")
        let digits = number < 10 ? "0\(number)" : "\(number)"
        #expect(
            log.contains(/\n20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ critical crashed signal="(\d\d)"\n/))
        #expect(log.contains("signal=\"\(digits)\""))
        let doctor = try Command([portaal, "doctor"], at: desk)
        #expect(
            doctor.output.contains("!   De portaal is door een fout gestopt (signaal \(number))."))
        #expect(doctor.code == 1)
    }
}

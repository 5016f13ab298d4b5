import Foundation
import TestSupport
import TestTags
import Testing

/// What a crash leaves behind for the reader.
@Suite(.tags(.slow)) struct CrashReportTests {
    @Test(arguments: [SIGSEGV, SIGABRT])
    func `a crash leaves a report that doctor tells`(number: Int32) throws {
        let reader = try TestReader.atTerminal()
        let portaal = "portaal"
        let pane = try Pane(reader, columns: 80, rows: 24, reader.watched("exec \(portaal)"))
        try pane.wait(for: "Kies je webmail")
        try reader.signal(number)
        #expect(try reader.status() == 128 + Int(number))
        let log = try reader.text(of: "home/.local/state/portaal/portaal.log")
        let digits = number < 10 ? "0\(number)" : "\(number)"
        #expect(
            log.contains(/\n20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ critical crashed signal="(\d\d)"\n/))
        #expect(log.contains("signal=\"\(digits)\""))
        let doctor = try ProgramRun([portaal, "doctor"], at: reader)
        #expect(
            doctor.output.contains("!   Het portaal is door een fout gestopt (signaal \(number))."))
        #expect(doctor.code == 1)
    }
}

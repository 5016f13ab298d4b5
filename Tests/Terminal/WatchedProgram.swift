import Foundation
import TestSupport

extension TestReader {
    /// A script that runs `program` with `sh`, and notes what the test wants to know of it: its
    /// process, how it ended, and the terminal's settings before and after. Then it reads a line.
    /// It outlives its terminal, so that the end of a program that lost it is noted too.
    func watched(_ program: String) -> String {
        """
        trap : HUP TERM; cd \(folder); echo voor het portaal; stty -a > before
        sh -c 'echo $$ > pid; \(program)'; echo $? > status.part; stty -a > after
        mv status.part status
        printf 'na het portaal> '; read line; echo "gelezen: $line"
        """
    }

    /// Sends a signal to the watched program.
    func signal(_ number: Int32) throws {
        guard kill(try pid(in: "pid"), number) == 0 else {
            throw ProgramRun.Failure("the portal takes no signal")
        }
    }

    /// The exit code of the watched program, once it has ended.
    func status() throws -> Int {
        let text = try text(of: "status")
        guard let status = Int(text.dropLast()) else {
            throw ProgramRun.Failure("no exit code: \(text)")
        }
        return status
    }

    /// The processes that the watched program started and that still run.
    func couriers() throws -> [pid_t] {
        Self.children(of: try pid(in: "pid"))
    }

    /// The process that a script noted in the file of that name.
    func pid(in name: String) throws -> pid_t {
        guard let pid = pid_t(try text(of: name).dropLast()) else {
            throw ProgramRun.Failure("\(name) tells no process")
        }
        return pid
    }

    /// The processes that `process` started and that still run.
    static func children(of process: pid_t) -> [pid_t] {
        let path = "/proc/\(process)/task/\(process)/children"
        let children = FileManager.default.contents(atPath: path)
        return String(decoding: children ?? Data(), as: UTF8.self).split(separator: " ")
            .compactMap { pid_t($0) }
    }

    /// Ends a process of the watched program as nobody wants it to end.
    static func end(_ process: pid_t) throws {
        // One that has ended by itself meanwhile needs no more.
        guard kill(process, SIGKILL) == 0 || errno == ESRCH else {
            throw ProgramRun.Failure("process \(process) takes no signal")
        }
    }
}

import CRuntimeErrors
import Confinement
import Foundation
import PortalModel
import System

/// Goes into the courier's cage and tells what can be done in it: a line for each attempt that it
/// was asked for, with the error of the system or "gelukt". `trap TEXT` traps with that text.
@main
struct Prisoner {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case "follow": try follow()
        case "lead": try lead()
        case "dawdle": dawdle()
        case "dawdle-beside-others":
            // Another thread that begins and ends in time keeps nobody from being ended.
            Thread.detachNewThread { dawdle() }
            for _ in 0..<50 { _ = Deadline.within(30) { poll(nil, 0, 10) } }
            poll(nil, 0, 5000)
        case "trap":
            separate_runtime_errors()
            fatalError(arguments.dropFirst().joined())
        case "guard": try stand(guardOver: arguments.dropFirst())
        default: try escape(Array(arguments))
        }
    }

    private static func dawdle() {
        Deadline.within(1) { for _ in 0..<500 { poll(nil, 0, 10) } }
    }

    /// `[web] [old] [FOLDER] ATTEMPT[=ARGUMENT]…`: in the cage with the network, as on a system that
    /// is too old for Landlock, writing in `FOLDER`.
    private static func escape(_ words: [String]) throws {
        let hasNetwork = words.first == "web"
        var rest = words.dropFirst(hasNetwork ? 1 : 0)
        var cage = Cage(writingIn: rest.first { $0.hasPrefix("/") }, hasNetwork: hasNetwork)
        if rest.first == "old" {
            cage.closesFiles = false
            rest = rest.dropFirst()
        }
        let folder = rest.first { $0.hasPrefix("/") }
        ResourceLimits.apply()
        let report = cage.close()
        say(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
        for word in rest where word != folder {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let attempt = Attempt(name: parts[0], argument: parts.count > 1 ? parts[1] : "")
            say("\(word): \(attempt.result)")
        }
    }

    /// Ends with its owner, and else tells when the process that started it is gone.
    private static func follow() throws {
        ParentProcess.endWithIt(in: ProcessInfo.processInfo.environment)
        let parent = getppid()
        say("volgt")
        for _ in 0..<500 where getppid() == parent { poll(nil, 0, 10) }
        // An owner's end may be seen a moment before it takes effect.
        poll(nil, 0, 1000)
        say("leeft nog")
    }

    /// Starts a follower, which it owns if the environment says "mine", and ends when its standard
    /// input does.
    private static func lead() throws {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = ["follow"]
        process.standardInput = FileHandle.nullDevice
        if ProcessInfo.processInfo.environment["MINE"] != nil {
            process.environment = [ParentProcess.variable: String(getpid())]
        } else {
            process.environment = [:]
        }
        try process.run()
        _ = try FileHandle.standardInput.readToEnd()
        _exit(0)
    }

    /// `FILE PROGRAM ARGUMENT…`: runs the program, and writes into the file how it ended and how
    /// many kilobytes it held at the most. Who has held many itself cannot measure that, since a
    /// new process begins with the figure of the one that started it.
    private static func stand(guardOver words: ArraySlice<String>) throws {
        guard let file = words.first, let program = words.dropFirst().first else { return }
        var arguments = words.dropFirst().map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawn(&child, program, nil, nil, &arguments, environ) == 0 else { return }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        try Data("\(status) \(usage.ru_maxrss)".utf8).write(to: URL(filePath: file))
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}

import Foundation
import PortalModel
import Testing

/// The program of Tests/Prisoner, run in a folder of its own.
struct Cell {
    /// What the prisoner may write in.
    let folder: URL
    /// What it may not: where a reader's own files would be.
    let outside: URL

    /// Whether the cage is closed as on a kernel that has Landlock, or on one that lacks it.
    enum Kernel: CaseIterable {
        case new, old
    }

    /// Works in a new cell, which is taken down afterwards.
    static func use(_ work: (Cell) throws -> Void) throws {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-" + UUID().uuidString)
        let cell = Cell(
            folder: place.appendingPathComponent("inside"),
            outside: place.appendingPathComponent("outside"))
        for folder in [cell.folder, cell.outside] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        defer {
            do {
                try FileManager.default.removeItem(at: place)
            } catch {
                Issue.record(error)
            }
        }
        try work(cell)
    }

    static var program: URL {
        URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("portaal-prisoner")
    }

    /// Which bars stand here.
    static func report() throws -> CageReport {
        let line = try #require(try run(["web"]).first)
        return try JSONDecoder().decode(CageReport.self, from: Data(line.utf8))
    }

    /// Whether the kernel filters system calls (seccomp(2), "/proc interfaces"), by its own word and
    /// not by the cage's.
    static var kernelHasSeccomp: Bool {
        FileManager.default.fileExists(atPath: "/proc/sys/kernel/seccomp/actions_avail")
    }

    /// Whether the kernel has Landlock, likewise: the call that makes a rule set tells its version
    /// when it is asked for nothing else (landlock_create_ruleset(2)).
    static var kernelHasLandlock: Bool {
        typealias Call = @convention(c) (Int, UnsafeRawPointer?, Int, UInt32) -> Int
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "syscall") else { return false }
        return unsafeBitCast(symbol, to: Call.self)(444, nil, 0, 1) > 0
    }

    /// A file outside its folder that a courier may read; no machine has all of them.
    static let readableFile =
        ["/etc/hosts", "/etc/nsswitch.conf", "/etc/localtime"]
        .first { FileManager.default.fileExists(atPath: $0) } ?? "/dev/urandom"

    /// What comes of attempts in a cage with a network that may write in `folder`.
    func attempt(_ attempts: String..., on kernel: Kernel = .new) throws -> [String] {
        try attempt(attempts, on: kernel)
    }

    func attempt(_ attempts: [String], on kernel: Kernel = .new) throws -> [String] {
        let words = kernel == .new ? ["web"] : ["web", "old"]
        return try Cell.run(words + [folder.path] + attempts).dropFirst()
            .map { $0.replacing(folder.path + "/", with: "").replacing(outside.path, with: "") }
    }

    /// The lines that the prisoner writes.
    static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> [String] {
        try answer(to: arguments, environment: environment).lines
    }

    /// The lines that the prisoner writes, and what the cage said of it on standard error.
    static func answer(
        to arguments: [String], environment: [String: String] = [:]
    ) throws -> (lines: [String], errors: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        // What it says of itself is far shorter than a pipe is long.
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return (lines, String(decoding: said, as: UTF8.self))
    }
}

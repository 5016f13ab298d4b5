import Foundation
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct SurroundingsTests {
    private static let commands: [[String]] = [
        [], ["print"], ["read", "1"], ["refresh"], ["sources"], ["sources", "check"],
        ["search", "navo"],
        ["export"], ["webmail"],
        ["webmail", "delta"], ["themes"], ["doctor"],
    ]

    @Test(arguments: commands)
    func `without a place for files a command works or says why not`(command: [String]) throws {
        let reader = try TestReader()
        for home in [nil, "/dev/null", "hier"] {
            reader.environment["HOME"] = home
            let outcome = try reader.run(command)
            #expect([0, 1].contains(outcome.code))
            #expect(outcome.errorLines.count == (command == ["doctor"] ? 0 : 1))
            #expect(outcome.code == 1 || !outcome.output.isEmpty)
        }
    }

    @Test(arguments: [["print"], ["read", "1"], ["webmail"], ["themes"], ["doctor"]])
    func `locale and kind of terminal change nothing of what is printed`(command: [String]) throws {
        let reader = try TestReader()
        let arguments = command + ["--now", "2026-11-21T13:32:00Z"]
        let usual = try reader.run(arguments)
        reader.environment["LC_ALL"] = "C"
        reader.environment["LANG"] = nil
        for type in ["", "dumb", "onbekend", "xterm-kitty"] {
            reader.environment["TERM"] = type
            let outcome = try reader.run(arguments)
            #expect(outcome.code == 0)
            #expect(outcome.errors.isEmpty)
            if command != ["doctor"] { #expect(outcome.output == usual.output) }
        }
    }

    @Test func `a pipe that nobody reads ends the command quietly`() throws {
        let reader = try TestReader()
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let outcome = try reader.run(["print"], output: pipe.fileHandleForWriting.fileDescriptor)
        #expect(outcome.code == 128 + SIGPIPE)
        #expect(outcome.errors.isEmpty)
    }

    @Test func `output that cannot be written is a failure`() throws {
        let reader = try TestReader()
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        for arguments in [["print"], ["--help"], ["read", "1"]] {
            #expect(try reader.run(arguments, output: full.fileDescriptor).code == 1)
        }
    }

    @Test func `a reader's databases and folders are for nobody else`() throws {
        let reader = try TestReader()
        // Nobody listens there; what is made for the news is made all the same.
        try reader.configure(
            "portaal.toml",
            "[[section]]\nname = \"Dorp\"\nsources = [{ url = \"http://127.0.0.1:1/\" }]\n")
        for command in [["webmail", "delta"], ["refresh"]] {
            _ = try reader.run(command)
        }
        let place = reader.home.appendingPathComponent(".local").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: place)
        for name in ["share/portaal/news.db", "state/portaal/reader.db"] {
            #expect(names.contains(name))
        }
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(place)/\(name)")
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
            #expect(mode == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }

    /// What is in a folder is not read without the system noting when, wherever it notes that.
    @Test func `the folder of themes is not looked into deeper`() throws {
        let reader = try TestReader()
        try reader.configure("themes/eigen.toml", "summary = \"Van mij\"\n")
        try reader.configure("themes/oud/weg.toml", "")
        let folder = reader.home.appendingPathComponent(".config/portaal/themes/oud").path
        let past = timespec(tv_sec: 1_577_836_800, tv_nsec: 0)
        try #require(utimensat(AT_FDCWD, folder, [past, past], 0) == 0)
        #expect(try reader.run("themes").output.contains("eigen"))
        var status = stat()
        #expect(stat(folder, &status) == 0)
        #expect(status.st_atim.tv_sec == past.tv_sec)
    }
}

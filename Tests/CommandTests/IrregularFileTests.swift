import Foundation
import PortalModel
import TestSupport
import TestTags
import Testing

/// Pipes, folders and links where a file of the portal's should be.
@Suite(.tags(.slow), .timeLimit(.minutes(2)))
struct IrregularFileTests {
    private static let places = [
        ".local/state/portaal/reader.db", ".local/state/portaal/reader.db-journal",
        ".local/share/portaal/news.db", ".local/share/portaal/news.db-wal",
        ".local/state/portaal/portaal.log", ".local/state/portaal/courier.log",
        ".local/state/portaal/courier.log.1", ".config/portaal/portaal.toml",
        ".config/portaal/sources.toml", ".local/state/portaal/sources.lock",
    ]

    private static func prepare(_ place: String, in reader: TestReader) throws -> String {
        let path = reader.home.appendingPathComponent(place).path
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        return path
    }

    @Test(arguments: places)
    func `a pipe in the place of a file keeps no command waiting and stays a pipe`(
        place: String
    ) throws {
        let reader = try TestReader()
        let path = try Self.prepare(place, in: reader)
        #expect(mkfifo(path, 0o600) == 0)
        try reader.employCourier(
            saying: [.started(sources: 0), .finished(RoundTotals())] as [CourierMessage])
        let commands = [
            ["print"], ["refresh"], ["search", "navo"], ["webmail", "delta"], ["doctor"],
            ["themes"],
            ["sources", "remove", "https://krant.example/rss"],
        ]
        for command in commands {
            let outcome = try reader.run(command)
            #expect([0, 1].contains(outcome.code), "\(command)")
            #expect(!outcome.errors.contains("Fatal"), "\(command)")
        }
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test(arguments: [".local/state/portaal/courier.log", ".local/state/portaal/portaal.log"])
    func `a link in the place of a log leads nowhere`(place: String) throws {
        let reader = try TestReader()
        let path = try Self.prepare(place, in: reader)
        let diary = URL(fileURLWithPath: reader.folder).appendingPathComponent("dagboek")
        try Data("lief".utf8).write(to: diary)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: diary.path)
        try reader.employCourier(script: "echo kwaad >&2; exit 3")
        _ = try reader.run("refresh")
        #expect(try Data(contentsOf: diary) == Data("lief".utf8))
    }

    @Test func `the courier says which file is none`() throws {
        let reader = try TestReader()
        let path = try Self.prepare(".local/share/portaal/news.db", in: reader)
        #expect(mkfifo(path, 0o600) == 0)
        let outcome = try reader.run("refresh")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("news.db kon niet worden gebruikt"))
        #expect(outcome.errors.contains("geen gewoon bestand"))
    }

    @Test func `a list that is a pipe is told, and not waited for`() throws {
        let reader = try TestReader()
        let path = URL(fileURLWithPath: reader.folder).appendingPathComponent("lijst.opml").path
        #expect(mkfifo(path, 0o600) == 0)
        let outcome = try reader.run("import", path)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("geen gewoon bestand"))
    }

    @Test func `an entry of terminfo that is a pipe is none`() throws {
        let reader = try TestReader()
        let folder = URL(fileURLWithPath: reader.folder).appendingPathComponent("terminfo/x").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(mkfifo(folder + "/xterm", 0o600) == 0)
        reader.environment["TERMINFO"] =
            URL(fileURLWithPath: reader.folder).appendingPathComponent("terminfo").path
        let outcome = try reader.run("doctor")
        #expect(outcome.output.contains("xterm is onbekend"))
    }

    @Test func `what is exported to a pipe goes into it, and never takes its place`() throws {
        let reader = try TestReader()
        let pipe = URL(fileURLWithPath: reader.folder).appendingPathComponent("pijp").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let alone = try reader.run("export", "--force", pipe)
        #expect(alone.code == 1)
        let end = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(end) }
        #expect(try reader.run("export", "--force", pipe).code == 0)
        var start = [UInt8](repeating: 0, count: 5)
        #expect(read(end, &start, start.count) == 5)
        #expect(start == Array("<?xml".utf8))
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test func `an export over a link replaces what it leads to`() throws {
        let reader = try TestReader()
        let target = URL(fileURLWithPath: reader.folder).appendingPathComponent("doel.opml")
        try Data().write(to: target)
        let link = URL(fileURLWithPath: reader.folder).appendingPathComponent("schakel.opml").path
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: target.path)
        #expect(try reader.run("export", "--force", link).code == 0)
        #expect(try !Data(contentsOf: target).isEmpty)
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
}

import Foundation
import PortalModel
import Testing

/// Pipes, folders and links where a file of the portal's should be.
@Suite(.timeLimit(.minutes(2)))
struct IrregularFileTests {
    private static let places = [
        ".local/state/portaal/reader.db", ".local/state/portaal/reader.db-journal",
        ".local/share/portaal/news.db", ".local/share/portaal/news.db-wal",
        ".local/state/portaal/portaal.log", ".local/state/portaal/courier.log",
        ".local/state/portaal/courier.log.1", ".config/portaal/portaal.toml",
        ".config/portaal/sources.toml", ".local/state/portaal/sources.lock",
    ]

    private static func prepare(_ place: String, in desk: Desk) throws -> String {
        let path = desk.home.appendingPathComponent(place).path
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        return path
    }

    @Test(arguments: places)
    func `a pipe in the place of a file keeps no command waiting and stays a pipe`(
        place: String
    ) throws {
        let desk = try Desk()
        let path = try Self.prepare(place, in: desk)
        #expect(mkfifo(path, 0o600) == 0)
        try desk.employCourier(
            saying: [.started(sources: 0), .finished(RoundReport())] as [CourierMessage])
        let commands = [
            ["print"], ["refresh"], ["search", "navo"], ["webmail", "delta"], ["doctor"],
            ["themes"],
            ["sources", "remove", "https://krant.example/rss"],
        ]
        for command in commands {
            let outcome = try desk.run(command)
            #expect([0, 1].contains(outcome.code), "\(command)")
            #expect(!outcome.errors.contains("Fatal"), "\(command)")
        }
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test(arguments: [".local/state/portaal/courier.log", ".local/state/portaal/portaal.log"])
    func `a link in the place of a log leads nowhere`(place: String) throws {
        let desk = try Desk()
        let path = try Self.prepare(place, in: desk)
        let diary = desk.folder.appendingPathComponent("dagboek")
        try Data("lief".utf8).write(to: diary)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: diary.path)
        try desk.employCourier(script: "echo kwaad >&2; exit 3")
        _ = try desk.run("refresh")
        #expect(try Data(contentsOf: diary) == Data("lief".utf8))
    }

    @Test func `the courier says which file is none`() throws {
        let desk = try Desk()
        let path = try Self.prepare(".local/share/portaal/news.db", in: desk)
        #expect(mkfifo(path, 0o600) == 0)
        let outcome = try desk.run("refresh")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("news.db kon niet worden gebruikt"))
        #expect(outcome.errors.contains("geen gewoon bestand"))
    }

    @Test func `a list that is a pipe is told, and not waited for`() throws {
        let desk = try Desk()
        let path = desk.folder.appendingPathComponent("lijst.opml").path
        #expect(mkfifo(path, 0o600) == 0)
        let outcome = try desk.run("import", path)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("geen gewoon bestand"))
    }

    @Test func `an entry of terminfo that is a pipe is none`() throws {
        let desk = try Desk()
        let folder = desk.folder.appendingPathComponent("terminfo/x").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(mkfifo(folder + "/xterm", 0o600) == 0)
        desk.environment["TERMINFO"] = desk.folder.appendingPathComponent("terminfo").path
        let outcome = try desk.run("doctor")
        #expect(outcome.output.contains("xterm is onbekend"))
    }

    @Test func `what is exported to a pipe goes into it, and never takes its place`() throws {
        let desk = try Desk()
        let pipe = desk.folder.appendingPathComponent("pijp").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let alone = try desk.run("export", "--force", pipe)
        #expect(alone.code == 1)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        #expect(try desk.run("export", "--force", pipe).code == 0)
        var start = [UInt8](repeating: 0, count: 5)
        #expect(read(reader, &start, start.count) == 5)
        #expect(start == Array("<?xml".utf8))
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test func `an export over a link replaces what it leads to`() throws {
        let desk = try Desk()
        let target = desk.folder.appendingPathComponent("doel.opml")
        try Data().write(to: target)
        let link = desk.folder.appendingPathComponent("schakel.opml").path
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: target.path)
        #expect(try desk.run("export", "--force", link).code == 0)
        #expect(try !Data(contentsOf: target).isEmpty)
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
}

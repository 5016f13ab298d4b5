import Foundation
import PortalModel

/// The portal itself: the programs beside this one.
struct Portaal: Contender {
    let name = "portaal"
    let title = "portaal"
    let isInstalled = true
    let lastRow = "hulp"
    private let folder: String

    /// The edition that all feeds stand in.
    static let edition: SafeText = "Krant"

    init() throws {
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath()
        folder = own?.deletingLastPathComponent().path ?? "."
        for program in ["portaal", "portaal-courier"] {
            guard FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)") else {
                throw BenchmarkFailure("\(folder)/\(program) is not built; see --help.")
            }
        }
    }

    func furnish(_ home: String, feeds: [String]) throws {
        var settings = "[refresh]\nevery = \"never\"\n[keep]\ndays = \"forever\"\n"
        for start in stride(from: 0, to: feeds.count, by: 10) {
            settings += """

                [[section]]
                name = "Sectie \(start / 10 + 1)"
                edition = "\(Self.edition)"
                sources = [

                """
            for (offset, feed) in feeds[start..<min(start + 10, feeds.count)].enumerated() {
                settings += "  { name = \"Krant \(start + offset)\", url = \"\(feed)\" },\n"
            }
            settings += "]\n"
        }
        try write(settings, to: ".config/portaal/portaal.toml", in: home)
        _ = try ChildProgram.run(["\(folder)/portaal", "webmail", "delta"], home: home)
    }

    var courier: String { "\(folder)/portaal-courier" }

    func refreshCommand(_ home: String) -> [String] { [courier, "refresh", "--now-due"] }

    func screenCommand(_ home: String) -> [String] { ["\(folder)/portaal"] }

    /// Fetches the feeds as if it were that moment.
    func refresh(_ home: String, at now: Date) throws -> ChildProgram.Outcome {
        try ChildProgram.run(
            refreshCommand(home) + ["--now", now.ISO8601Format()], home: home)
    }

    /// Publishes the news of that home, as if it were that moment.
    @discardableResult
    func publish(
        _ home: String, in web: String, at now: Date = .now
    ) throws -> ChildProgram.Outcome {
        try ChildProgram.run(
            ["\(folder)/portaal-courier", "publish", web, "--now", now.ISO8601Format()],
            home: home)
    }

    /// Fetches the feeds that are followed in that home into a store for all.
    func deliver(_ home: String, into store: String) throws -> ChildProgram.Outcome {
        try ChildProgram.run(
            ["/usr/bin/env", "XDG_CONFIG_HOME=\(home)/.config"] + refreshCommand(home)
                + ["--store", store], home: home)
    }

    /// Makes that home the one of a reader who follows an edition and no feed.
    func follow(_ manifest: String, in home: String) throws {
        try write(
            "[refresh]\nevery = \"never\"\n[edition]\nurl = \"\(manifest)\"\n",
            to: ".config/portaal/portaal.toml", in: home)
    }

    /// Where the portal keeps the news of that home.
    static func newsDatabase(in home: String) -> String {
        home + "/.local/share/portaal/news.db"
    }
}

/// sfeed: feeds in files of tab-separated lines.
struct Sfeed: Contender {
    let name = "sfeed"
    let title = "sfeed " + (Machine.version(ofPackage: "sfeed") ?? "")
    let lastRow = "krant0.example"

    var isInstalled: Bool {
        ["sfeed", "sfeed_update", "sfeed_curses"].allSatisfy { ChildProgram.path(of: $0) != nil }
    }

    func furnish(_ home: String, feeds: [String]) throws {
        var settings = "feeds() {\n"
        for (number, feed) in feeds.enumerated() {
            settings += "\tfeed \"Krant \(number)\" \"\(feed)\"\n"
        }
        try write(settings + "}\n", to: ".sfeed/sfeedrc", in: home)
    }

    func refreshCommand(_ home: String) -> [String] {
        ["/bin/sh", ChildProgram.path(of: "sfeed_update") ?? "sfeed_update"]
    }

    func screenCommand(_ home: String) throws -> [String] {
        let folder = home + "/.sfeed/feeds"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return [ChildProgram.path(of: "sfeed_curses") ?? "sfeed_curses"]
            + files.map { "\(folder)/\($0)" }
    }
}

/// newsboat: a cache in SQLite.
struct Newsboat: Contender {
    let name = "newsboat"
    let title = "newsboat " + (Machine.version(ofPackage: "newsboat") ?? "")
    let lastRow = "Krant 30"

    var isInstalled: Bool { ChildProgram.path(of: name) != nil }

    func furnish(_ home: String, feeds: [String]) throws {
        try write(feeds.joined(separator: "\n") + "\n", to: ".newsboat/urls", in: home)
        try write("reload-threads 8\n", to: ".newsboat/config", in: home)
    }

    func refreshCommand(_ home: String) -> [String] {
        [ChildProgram.path(of: name) ?? name, "-q", "-x", "reload"]
    }

    func screenCommand(_ home: String) -> [String] { [ChildProgram.path(of: name) ?? name, "-q"] }
}

import Foundation
import LoopbackServing
import NewsStore
import PortalModel
import TestSupport
import Testing

/// A reader's home in a temporary folder, in which the built courier is run as a process.
final class CourierHome {
    let folder: URL
    /// What the courier's environment has besides a home and a path.
    var environment: [String: String] = [:]

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("portaal-" + UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(".config/portaal"),
            withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("not removed: \(folder.path): \(error)")
        }
    }

    var newsDatabase: String { folder.path + "/.local/share/portaal/news.db" }

    /// What a run of the courier came to.
    struct Run {
        let messages: [CourierMessage]
        let errors: String
        /// As `wait` tells it.
        let status: Int32
        /// The most memory that it held, in bytes.
        let memory: Int

        /// How it went with the sources, by name.
        var reports: [String: SourceReport] {
            var reports: [String: SourceReport] = [:]
            for case .source(let report) in messages { reports[report.name.string] = report }
            return reports
        }
    }

    /// Makes these the reader's sources, by name.
    func subscribe(to sources: [(name: String, address: String)]) throws {
        let list = sources.map { "{ name = \"\($0.name)\", url = \"\($0.address)\" }" }
        let text = """
            [[section]]
            name = "Dorp"
            sources = [
            \(list.joined(separator: ",\n"))
            ]

            """
        try Data(text.utf8).write(to: folder.appendingPathComponent(".config/portaal/portaal.toml"))
    }

    /// Runs `portaal-courier` until it ends, after `limit`, which is a command of the shell.
    func run(_ arguments: String..., after limit: String = ":") throws -> Run {
        try run(arguments, after: limit)
    }

    func run(_ arguments: [String], after limit: String) throws -> Run {
        let figures = try launch(arguments, after: limit)
        let lines = try Data(contentsOf: output).split(separator: 0x0A)
        return Run(
            messages: try lines.map { try JSONDecoder().decode(CourierMessage.self, from: $0) },
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
            status: Int32(figures.status), memory: figures.kilobytes * 1024)
    }

    private var output: URL { folder.appendingPathComponent("output") }
    private var errors: URL { folder.appendingPathComponent("errors") }

    /// Runs it likewise, whatever it writes.
    @discardableResult
    func launch(
        _ arguments: [String], after limit: String = ":"
    ) throws -> (status: Int, kilobytes: Int) {
        let products = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
            .resolvingSymlinksInPath().deletingLastPathComponent()
        let measured = folder.appendingPathComponent("measured")
        let guarded = ["portaal-prisoner", "portaal-courier"]
            .map { products.appendingPathComponent($0).path }
        let words =
            ["sh", "-c", limit + " && exec \"$0\" \"$@\"", guarded[0], "guard", measured.path]
            + [guarded[1]] + arguments
        let variables = environment.merging([
            "HOME": folder.path, "PATH": "/usr/bin:/bin",
        ]) { $1 }
        let places =
            [("/dev/null", O_RDONLY)]
            + [output, errors].map { ($0.path, O_WRONLY | O_CREAT | O_TRUNC) }
        let descriptors = try places.map { path, flags in
            let descriptor = open(path, flags | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            return descriptor
        }
        defer { descriptors.forEach { close($0) } }
        let child = try startProgram(words, environment: variables, descriptors: descriptors)
        while waitpid(child, nil, 0) < 0, errno == EINTR {}
        let figures = String(decoding: try Data(contentsOf: measured), as: UTF8.self)
            .split(separator: " ").compactMap { Int($0) }
        try #require(figures.count == 2)
        return (figures[0], figures[1])
    }
}

/// A feed with so many items.
func feed(_ name: String, items: Int = 3) -> [UInt8] {
    let items = (0..<items).map { item in
        "<item><title>\(name) \(item)</title><guid>\(name)-\(item)</guid></item>"
    }
    return Array("<rss version=\"2.0\"><channel><title>x</title>\(items.joined())".utf8)
        + Array("</channel></rss>".utf8)
}

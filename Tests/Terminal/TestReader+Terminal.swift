import Foundation

/// A reader's place of work: a home of his own and nothing else, with a browser that only notes
/// what it is asked to open. All of it is gone when the value is.
final class Desk {
    /// The folder that holds everything.
    let folder: String
    /// The variables that programs are started with.
    var environment: [String: String]
    /// What serves its news, for as long as the desk is there.
    var server: NewsServer?

    /// A desk whose settings keep the portal from refreshing by itself.
    init() throws {
        var template = Array("/tmp/portaal-desk-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Command.Failure(description: "no temporary folder: error \(errno)")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = [
            "PATH": "\(try Self.programs):\(path)", "HOME": "\(folder)/home", "LANG": "C.UTF-8",
            "BROWSER": "\(folder)/browser", "TMUX_TMPDIR": folder, "PS1": "klaar> ",
            // A shell that ends must not write what was typed into a home that is gone.
            "HISTFILE": "",
        ]
        let settings = "\(folder)/home/.config/portaal"
        try FileManager.default.createDirectory(
            atPath: settings, withIntermediateDirectories: true)
        try write("[refresh]\nevery = \"never\"\n", to: "home/.config/portaal/portaal.toml")
        try write(
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "\(folder)/opened.part"
            mv "\(folder)/opened.part" "\(folder)/opened"

            """, to: "browser")
        guard chmod("\(folder)/browser", 0o700) == 0 else {
            throw Command.Failure(description: "no browser: error \(errno)")
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            FileHandle.standardError.write(Data("\(folder) is left behind: \(error)\n".utf8))
        }
    }

    /// Where the build put the programs: beside the one that runs the tests.
    private static var programs: String {
        get throws {
            guard
                let folder = Bundle.main.executableURL?.resolvingSymlinksInPath()
                    .deletingLastPathComponent().path,
                FileManager.default.isExecutableFile(atPath: folder + "/portaal")
            else {
                throw Command.Failure(description: "portaal is not beside the tests; build it.")
            }
            return folder
        }
    }

    /// The portal's command line with the clock standing still while the built-in edition is news.
    static let portaal = "portaal --now \(moment)"

    /// The moment at which it stands still.
    static let moment = "2026-01-28T13:23:00Z"

    /// Puts `text` into the file of that name.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// The text of the file of that name once it is there and its last line is whole.
    func text(of name: String) throws -> String {
        try eventually("\(name) is written") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                return nil
            }
            return data.last == UInt8(ascii: "\n") ? String(decoding: data, as: UTF8.self) : nil
        }
    }

    /// What the browser was given, one argument a line.
    func opened() throws -> String {
        try text(of: "opened")
    }
}

import Foundation
import TestSupport

extension TestReader {
    /// A reader whose portal does not refresh by itself, with a browser that only notes what it is
    /// asked to open.
    static func atTerminal() throws -> TestReader {
        let reader = try TestReader()
        let folder = reader.folder
        reader.environment["TERM"] = nil
        reader.environment.merge([
            "BROWSER": "\(folder)/browser", "TMUX_TMPDIR": folder, "PS1": "klaar> ",
            // A shell that ends must not write what was typed into a home that is gone.
            "HISTFILE": "",
        ]) { $1 }
        try reader.configure("portaal.toml", "[refresh]\nevery = \"never\"\n")
        try reader.writeScript(
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "\(folder)/opened.part"
            mv "\(folder)/opened.part" "\(folder)/opened"

            """, to: "browser")
        return reader
    }

    /// The portal's command line with the clock standing still while the built-in edition is news.
    static let portaal = "portaal --now \(moment)"

    /// The moment at which it stands still.
    static let moment = "2026-01-28T13:23:00Z"

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

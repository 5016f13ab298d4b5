import Foundation
import NewsStore
import PortalModel
import TestSupport

extension TestReader {
    var newsDatabase: URL { home.appendingPathComponent(".local/share/portaal/news.db") }

    /// Fills news.db with these articles from one source of a section, all at `moment`.
    func deliver(
        _ articles: [DeliveredArticle], to section: Section, at moment: Timestamp
    ) throws {
        try FileManager.default.createDirectory(
            at: newsDatabase.deletingLastPathComponent(), withIntermediateDirectories: true)
        let delivery = try NewsWriter(path: newsDatabase.path)
        try delivery.synchronise(Edition.grouping([section]))
        _ = try delivery.store([
            Delivery(
                source: section.sources[0].id, moment: moment, articles: articles, etag: nil,
                lastModified: nil, poll: PollState(next: moment + 3600))
        ])
    }
}

// A courier that only says its lines.
extension TestReader {
    /// From now on `portaal` finds a courier beside itself that says `messages` and ends with
    /// `code`; the arguments that it gets stand in the file "arguments" of the home.
    func employCourier(saying messages: [CourierMessage], code: Int32 = 0) throws {
        try employCourier(answering: messages, code: code)
    }

    /// The same of a courier that is asked a question; before it answers it runs `meanwhile`, which
    /// is a command of the shell.
    func employCourier(
        answering messages: [some Encodable], code: Int32 = 0, meanwhile: String = ":"
    ) throws {
        let encoder = JSONEncoder()
        let lines = try messages.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try employCourier(
            script: """
                \(meanwhile)
                cat <<'LINES'
                \(lines.joined(separator: "\n"))
                LINES
                exit \(code)
                """)
    }

    /// The same of a courier that does what a shell script says.
    func employCourier(script: String) throws {
        let script = """
            #!/bin/sh
            echo "$*" > "$HOME/arguments"
            \(script)

            """
        try FileManager.default.createDirectory(
            atPath: "\(folder)/programs", withIntermediateDirectories: true)
        try writeScript(script, to: "programs/portaal-courier")
        let copied = try run(
            ["\(Self.products)/portaal", "\(folder)/programs/portaal"], of: "/bin/cp")
        guard copied.code == 0 else { throw ProgramRun.Failure(copied.errors) }
        environment["PATH"] = "\(folder)/programs:\(environment["PATH", default: ""])"
    }

    var courierArguments: String {
        get throws {
            let data = try Data(contentsOf: home.appendingPathComponent("arguments"))
            return String(decoding: data, as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}

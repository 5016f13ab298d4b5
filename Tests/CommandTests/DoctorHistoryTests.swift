import Foundation
import PortalModel
import TestSupport
import TestTags
import Testing

/// What the doctor tells of the last week, from the logs.
@Suite(.tags(.slow)) struct DoctorHistoryTests {
    private static let now = "2026-11-21T13:23:00Z"
    private static let source = SourceID(
        address: WebAddress(literal: "https://krant.example/rss"))

    /// A reader with one source, and these lines in the log of that name.
    private static func reader(_ lines: String..., in log: String = "courier.log") throws
        -> TestReader
    {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ name = "Krant", url = "https://krant.example/rss" }]
            """)
        _ = try reader.run("print")
        let file = reader.home.appendingPathComponent(".local/state/portaal/" + log)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        return reader
    }

    private static func failure(at moment: String) -> String {
        """
        \(moment) warning source-failed code="timedOut" context="30" host="krant.example" \
        id="\(source.rawValue)" source="Krant"
        """
    }

    @Test func `a portal without a log has had a quiet week`() throws {
        #expect(
            try TestReader().run("doctor").output.contains(
                "De laatste week\n    Er ging niets mis."))
    }

    @Test func `a source that failed and is well again is told`() throws {
        let reader = try Self.reader(
            Self.failure(at: "2026-11-19T09:00:00Z"), Self.failure(at: "2026-11-20T13:05:00Z"))
        let outcome = try reader.run("doctor", "--now", Self.now)
        #expect(
            outcome.unbroken.contains(
                "Dorp · Krant: ophalen is twee keer mislukt, het laatst gisteren om 14:05; "
                    + "nu gaat het goed."
            ))
        #expect(outcome.code == 0)
    }

    @Test func `a source that keeps failing is told with how often and since when`() throws {
        let reader = try Self.reader()
        // Nobody listens there.
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ name = "Krant", url = "http://127.0.0.1:1/rss" }]
            """)
        for moment in ["2026-11-20T08:00:00Z", "2026-11-20T20:00:00Z", "2026-11-21T13:00:00Z"] {
            _ = try reader.run("refresh", "--now", moment)
        }
        let outcome = try reader.run("doctor", "--now", Self.now)
        #expect(
            outcome.unbroken.contains(
                "! Dorp · Krant: ophalen is sinds gisteren drie keer mislukt: De server weigerde"))
    }

    @Test func `a crash of the portal and an end of the courier are told`() throws {
        let reader = try Self.reader(
            "Fatal error: Index out of range",
            "2026-11-21T09:12:00Z critical crashed signal=\"04\"",
            "2026-11-18T09:00:00Z error courier-failed code=\"courierStopped\" context=\"signaal 9\"",
            "2026-11-18T10:00:00Z error courier-failed code=\"courierStopped\" context=\"signaal 9\"",
            in: "portaal.log")
        let outcome = try reader.run("doctor", "--now", Self.now)
        #expect(
            outcome.unbroken.contains(
                "! Het portaal is door een fout gestopt (signaal 4). Dat was om 10:12."))
        #expect(
            outcome.unbroken.contains(
                """
                De bezorger is gestopt (signaal 9). Dat gebeurde 2 keer, het laatst woensdag om \
                11:00.
                """))
        #expect(outcome.code == 1)
    }

    @Test func `what is longer ago than a week is not told`() throws {
        let reader = try Self.reader(
            "2026-11-01T09:12:00Z critical crashed signal=\"11\"", in: "portaal.log")
        let outcome = try reader.run("doctor", "--now", Self.now)
        #expect(outcome.output.contains("Er ging niets mis."))
        #expect(outcome.code == 0)
    }

    @Test func `a round leaves its sums and its failures in the log, for the reader alone`() throws
    {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ name = "Krant", url = "http://jan:geheim@127.0.0.1:1/rss?sleutel=x" }]
            """)
        _ = try reader.run("refresh", "--now", Self.now)
        let log = reader.home.appendingPathComponent(".local/state/portaal/courier.log")
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        #expect(text.contains("\(Self.now) warning source-failed code=\"connectionRefused\""))
        #expect(text.contains("\(Self.now) info round-finished"))
        for secret in ["jan", "geheim", "sleutel"] { #expect(!text.contains(secret)) }
        let attributes = try FileManager.default.attributesOfItem(atPath: log.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}

extension ProgramRun {
    /// What was written as one line, single blanks between the words.
    fileprivate var unbroken: String {
        output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

import Foundation
import PortalModel
import System
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct RefreshTests {
    private static let good = SourceReport(
        id: SourceID(address: WebAddress(literal: "https://feeds.nos.nl/nosvoetbal")), name: "NOS",
        outcome: .fetched, new: 3, changed: 1)
    private static let quiet = SourceReport(
        id: SourceID(rawValue: 2), name: "NRC", outcome: .unchanged)
    private static let bad = SourceReport(
        id: SourceID(rawValue: 3), name: "AD", outcome: .failed,
        problem: DeliveryProblem(.timedOut, "30"))

    /// A whole round of these.
    private static func round(_ reports: SourceReport...) -> [CourierMessage] {
        var sum = RoundTotals()
        for report in reports { sum.add(report) }
        return [.started(sources: reports.count)] + reports.map(CourierMessage.source)
            + [.finished(sum)]
    }

    @Test func `a round is told source by source and then in numbers`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round(Self.good, Self.quiet, Self.bad))
        let outcome = try reader.run("refresh")
        #expect(
            outcome.output == """
                Voetbal · NOS: 3 nieuw, 1 gewijzigd
                NRC: ongewijzigd
                AD: Geen volledig antwoord binnen 30 seconden.
                3 nieuw, 1 gewijzigd · bronnen: 1 opgehaald, 1 ongewijzigd, 1 mislukt

                """)
        #expect(outcome.code == 0)
        #expect(try reader.courierArguments == "refresh --now-due")
    }

    @Test func `a terminal shows a bar and then what failed`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round(Self.good, Self.bad))
        let terminal = try PseudoTerminal()
        let outcome = try reader.run(["refresh"], output: terminal.screen.fileDescriptor)
        #expect(outcome.code == 0)
        let text = terminal.shown
        #expect(text.contains("Verversen 1/2 ▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱"))
        #expect(text.contains("Verversen 2/2 ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰"))
        #expect(text.contains("\rAD: Geen volledig antwoord"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: [false, true])
    func `without a network one sentence says so`(isTerminal: Bool) throws {
        let reader = try TestReader()
        let failures = ["A", "B", "C"].enumerated().map { index, name in
            CourierMessage.source(
                SourceReport(
                    id: SourceID(rawValue: Int64(index)), name: SafeText(cleaning: name),
                    outcome: .failed, problem: DeliveryProblem(.hostNotFound, "krant.example")))
        }
        var round = RoundTotals()
        round.failed = 3
        try reader.employCourier(
            saying: [.started(sources: 3)] + failures + [.finished(round)])
        let terminal = isTerminal ? try PseudoTerminal() : nil
        let outcome = try reader.run(["refresh"], output: terminal?.screen.fileDescriptor)
        #expect(outcome.code == 1)
        #expect(outcome.errors == "Geen internetverbinding; er is niets opgehaald.\n")
        let shown = terminal.map(\.shown) ?? outcome.output
        #expect(!shown.contains("krant.example"))
    }

    @Test func `sources that cannot be reached are told as soon as another is`() throws {
        let reader = try TestReader()
        let problem = DeliveryProblem(.noConnection, "de server is niet bereikbaar")
        var round = RoundTotals()
        (round.unchanged, round.failed) = (1, 1)
        try reader.employCourier(saying: [
            .started(sources: 2),
            .source(
                SourceReport(
                    id: SourceID(rawValue: 1), name: "Stil", outcome: .failed, problem: problem)),
            .source(SourceReport(id: SourceID(rawValue: 2), name: "Er", outcome: .unchanged)),
            .finished(round),
        ])
        let outcome = try reader.run("refresh")
        #expect(outcome.code == 0)
        #expect(outcome.lines[0].contains("Stil") && outcome.lines[1].contains("Er"))
    }

    @Test func `a section is refreshed alone`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round(Self.good))
        let moment = "2026-11-21T13:32:00Z"
        #expect(try reader.run("refresh", "sport", "--now", moment).code == 0)
        let id = SectionID(edition: "NL & Wereld", name: "Sport").rawValue
        #expect(
            try reader.courierArguments == "refresh --now-due --section-id=\(id) --now \(moment)")
    }

    @Test func `a round in which every source fails is a failure`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round(Self.bad))
        let outcome = try reader.run("refresh")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `a round without a source that may be asked is none`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round())
        let outcome = try reader.run("refresh")
        #expect(outcome.code == 0)
        #expect(outcome.output == "Geen enkele bron mag nu worden opgehaald.\n")
    }

    @Test func `a courier goes on when its reader does not wait for it any more`() throws {
        let reader = try TestReader()
        try reader.employCourier(
            answering: Self.round(),
            meanwhile: "echo \"owner: $\(ParentProcess.variable)\" > \"$HOME/owner\"")
        _ = try reader.run("refresh")
        let path = reader.home.appendingPathComponent("owner").path
        let owner = try String(contentsOfFile: path, encoding: .utf8)
        #expect(owner == "owner: \n")
    }

    @Test func `a courier that is refused or stops is told in one sentence`() throws {
        let refused = try TestReader()
        try refused.employCourier(
            saying: [.failed(problem: DeliveryProblem(.busy))], code: 1)
        #expect(try refused.run("refresh").errors == "Er wordt al ververst.\n")
        let stopped = try TestReader()
        try stopped.employCourier(saying: [.started(sources: 2)], code: 3)
        let outcome = try stopped.run("refresh")
        #expect(outcome.errors.hasPrefix("De bezorger is gestopt (code 3); "))
        #expect(outcome.code == 1)
    }

    @Test func `a courier that says something else, or no more, is ended`() throws {
        let babbling = try TestReader()
        try babbling.employCourier(script: "yes wartaal")
        #expect(
            try babbling.run("refresh").errors
                .hasPrefix("De bezorger is gestopt (onbegrijpelijk: "))
        let silent = try TestReader()
        try silent.employCourier(script: "exec sleep 1000 >&-")
        #expect(try silent.run("refresh").errors.hasPrefix("De bezorger is gestopt (signaal 9); "))
    }

    @Test(arguments: [
        #"{"event":"started","sources":9223372036854775807}"#,
        #"{"event":"finished","fetched":9223372036854775807,"failed":9223372036854775807,"#
            + #""unchanged":1,"new":1,"changed":1}"#,
        #"{"event":"source","id":1,"name":"a","outcome":"fetched","new":-5,"changed":0}"#,
        #"{"event":"source","id":1,"name":"a","outcome":"fetched","new":9223372036854775807,"#
            + #""changed":9223372036854775807}"#,
    ])
    func `a courier that says what cannot be is ended`(line: String) throws {
        let reader = try TestReader()
        try reader.employCourier(script: "echo '\(line)'; exec sleep 1000")
        let outcome = try reader.run("refresh")
        #expect(outcome.code == 1)
        #expect(outcome.errors.hasPrefix("De bezorger is gestopt (onbegrijpelijk: "))
        #expect(!outcome.output.contains("-5"))
    }

    @Test func `a courier that tells of more sources than it asks is ended`() throws {
        let reader = try TestReader()
        let source = #"{"event":"source","id":1,"name":"a","outcome":"unchanged","new":0,"#
        try reader.employCourier(
            script: """
                echo '{"event":"started","sources":2}'
                while :; do echo '\(source)"changed":0}'; done
                """)
        let outcome = try reader.run("refresh")
        #expect(outcome.errors.hasPrefix("De bezorger is gestopt (te veel berichten)"))
        #expect(outcome.lines.count < 10)
    }

    @Test(arguments: ["", "echo '{\"event\":\"started\",\"sources\":0}'"])
    func `what a courier leaves behind on its output keeps nobody waiting`(line: String) throws {
        let reader = try TestReader()
        try reader.employCourier(script: "\(line)\nsleep 1000 & echo $! > \"$HOME/left\"; exit 3")
        let outcome = try reader.run("refresh")
        #expect(outcome.errors.hasPrefix("De bezorger is gestopt (code 3)"))
        let file = reader.home.appendingPathComponent("left")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let left = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // It would have ended with the wait.
        #expect(kill(left, SIGKILL) == 0)
    }

    @Test func `check names every source and fails when one does`() throws {
        let reader = try TestReader()
        try reader.employCourier(saying: Self.round(Self.good, Self.quiet))
        let sound = try reader.run("sources", "check")
        #expect(sound.code == 0)
        #expect(sound.lines.count == 4)
        let other = try TestReader()
        try other.employCourier(saying: Self.round(Self.good, Self.bad))
        #expect(try other.run("sources", "check").code == 1)
    }

    @Test func `the sources are listed by section`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [{ name = "Krant", url = "https://krant.example/rss" }]
            """)
        let outcome = try reader.run("sources")
        #expect(
            outcome.output == """
                Dorp
                  Krant · https://krant.example/rss
                    nog niet opgehaald

                """)
        #expect(try reader.run("sources", "list").output == outcome.output)
    }
}

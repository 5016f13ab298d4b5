import Foundation
import PortalModel
import System
import TestSupport
import Testing

struct LogLineTests {
    private static let moment = Timestamp(seconds: 1_795_267_380)

    @Test(arguments: [
        "een \"titel\" met \\ en \\\" erin", "", "x=\"y\" z=\"", "regel een", "é 👩🏽‍🚀 \\",
    ])
    func `a line is read back as it was written`(value: String) {
        let line = LogLine(
            moment: Self.moment, level: "warning", event: "source-failed",
            details: ["source": SafeText(line: value), "code": "timedOut"])
        #expect(LogLine(parsing: line.text) == line)
    }

    @Test func `a line has its moment, its level and its particulars in order`() {
        let line = LogLine(
            moment: Self.moment, level: "error", event: "courier-failed",
            details: ["context": "signaal 9", "code": "courierStopped"])
        #expect(
            line.text == """
                2026-11-21T13:23:00Z error courier-failed code="courierStopped" \
                context="signaal 9"
                """)
    }

    @Test(arguments: [
        "", "x", "Fatal error: Index out of range", "2026-11-21 13:23 warning x",
        "2026-11-31T13:23:00Z warning x", "2026-11-21T13:23:00Z warning",
        "2026-1A-21T13:23:00Z a b",
        "2026-11-21T13:23:00Z warning x a=\"open",
    ])
    func `what others say is no line`(text: String) {
        #expect(LogLine(parsing: text) == nil)
    }

    @Test(arguments: [
        ("https://jan:geheim@krant.nl/rss", "https://krant.nl/rss"),
        ("https://jan:ge@heim@krant.nl/rss", "https://krant.nl/rss"),
        ("https://krant.nl/rss?sleutel=abc#deel", "https://krant.nl/rss"),
        ("https://krant.nl/@nos/rss", "https://krant.nl/@nos/rss"),
        (
            "van https://jan@a.nl?x=1 naar http://piet:x@b.nl:80/y?z (geweigerd)",
            "van https://a.nl naar http://b.nl:80/y (geweigerd)"
        ),
        ("ftp://jan:geheim@127.0.0.1/a@b (schema)", "ftp://127.0.0.1/a@b (schema)"),
    ])
    func `neither a user nor a key in an address is told`(value: String, told: String) {
        let line = LogLine(
            moment: Self.moment, level: "warning", event: "x",
            details: ["context": SafeText(line: value)])
        #expect(LogLine(parsing: line.text)?.details["context"] == SafeText(line: told))
    }

    @Test func `every event is read back from the file`() throws {
        var report = RoundTotals()
        report.failed = 2
        report.new = 7
        let events: [LoggedEvent] = [
            .sourceFailed(
                SourceID(rawValue: -7), name: "NU.nl", host: "www.nu.nl",
                DeliveryProblem(.timedOut, "30")),
            .sourceFailed(
                SourceID(rawValue: 8), name: "AD", host: "www.ad.nl", DeliveryProblem(.gone)),
            .pageFailed(host: "www.ad.nl", DeliveryProblem(.consentWall)),
            .roundFinished(report), .courierFailed(DeliveryProblem(.courierStopped, "signaal 9")),
            .callRefused(157),
            .storeFailed("De schijf is vol: \"news.db\" kon niet worden bijgewerkt."),
            .crashed(signal: 11),
        ]
        try withTemporaryFolder { folder in
            let path = folder + "/portaal.log"
            let descriptor = try #require(LogFile.open(path))
            let log = Log(descriptor: descriptor) { Self.moment }
            for event in events { log.note(event) }
            close(descriptor)
            let lines = LogFile.lines(path)
            #expect(lines.map(\.moment) == events.map { _ in Self.moment })
            #expect(lines.map(LoggedEvent.init) == events)
        }
    }
}

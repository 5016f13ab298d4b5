import Foundation
import GRDB
import TestSupport
import TestTags
import Testing

/// What the screen says is kept is on the disk: the portal is killed at the very moment at which
/// the sentence arrives. `PORTAAL_KILLS=300` does so as many times.
@Suite(.tags(.slow)) struct ToldActsTests {
    private static let kills =
        ProcessInfo.processInfo.environment["PORTAAL_KILLS"].flatMap { Int($0) } ?? 20

    @Test func `nothing that was told is lost`() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 30)) }
        let reader = try TestReader.reading(server)
        var (saved, read) = (0, 0)
        for number in 0..<Self.kills {
            // Each act in turn, on an article on which it was not done yet. The first letter of a
            // sentence may stand there already.
            let isSaving = number.isMultiple(of: 2)
            if number % 60 == 0 {
                for table in ["saved", "read"] { try Self.empty(table, at: reader) }
                (saved, read) = (0, 0)
            }
            let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
            try terminal.see("hulp")
            try terminal.type(String(repeating: "j", count: number % 60 / 2))
            try terminal.type(isSaving ? "s" : "m")
            try terminal.endAtOnce(at: isSaving ? "ewaard · S" : "elezen gemarkeerd · u")
            if isSaving { saved += 1 } else { read += 1 }
            #expect(try reader.count("saved") == saved)
            #expect(try reader.count("read") == read)
        }
    }

    /// What is kept in a file that can be read, or as labels: another word each time.
    enum WrittenAct: String, CaseIterable {
        case muting, labelling, renaming, moving

        /// The keys that do it.
        func keys(_ word: String) -> String {
            switch self {
            case .muting: "x\(word)\r"
            case .labelling: "L\u{15}\(word)\r"
            case .renaming: "Bn\u{15}\(word)\r"
            case .moving: "Bv\(word)\r"
            }
        }

        /// What stands on the screen once it is done; the first letter may stand there already.
        func sign(_ word: String) -> String {
            switch self {
            case .muting: "empen …"
            case .labelling: "abel: \(word)"
            case .renaming: "heet nu \(word)"
            case .moving: "nu in \(word)"
            }
        }

        func isKept(_ word: String, at reader: TestReader) throws -> Bool {
            switch self {
            case .muting: try reader.settings(in: "filters.toml").contains("words = \"\(word)\"")
            case .labelling: try reader.count("label WHERE name = '\(word)'") == 1
            case .renaming: try reader.settings(in: "sources.toml").contains("name = \"\(word)\"")
            case .moving: try reader.settings(in: "sources.toml").contains("section = \"\(word)\"")
            }
        }
    }

    @Test(arguments: WrittenAct.allCases)
    func `what was told of rules, labels and sources is kept`(act: WrittenAct) throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 3)) }
        let reader = try TestReader.reading(server)
        for number in 0..<(Self.kills + 3) / 4 {
            let word = "woord\(number)"
            let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
            try terminal.see("hulp")
            if act == .labelling, number == 0 { try terminal.type("s") }
            try terminal.type(act.keys(word))
            try terminal.endAtOnce(at: act.sign(word))
            #expect(try act.isKept(word, at: reader))
        }
        if act == .muting {
            for number in 0..<(Self.kills + 3) / 4 {
                #expect(try act.isKept("woord\(number)", at: reader))
            }
        }
    }

    @Test func `a rule that was kept as the portal was killed holds at the next start`() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 3)) }
        let reader = try TestReader.reading(server)
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("hulp")
        try terminal.type("xBericht 2\r")
        try terminal.endAtOnce(at: WrittenAct.muting.sign(""))
        let pane = try Pane(reader, columns: 80, rows: 24, "exec \(TestReader.portaal)")
        try pane.wait(for: "the article is muted") {
            $0.shows("Bericht 1") && !$0.shows("Bericht 2") && $0.shows("Bericht 3")
        }
    }

    @Test func `what another portal keeps waiting is told once it is kept`() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 3)) }
        let reader = try TestReader.reading(server)
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("hulp")
        try DatabaseQueue(path: reader.readerDatabase).inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            try terminal.type("s")
            try terminal.see("wachten: een ander")
            #expect(!terminal.text.contains("ewaard · S"))
            #expect(!terminal.text.contains("♥ bewaard"))
            try database.execute(sql: "COMMIT")
        }
        try terminal.see("ewaard · S")
        #expect(try reader.count("saved") == 1)
    }

    private static func empty(_ table: String, at reader: TestReader) throws {
        try DatabaseQueue(path: reader.readerDatabase).write { database in
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }
}

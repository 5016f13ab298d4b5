import Foundation
import GRDB
import HostileText
import Synchronization
import TestSupport
import TestTags
import Testing

/// Both programs are killed again and again while a refresh is under way and the reader marks and
/// saves.
@Suite(.tags(.slow)) struct KillLoopTests {
    private static let rounds = 50
    private static let feeds = (1...12).map { "Dorp\($0)" }

    @Test func `fifty kills in a refresh damage nothing and lose no act`() throws {
        let current = Round()
        let server = try NewsServer { path, _ in
            // Every round brings news to every feed, and changes what was there.
            let round = current.number.withLock { $0 }
            return Feed.rss(
                (0..<Self.items(in: round)).map { number in
                    Feed.Item(
                        title: "Bericht \(path.dropFirst().dropLast(4)) \(number)",
                        text: "De tekst van ronde \(round), nummer \(number).")
                })
        }
        let reader = try TestReader.reading(server, feeds: Self.feeds)
        var dice = SplitMix(seed: 18)
        var saved: Set<String> = []
        var couriersKilled = 0
        let pane = try Pane(reader, columns: 80, rows: 24, Self.again(at: reader))
        for round in 1...Self.rounds {
            current.number.withLock { $0 = round }
            try pane.wait(for: "ronde \(round)")
            try pane.press("Enter")
            let pid = try reader.pid(in: "pid-\(round)")
            let asked = server.paths.count
            let title = try Self.act(round, pane)
            saved.insert(title)
            // Somewhere on its way along the feeds, or while it stores what they gave.
            let progress = Int.random(in: 1...Self.feeds.count, using: &dice)
            try eventually("the courier is under way") {
                server.paths.count >= asked + progress ? true : nil
            }
            if round.isMultiple(of: 2) { try Self.waitForStoring(at: reader, besides: pid) }
            let couriers = TestReader.children(of: pid)
            couriersKilled += couriers.count
            // One or the other goes first.
            for process in Bool.random(using: &dice) ? couriers + [pid] : [pid] + couriers {
                try TestReader.end(process)
            }
            try Self.expectWholeDeliveries(reader.newsDatabase)
        }
        try pane.wait(for: "\(Self.rounds) keer gestopt")
        try Self.expectSound(reader.newsDatabase)
        try Self.expectSound(reader.readerDatabase)
        #expect(couriersKilled > 0)
        #expect(saved.count == Self.rounds)
        #expect(try reader.savedTitles() == saved)
        #expect(try reader.count("read") == Self.rounds)
        let last = try ProgramRun(["portaal", "refresh", "--now", TestReader.moment], at: reader)
        #expect(last.code == 0, "\(last.errors)")
        try Self.expectWhole(reader.newsDatabase)
    }

    /// A script that starts the portal again and again, each time on a clear screen after a key,
    /// and notes its process.
    private static func again(at reader: TestReader) -> String {
        """
        cd \(reader.folder); n=0
        while [ $n -lt \(rounds) ]; do
            n=$((n+1)); echo ronde $n; read wait
            sh -c "echo \\$\\$ > pid-$n.part; mv pid-$n.part pid-$n; exec \(TestReader.portaal)"
            printf '\\033c'; stty sane
        done 2> /dev/null
        echo $n keer gestopt; read wait
        """
    }

    /// Marks and saves an article that is not saved yet, and sends the courier in between; what
    /// it did is on the screen, and a key after it was answered.
    private static func act(_ round: Int, _ pane: Pane) throws -> String {
        try pane.wait(for: "▌Bericht")
        try pane.press("-N", "\(round)", "j")
        try pane.press("?")
        try pane.wait(for: "omlaag, omhoog")
        try pane.press("q")
        let screen = try pane.wait(for: "▌Bericht")
        let title = try #require(screen.selected)
        try pane.press("s", "R", "m", "?")
        try pane.wait(for: "omlaag, omhoog")
        return title
    }

    /// Waits until something is written into news.db, which goes into its journal first, or until
    /// the courier of the portal `pid` has done so unseen and ended.
    private static func waitForStoring(at reader: TestReader, besides pid: pid_t) throws {
        let journal = reader.newsDatabase + "-wal"
        let before = size(of: journal)
        try eventually("something is stored") {
            size(of: journal) != before || TestReader.children(of: pid).isEmpty ? true : nil
        }
    }

    private static func size(of file: String) -> off_t {
        var status = stat()
        return stat(file, &status) == 0 ? status.st_size : 0
    }

    /// The newest articles have indices of their own.
    private static let indexes = ["search", "search_newest", "search_newest_b"]

    /// What an index finds of the last round.
    private static func hits(in index: String) -> String {
        "SELECT rowid FROM \(index)('ronde AND \(rounds)')"
    }

    /// How many articles each feed has in a round.
    private static func items(in round: Int) -> Int { 60 + round }

    private static func expectSound(_ path: String) throws {
        try DatabaseQueue(path: path).write { database in
            let report = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            #expect(report == ["ok"])
            for index in indexes where try database.tableExists(index) {
                try database.execute(
                    sql: "INSERT INTO \(index) (\(index)) VALUES ('integrity-check')")
            }
        }
    }

    /// No delivery was stored in part: of each feed there are all articles of one round, as that
    /// round told them.
    private static func expectWholeDeliveries(_ path: String) throws {
        try DatabaseQueue(path: path).read { database in
            let halves = try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM article LEFT JOIN document ON document.article = article.id
                    WHERE document.article IS NULL
                    """)
            #expect(halves == 0)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT count(*), substr(teaser, 1, instr(teaser, ',') - 1)
                    FROM article GROUP BY source, 2
                    """)
            for row in rows {
                let (count, words): (Int, String) = (row[0], row[1])
                let round = try #require(Int(words.dropFirst("De tekst van ronde ".count)))
                #expect(count == items(in: round), "\(words)")
            }
        }
    }

    /// Every article of the last round is there once, and found once.
    private static func expectWhole(_ path: String) throws {
        try DatabaseQueue(path: path).read { database in
            let expected = feeds.count * items(in: rounds)
            let counts = [
                "article", "document", "(SELECT DISTINCT title, source FROM article)",
                "(\(indexes.map(hits).joined(separator: " UNION ALL ")))",
            ].map { table in (table, "SELECT count(*) FROM \(table)") }
            for (table, sql) in counts {
                let count = try Int.fetchOne(database, sql: sql)
                #expect(count == expected, "\(table)")
            }
        }
    }
}

/// Which round it is, for the server's threads.
private final class Round: Sendable {
    let number = Mutex(0)
}

extension Screen {
    /// The title that is selected.
    fileprivate var selected: String? {
        rows.first { $0.hasPrefix("▌") }.map { String($0.dropFirst()) }
    }
}

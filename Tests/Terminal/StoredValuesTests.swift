import Foundation
import GRDB
import HostileText
import TestSupport
import TestTags
import Testing

/// Databases in whose columns anybody wrote what he liked: every command and every screen takes
/// them for damaged, or shows them as text and moments that harm nobody.
@Suite(.tags(.slow)) struct StoredValuesTests {
    private static let values = [
        "'abc'", "NULL", "x'00ff1b9b'", "9223372036854775807", "-9223372036854775808", "9e999",
        "char(27, 93, 155, 8238, 8203)", "zeroblob(3000000)",
        "replace(hex(zeroblob(1500000)), '00', 'a' || char(31))",
    ]

    private static let newsColumns = [
        "article.title", "article.teaser", "article.authors", "article.published",
        "article.updated", "article.outlets", "article.story", "article.link", "article.section",
        "document.body", "document.is_page", "document.page_problem", "source.name",
        "source.address", "source.checked", "source.next_poll", "source.problem", "section.name",
        "revision.number", "revision.title", "revision.until", "revision.body",
    ]

    private static let readerColumns = [
        "setting.value", "setting.name", "read.moment", "saved.title", "saved.published",
        "saved.authors", "saved.body", "position.block",
    ]

    private static let commands = [
        ["print"], ["read", "1"], ["search", "tekst"], ["stories"], ["sources"], ["doctor"],
        ["compare", "1"], ["webmail"], ["print", "--json"], ["read", "1", "--json"],
    ]

    private let reader: TestReader
    private let news: Data
    private let acts: Data

    /// A reader with two reports of one story, one of them changed, read and saved.
    init() throws {
        let server = try NewsServer { path, _ in Feed.rss(Feed.items("Bericht", 4)) }
        reader = try TestReader.reading(server)
        for sql in [
            "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE",
            """
            UPDATE article SET story = (SELECT min(id) FROM article), outlets = 2;
            INSERT INTO revision SELECT id, 0, 1, published, published, 'Eerder', 'pWas.'
              FROM article
            """,
        ] { try Self.execute(sql, on: reader.newsDatabase) }
        try Self.execute(
            """
            ATTACH '\(reader.newsDatabase)' AS news;
            INSERT INTO read (article, moment) SELECT id, 2 FROM news.article LIMIT 1;
            INSERT INTO position SELECT id, 2, 3 FROM news.article;
            INSERT INTO saved (article, moment, section, section_name, source, published, title,
              teaser, authors, link, body)
            SELECT id, 2, section, 'x', 'y', published, title, teaser, authors, link, 'pTekst.'
            FROM news.article
            """, on: reader.readerDatabase)
        news = try Data(contentsOf: URL(fileURLWithPath: reader.newsDatabase))
        acts = try Data(contentsOf: URL(fileURLWithPath: reader.readerDatabase))
    }

    @Test(arguments: newsColumns + readerColumns)
    func `no command traps or lets anything through`(column: String) throws {
        for (index, value) in Self.values.enumerated() {
            // With each column each command once, and each value.
            for step in 0..<2 {
                try put(value, into: column)
                let command = Self.commands[(index * 2 + step) % Self.commands.count]
                let outcome = try ProgramRun(
                    ["portaal"] + command + ["--now", TestReader.moment], at: reader)
                #expect((0...1).contains(outcome.code), "\(command) with \(value)")
                for line in (outcome.output + outcome.errors).split(separator: "\n") {
                    #expect(Harm.first(in: String(line)) == nil, "\(command) with \(value)")
                }
            }
        }
    }

    @Test(arguments: newsColumns + readerColumns)
    func `no screen traps or lets anything through`(column: String) throws {
        let entry = try ProgramRun(["infocmp", "-1", "-x", "xterm-256color"], at: reader)
        let grammar = OutputGrammar(terminfo: entry.output)
        reader.environment["TERM"] = "xterm-256color"
        for value in ["char(27, 93, 155, 8238, 8203)", "9223372036854775807"] {
            try put(value, into: column)
            let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
            try terminal.see("ZeelandNet")
            // `h` goes back and never ends the portal, as `q` would where nothing opened.
            try terminal.type("1jsm\rGhS\rhhBh2j\rc hhAu")
            try terminal.press("?")
            try terminal.see("omlaag, omhoog")
            try terminal.type("Q")
            #expect(try terminal.code() == 0, "\(value)")
            _ = try grammar.text(in: terminal.sent)
        }
    }

    @Test func `a view without an end in the place of the articles is kept aside`() throws {
        try Self.execute(
            """
            ALTER TABLE article RENAME TO hidden;
            CREATE VIEW article AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
              SELECT hidden.* FROM hidden, n
            """, on: reader.newsDatabase)
        let outcome = try ProgramRun(["portaal", "print"], at: reader)
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("is beschadigd. Het bestand staat nu opzij als"))
    }

    @Test func `a saved article that is none is told, and the rest goes on`() throws {
        try put("x'00ff'", into: "saved.title")
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("hulp")
        try terminal.type("S")
        try terminal.see("eschadigd")
        try terminal.press("?")
        try terminal.see("omlaag, omhoog")
        #expect(try reader.count("saved") == 0)
        let aside = try Data(contentsOf: URL(fileURLWithPath: reader.readerDatabase + ".opzij"))
        #expect(aside.count == acts.count)
    }

    /// Puts the files back as they were, and then what SQL makes of `value` into a column of every
    /// row, unless the table refuses it.
    private func put(_ value: String, into column: String) throws {
        for (path, content) in [(reader.newsDatabase, news), (reader.readerDatabase, acts)] {
            for ending in ["-wal", "-shm", "-journal", ".opzij"]
            where FileManager.default.fileExists(atPath: path + ending) {
                try FileManager.default.removeItem(atPath: path + ending)
            }
            try content.write(to: URL(fileURLWithPath: path))
        }
        let parts = column.split(separator: ".")
        let path = Self.readerColumns.contains(column) ? reader.readerDatabase : reader.newsDatabase
        do {
            try Self.execute("UPDATE OR IGNORE \(parts[0]) SET \(parts[1]) = (\(value))", on: path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_MISMATCH {}
    }

    private static func execute(_ sql: String, on path: String) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }
}

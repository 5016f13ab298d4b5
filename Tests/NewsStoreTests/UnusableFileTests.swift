import Foundation
import GRDB
import NewsStore
import PortalModel
import TestSupport
import Testing

struct UnusableFileTests {
    /// The databases that can be opened, by what opens them.
    enum Opening: CaseIterable {
        case courier, front, reader

        func open(_ path: String) throws(StoreProblem) {
            switch self {
            case .courier: _ = try NewsWriter(path: path)
            case .front: _ = try NewsDatabase(path: path)
            case .reader: _ = try ReaderDatabase(path: path)
            }
        }

        /// Makes a sound file of the kind.
        func make(_ path: String) throws(StoreProblem) {
            switch self {
            case .courier, .front: _ = try NewsWriter(path: path)
            case .reader: _ = try ReaderDatabase(path: path)
            }
        }
    }

    @Test func `a file says whose it is and how far it is`() throws {
        try withTemporaryFolder { folder in
            _ = try NewsWriter(path: "\(folder)/news.db")
            _ = try ReaderDatabase(path: "\(folder)/reader.db")
            #expect(try header(of: "\(folder)/news.db") == ["PNWS", "13"])
            #expect(try header(of: "\(folder)/reader.db") == ["PRDR", "4"])
        }
    }

    @Test(arguments: Opening.allCases)
    func `a file of a newer portal is not touched`(opening: Opening) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.db"
            try opening.make(path)
            try execute("PRAGMA user_version = 900", on: path)
            let problem = try #require(throws: StoreProblem.self) { try opening.open(path) }
            #expect(problem.code == .newer)
            #expect(problem.isBeyondUse)
            #expect(problem.sentence.string.contains("nieuwer portaal"))
            #expect(try header(of: path).last == "900")
        }
    }

    @Test(arguments: Opening.allCases)
    func `a file of another program is not touched`(opening: Opening) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.db"
            try execute("CREATE TABLE recept (naam TEXT)", on: path)
            let before = try bytes(of: path)
            let problem = try #require(throws: StoreProblem.self) { try opening.open(path) }
            #expect(problem.code == .foreign)
            // A journal mode is no content, so only the table is compared.
            #expect(try bytes(of: path).count == before.count)
            let tables = try DatabaseQueue(path: path).read { database in
                try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema")
            }
            #expect(tables == ["recept"])
        }
    }

    @Test func `reader.db is not taken for news.db`() throws {
        try withTemporaryFolder { folder in
            _ = try ReaderDatabase(path: "\(folder)/a.db")
            let problem = try #require(throws: StoreProblem.self) {
                try NewsWriter(path: "\(folder)/a.db")
            }
            #expect(problem.code == .foreign)
        }
    }

    @Test(arguments: Opening.allCases)
    func `a damaged file is kept aside byte for byte and makes way for a new one`(
        opening: Opening
    ) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/a.db"
            let rubbish = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try rubbish.write(to: URL(filePath: path))
            let problem = try #require(throws: StoreProblem.self) { try opening.open(path) }
            #expect(problem.code == .damaged)
            #expect(problem.isBeyondUse)
            let aside = try SetAsideDatabase(problem)
            #expect(try bytes(of: aside.path) == rubbish)
            #expect(aside.path == "\(path).opzij")
            #expect(aside.sentence.string.contains("beschadigd"))
            #expect(aside.sentence.string.contains(aside.path))
            try opening.make(path)
            try opening.open(path)
        }
    }

    @Test func `a page torn in the middle of a database is found when it is read`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            do {
                let delivery = try NewsWriter(path: path)
                try delivery.synchronise(Deliveries.editions)
                _ = try delivery.store(
                    Deliveries.delivery((1...200).map { Deliveries.article($0, secondsOld: $0) }))
            }
            try execute("PRAGMA wal_checkpoint(TRUNCATE)", on: path)
            var content = try bytes(of: path)
            for index in 4096..<content.count { content[index] = 0xA5 }
            try content.write(to: URL(filePath: path))
            let problem = try #require(throws: StoreProblem.self) {
                let news = try NewsDatabase(path: path)
                _ = try news.headlines(on: .front(Deliveries.editions[0].id), count: 40)
            }
            #expect(problem.code == .damaged)
        }
    }

    @Test func `journals go along with the file, and no earlier file is overwritten`() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/news.db"
            for (suffix, text) in [("", "a"), ("-wal", "b"), ("-shm", "c"), (".opzij", "old")] {
                try Data(text.utf8).write(to: URL(filePath: path + suffix))
            }
            let aside = try SetAsideDatabase(StoreProblem(.damaged, path: path))
            #expect(aside.path == "\(path).opzij-2")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(
                names == [
                    "news.db.opzij", "news.db.opzij-2", "news.db.opzij-2-shm",
                    "news.db.opzij-2-wal",
                ])
            #expect(try bytes(of: aside.path + "-wal") == Data("b".utf8))
            #expect(try bytes(of: "\(path).opzij") == Data("old".utf8))
        }
    }

    @Test(arguments: Opening.allCases)
    func `a folder that is not there is a problem with the rights`(opening: Opening) throws {
        try withTemporaryFolder { folder in
            let problem = try #require(throws: StoreProblem.self) {
                try opening.open("\(folder)/none/a.db")
            }
            #expect(problem.code == .notAllowed)
            #expect(!problem.isBeyondUse)
        }
    }

    @Test func `the front does not make a news.db`() throws {
        try withTemporaryFolder { folder in
            #expect(throws: StoreProblem.self) { try NewsDatabase(path: "\(folder)/news.db") }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names == [])
        }
    }

    private func bytes(of path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }

    private func execute(_ sql: String, on path: String) throws {
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: sql) }
    }

    /// The application id as text, and the version.
    private func header(of path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { database in
            let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            let letters = stride(from: 24, through: 0, by: -8).map { shift in
                Character(Unicode.Scalar(UInt8(truncatingIfNeeded: owner >> shift)))
            }
            return [String(letters), String(version)]
        }
    }
}

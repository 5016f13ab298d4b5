import Foundation
import GRDB
import GRDBSQLite
import PortalModel

/// A row of an answer, each column of which is checked for its type, its range and its length as it
/// is read: whoever can write the file could have put anything there.
///
/// The only way in which values come out of a database: what GRDB offers besides traps on a value
/// of another type, or takes it for something that it is not.
///
/// Good only until the statement goes on. Every reading throws `StoreDamage`.
struct StoredRow {
    fileprivate let statement: SQLiteStatement

    /// Bytes of a text of one line, at the most: what `SafeText(line:)` looks at.
    static let lineLength = 80_000
    /// Bytes of any text, at the most.
    static let textLength = 16_000_000

    /// What `read` makes of the column; nil where there is nothing in it.
    func optional<Value>(_ column: Int, _ read: (Int) throws -> Value) rethrows -> Value? {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL ? nil : try read(column)
    }

    /// Any number, such as an identifier.
    func number(_ column: Int) throws -> Int64 {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else {
            throw damage(column, "no number")
        }
        return sqlite3_column_int64(statement, Int32(column))
    }

    func article(_ column: Int) throws -> ArticleID { ArticleID(rawValue: try number(column)) }
    func source(_ column: Int) throws -> SourceID { SourceID(rawValue: try number(column)) }
    func section(_ column: Int) throws -> SectionID { SectionID(rawValue: try number(column)) }

    /// A number in `range`.
    func number(_ column: Int, in range: ClosedRange<Int64>) throws -> Int64 {
        let number = try number(column)
        guard range.contains(number) else { throw damage(column, "\(number)") }
        return number
    }

    /// How many there are of something, up to a thousand million.
    func count(_ column: Int) throws -> Int {
        Int(try number(column, in: 0...1_000_000_000))
    }

    /// Yes or no, kept as 1 or 0.
    func flag(_ column: Int) throws -> Bool {
        try number(column, in: 0...1) == 1
    }

    /// A moment of the years 1 to 9999.
    func moment(_ column: Int) throws -> Timestamp {
        Timestamp(seconds: try number(column, in: Timestamp.written))
    }

    /// A number with a fraction, from 0 to a thousand million.
    func fraction(_ column: Int) throws -> Double {
        let type = sqlite3_column_type(statement, Int32(column))
        let fraction = sqlite3_column_double(statement, Int32(column))
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER, (0...1e9).contains(fraction) else {
            throw damage(column, "no fraction")
        }
        return fraction
    }

    /// Text of one line, cleaned again.
    func line(_ column: Int) throws -> SafeText {
        SafeText(line: try text(column, upTo: Self.lineLength))
    }

    /// A document for the screen: no more is read of it than is shown.
    func document(_ column: Int) throws -> Document {
        let bytes = try bytes(ofText: column)
        return Document(
            forReading: String(decoding: bytes.prefix(Document.longestRead), as: UTF8.self))
    }

    /// Text as it is, at most `limit` bytes of UTF-8: to be cleaned by what reads it.
    func text(_ column: Int, upTo limit: Int = textLength) throws -> String {
        let bytes = try bytes(ofText: column)
        guard bytes.count <= limit else { throw damage(column, "\(bytes.count) bytes") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The UTF-8 of a text, good until the statement goes on.
    private func bytes(ofText column: Int) throws -> UnsafeBufferPointer<UInt8> {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, Int32(column))
        else { throw damage(column, "no text") }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return UnsafeBufferPointer(start: start, count: count)
    }

    /// Bytes as they are.
    func data(_ column: Int) throws -> Data {
        try withBytes(column, upTo: Self.textLength) { Data($0) }
    }

    /// What `look` makes of bytes, at most `limit` of them, which it must not keep.
    func withBytes<Value>(
        _ column: Int, upTo limit: Int, _ look: (UnsafeRawBufferPointer) throws -> Value
    ) throws -> Value {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else {
            throw damage(column, "no bytes")
        }
        let start = sqlite3_column_blob(statement, Int32(column))
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        guard count <= limit else { throw damage(column, "\(count) bytes") }
        return try look(UnsafeRawBufferPointer(start: start, count: count))
    }

    private func damage(_ column: Int, _ what: String) -> StoreDamage {
        StoreDamage(what: "column \(column): \(what)")
    }
}

/// That a file holds what no version of the portal ever wrote.
struct StoreDamage: Error {
    /// For the log: never anything of the file but numbers.
    let what: String
}

extension Database {
    /// What `read` makes of every row of an answer.
    func rows<Value>(
        _ sql: String, _ arguments: StatementArguments = [],
        _ read: (StoredRow) throws -> Value
    ) throws -> [Value] {
        try cachedStatement(sql: sql).rows(arguments, read)
    }

    /// What `read` makes of the first row of an answer; nil when there is none.
    func row<Value>(
        _ sql: String, _ arguments: StatementArguments = [],
        _ read: (StoredRow) throws -> Value
    ) throws -> Value? {
        try cachedStatement(sql: sql).row(arguments, read)
    }
}

extension Statement {
    /// What `read` makes of every row of the answer.
    func rows<Value>(
        _ arguments: StatementArguments, _ read: (StoredRow) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try forEachRow(arguments) { values.append(try read($0)) }
        return values
    }

    /// What `read` makes of the first row of the answer; nil when there is none.
    func row<Value>(
        _ arguments: StatementArguments, _ read: (StoredRow) throws -> Value
    ) throws -> Value? {
        let cursor = try Row.fetchCursor(self, arguments: arguments)
        return try cursor.next() == nil ? nil : read(StoredRow(statement: sqliteStatement))
    }

    /// Gives each row of the answer to `take`.
    func forEachRow(
        _ arguments: StatementArguments, _ take: (StoredRow) throws -> Void
    ) throws {
        let cursor = try Row.fetchCursor(self, arguments: arguments)
        let row = StoredRow(statement: sqliteStatement)
        while try cursor.next() != nil { try take(row) }
    }

    /// Gives the rows of the answer to `take`, until that says no.
    func walk(_ arguments: StatementArguments, _ take: (StoredRow) throws -> Bool) throws {
        let cursor = try Row.fetchCursor(self, arguments: arguments)
        let row = StoredRow(statement: sqliteStatement)
        while try cursor.next() != nil, try take(row) {}
    }
}

extension Statement {
    /// Runs the statement once with `numbers` as its arguments, and gives each row of the answer to
    /// `take`. Binds without GRDB, which takes a thousand instructions for each of hundreds.
    func forEachRow(
        numbers: [Int64], _ take: (StoredRow) throws -> Void = { _ in }
    ) throws {
        let statement = sqliteStatement
        sqlite3_reset(statement)
        defer { sqlite3_reset(statement) }
        for (index, number) in numbers.enumerated() {
            sqlite3_bind_int64(statement, Int32(index + 1), number)
        }
        let row = StoredRow(statement: statement)
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW {
            try take(row)
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else {
            let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }
}

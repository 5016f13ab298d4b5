import Foundation
import GRDB
import PortalModel

/// What is remembered of a source's last feed, so that items which stay as they are cost nothing.
///
/// It holds no more than that feed, and is gone with the articles that it speaks of.
public struct FeedMemory: Hashable, Sendable {
    /// An item as it was.
    public struct Item: Hashable, Sendable {
        /// Of its bytes.
        public let digest: Int64
        /// The article that it is.
        public let article: ArticleID
        /// The article that it would be by its name: no other item of the feed has that name.
        public let name: ArticleID

        public init(digest: Int64, article: ArticleID, name: ArticleID) {
            self.digest = digest
            self.article = article
            self.name = name
        }
    }

    /// What decided the meaning of the items beside their own bytes.
    public let context: Int64
    /// The items, in no order.
    public let items: [Item]

    /// Items of a feed that are remembered at the most: 24 bytes each.
    static let maximumItems = 10_000

    init(context: Int64, items: [Item]) {
        self.context = context
        self.items = Array(items.prefix(Self.maximumItems))
    }
}

extension FeedMemory {
    /// Three little-endian numbers an item.
    fileprivate init(context: Int64, stored data: Data) {
        let size = 3 * MemoryLayout<Int64>.size
        let items = data.withUnsafeBytes { bytes in
            (0..<min(bytes.count / size, Self.maximumItems)).map { index in
                func number(_ place: Int) -> Int64 {
                    let offset = index * size + place * MemoryLayout<Int64>.size
                    return Int64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
                }
                return Item(
                    digest: number(0), article: ArticleID(rawValue: number(1)),
                    name: ArticleID(rawValue: number(2)))
            }
        }
        self.init(context: context, items: items)
    }

    private var stored: Data {
        let numbers = items.flatMap {
            [
                $0.digest.littleEndian, $0.article.rawValue.littleEndian,
                $0.name.rawValue.littleEndian,
            ]
        }
        return numbers.withUnsafeBytes { Data($0) }
    }

    /// Keeps `memory` in the place of what is remembered of `source`, or nothing.
    static func keep(
        _ memory: FeedMemory?, of source: SourceID, _ database: Database
    ) throws {
        guard let memory else { return try forget(source, database) }
        try database.cachedStatement(
            sql: """
                INSERT INTO feed_memory (source, context, items) VALUES (?, ?, ?)
                ON CONFLICT (source) DO UPDATE
                  SET context = excluded.context, items = excluded.items
                  WHERE context <> excluded.context OR items <> excluded.items
                """
        ).execute(arguments: [source.rawValue, memory.context, memory.stored])
    }

    static func forget(_ source: SourceID, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM feed_memory WHERE source = ?")
            .execute(arguments: [source.rawValue])
    }
}

extension NewsWriter {
    /// What is remembered of the last feed of `source`.
    public func memory(of source: SourceID) throws(StoreProblem) -> FeedMemory? {
        try connection.read { database in
            try database.row(
                "SELECT context, items FROM feed_memory WHERE source = ?", [source.rawValue]
            ) { FeedMemory(context: try $0.number(0), stored: try $0.data(1)) }
        }
    }
}

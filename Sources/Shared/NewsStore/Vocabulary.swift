import Foundation
import GRDB
import PortalModel

/// The words of the articles that are indexed, for what the index cannot tell: which words hold
/// another, and which are spelled almost like it. (FTS5 can list its words, but walks through every
/// occurrence of each for that, which takes seconds.)
///
/// They stand in rows of some ten thousand bytes, in the order in which they first came, each with
/// a line break before and after it. A word stays when its articles go; the oldest go when there
/// are too many, and come again when they are used again.
enum Vocabulary {
    /// Bytes of a row that is not filled up any more.
    static let rowLength = 48_000
    /// Rows that are kept: half a million words, which are looked through in some milliseconds.
    static let mostRows = 128

    private static let lineBreak = UInt8(ascii: "\n")

    /// Shorter words are seldom compounds or misspelled.
    private static let shortest = 4

    /// Gives the rows to `look`, the newest first.
    static func forEachRow(
        of database: Database, _ look: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let rows = try database.cachedStatement(
            sql: "SELECT words FROM vocabulary ORDER BY number DESC LIMIT \(mostRows)")
        try rows.forEachRow([]) { try $0.withBytes(0, upTo: 2 * rowLength, look) }
    }

    /// Gives each word of a row to `take`.
    @inline(__always)
    static func forEachWord(
        in bytes: UnsafeRawBufferPointer, _ take: (Slice<UnsafeRawBufferPointer>) -> Void
    ) {
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == lineBreak {
            if place > start { take(bytes[start..<place]) }
            start = place + 1
        }
    }
}

extension Vocabulary {
    /// The words of texts that are put into the index in one transaction.
    struct Gathering {
        /// Each once, with a line break behind it.
        private var words: [UInt8] = []
        private var hashes: Set<UInt64> = []
        /// What came last, by a part of its hash: most words of a text are among the commonest.
        private var recent = [UInt64](repeating: 0, count: 4096)

        mutating func add(_ text: String) {
            FoldedWords.forEach(in: text) { letters in
                guard letters.count >= Vocabulary.shortest else { return }
                var hash = StableHash()
                for letter in letters { hash.mix(letter) }
                let slot = Int(truncatingIfNeeded: hash.bits & 4095)
                guard recent[slot] != hash.bits else { return }
                recent[slot] = hash.bits
                guard hashes.insert(hash.bits).inserted else { return }
                words.append(contentsOf: letters)
                words.append(Vocabulary.lineBreak)
            }
        }

        /// Stores those that are not stored yet.
        mutating func store(_ database: Database) throws {
            guard !words.isEmpty else { return }
            try removeKnown(database)
            defer { (words, hashes) = ([], []) }
            guard !hashes.isEmpty else { return }
            let last = try database.row(
                "SELECT number, words FROM vocabulary ORDER BY number DESC LIMIT 1"
            ) { (number: try $0.number(0, in: 0...1 << 40), words: [UInt8](try $0.data(1))) }
            var (number, row) = last ?? (0, [])
            let write = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO vocabulary (number, words) VALUES (?, ?)")
            try words.withUnsafeBytes { bytes in
                try forEachNew(in: bytes) { word in
                    if row.count >= Vocabulary.rowLength {
                        try write.execute(arguments: [number, Data(row)])
                        number += 1
                        row = []
                    }
                    if row.isEmpty { row.append(Vocabulary.lineBreak) }
                    row.append(contentsOf: word)
                    row.append(Vocabulary.lineBreak)
                }
            }
            try write.execute(arguments: [number, Data(row)])
            try database.execute(
                sql: """
                    DELETE FROM vocabulary
                    WHERE number <= (SELECT max(number) FROM vocabulary) - \(Vocabulary.mostRows)
                    """)
        }

        private func forEachNew(
            in bytes: UnsafeRawBufferPointer, _ take: (Slice<UnsafeRawBufferPointer>) throws -> Void
        ) rethrows {
            var start = 0
            for (place, byte) in bytes.enumerated() where byte == Vocabulary.lineBreak {
                let word = bytes[start..<place]
                if hashes.contains(Self.hash(of: word)) { try take(word) }
                start = place + 1
            }
        }

        /// Takes out the hashes of words that are stored.
        private mutating func removeKnown(_ database: Database) throws {
            // A look at a bit saves most of those at the table.
            var bits = [Bool](repeating: false, count: 65_536)
            for hash in hashes { bits[Int(truncatingIfNeeded: hash & 65_535)] = true }
            try Vocabulary.forEachRow(of: database) { row in
                Vocabulary.forEachWord(in: row) { word in
                    let hash = Self.hash(of: word)
                    guard bits[Int(truncatingIfNeeded: hash & 65_535)] else { return }
                    hashes.remove(hash)
                }
            }
        }

        private static func hash(of word: Slice<UnsafeRawBufferPointer>) -> UInt64 {
            var hash = StableHash()
            for letter in word { hash.mix(letter) }
            return hash.bits
        }
    }
}

extension Vocabulary {
    /// Compounds that are looked at, and those that are searched for, at the most.
    private static let (seenCompounds, mostCompounds) = (600, 40)

    /// For each of `parts` the words that hold it, those that end in it first and the shortest of
    /// them before the others. Looks through all words.
    static func compounds(of parts: [TypedWord?], in database: Database) throws -> [[String]] {
        guard parts.contains(where: { $0?.hasCompounds == true }) else {
            return parts.map { _ in [] }
        }
        var found: [[(word: String, isEnd: Bool)]] = parts.map { _ in [] }
        try forEachRow(of: database) { row in
            for (index, part) in parts.enumerated() {
                guard let part, part.hasCompounds, found[index].count < seenCompounds else {
                    continue
                }
                forEachWord(holding: part, in: row) { word, isEnd in
                    found[index].append((String(decoding: word, as: UTF8.self), isEnd))
                }
            }
        }
        return found.map { words in
            words.sorted { one, other in
                (one.isEnd ? 0 : 1, one.word.utf8.count, one.word)
                    < (other.isEnd ? 0 : 1, other.word.utf8.count, other.word)
            }.prefix(mostCompounds).map(\.word)
        }
    }

    /// The letters from the rarest in Dutch to the commonest.
    private static let byRarity = Array("qxyjcfpzuwvbmkhglsoridtaen".utf8)

    /// Looks for the rarest letter of the part, and around it where that stands.
    private static func forEachWord(
        holding part: TypedWord, in bytes: UnsafeRawBufferPointer,
        _ take: (Slice<UnsafeRawBufferPointer>, _ isEnd: Bool) -> Void
    ) {
        let letters = part.letters
        let rarest = byRarity.first { letters.contains($0) }
        guard let base = bytes.baseAddress, let rarest,
            let offset = letters.firstIndex(of: rarest)
        else { return }
        var next = offset
        while next < bytes.count,
            let found = memchr(base + next, Int32(rarest), bytes.count - next)
        {
            let place = UnsafeRawPointer(found) - base - offset
            next = place + offset + 1
            let partEnd = place + letters.count
            guard partEnd <= bytes.count, bytes[place..<partEnd].elementsEqual(letters), place > 0,
                bytes[place - 1] != lineBreak
            else { continue }
            var first = place
            while first > 0, bytes[first - 1] != lineBreak { first -= 1 }
            var end = partEnd
            while end < bytes.count, bytes[end] != lineBreak { end += 1 }
            guard end - first <= FoldedWords.longest,
                part.isPart(after: place - first, before: end - partEnd)
            else { continue }
            take(bytes[first..<end], partEnd == end)
            next = max(next, end)
        }
    }

    /// The words that are spelled most like `typed`, the nearest first. Looks through all words.
    static func nearest(to typed: TypedWord, count: Int, in database: Database) throws -> [String] {
        guard typed.mistakes > 0 else { return [] }
        let wanted = LetterSet(typed.letters)
        let length = typed.letters.count
        var distance = EditDistance(from: typed.letters)
        var found: [(word: String, distance: Int)] = []
        try forEachRow(of: database) { row in
            forEachWord(in: row) { word in
                guard abs(word.count - length) <= typed.mistakes,
                    wanted.differs(from: LetterSet(word), by: 2 * typed.mistakes),
                    let steps = distance(to: word, limit: typed.mistakes), steps > 0
                else { return }
                found.append((String(decoding: word, as: UTF8.self), steps))
            }
        }
        return found.sorted { one, other in
            let first = one.word.utf8.first == typed.letters.first ? 0 : 1
            let second = other.word.utf8.first == typed.letters.first ? 0 : 1
            return (one.distance, first, one.word) < (other.distance, second, other.word)
        }.prefix(count).map(\.word)
    }

    /// Which of the letters a to z a word has: two words that differ in many of them are not alike,
    /// which is quicker to see than how far they are apart.
    private struct LetterSet {
        private var bits: UInt32 = 0

        init(_ letters: some Sequence<UInt8>) {
            for letter in letters { bits |= 1 << UInt32(letter & 31) }
        }

        func differs(from other: LetterSet, by most: Int) -> Bool {
            (bits ^ other.bits).nonzeroBitCount <= most
        }
    }
}

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
        in bytes: UnsafeRawBufferPointer, _ take: (Slice<UnsafeRawBufferPointer>) throws -> Void
    ) rethrows {
        var start = 0
        while start < bytes.count {
            let end = endOfWord(from: start, in: bytes)
            if end > start { try take(bytes[start..<end]) }
            start = end + 1
        }
    }

    /// Where the next line break stands, from `start` on; the end of `bytes` where there is none.
    @inline(__always)
    private static func endOfWord(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var place = start
        // Eight at a time: a byte that is a line break, and no other before it, leaves its
        // highest bit (A. Mycroft's test for a zero byte).
        while place + 8 <= bytes.count {
            let letters = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
            let zeros = letters ^ (0x0101_0101_0101_0101 &* UInt64(lineBreak))
            let found = (zeros &- 0x0101_0101_0101_0101) & ~zeros & 0x8080_8080_8080_8080
            if found != 0 { return place + found.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < bytes.count, bytes[place] != lineBreak { place += 1 }
        return place
    }
}

extension Vocabulary {
    /// The words of some texts, each once. They are gathered where the texts are made ready to be
    /// stored, which needs no database.
    struct Words: Sendable {
        /// Each with a line break behind it.
        private(set) var bytes: [UInt8] = []
        /// Of each word a hash, in the order of `bytes`.
        private(set) var hashes: [UInt64] = []

        init(of texts: some Sequence<String>) {
            var known: Set<UInt64> = []
            // What came last, by a part of its hash: most words of a text are among the commonest.
            var recent = [UInt64](repeating: 0, count: 2048)
            for text in texts {
                FoldingTokenizer.forEach(in: text) { letters in
                    guard letters.count >= Vocabulary.shortest else { return }
                    let hash = Vocabulary.hash(of: UnsafeRawBufferPointer(letters))
                    let slot = Int(truncatingIfNeeded: hash & 2047)
                    guard recent[slot] != hash else { return }
                    recent[slot] = hash
                    guard known.insert(hash).inserted else { return }
                    bytes.append(contentsOf: letters)
                    bytes.append(Vocabulary.lineBreak)
                    hashes.append(hash)
                }
            }
        }
    }

    /// A hash of a word's letters, taken eight at a time. It is nowhere stored.
    @inline(__always)
    private static func hash(of word: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(word.count)
        func mix(_ letters: UInt64) {
            hash = (hash ^ letters) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
        }
        var place = 0
        while place + 8 < word.count {
            mix(word.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        // The last letters, some of them once more rather than any of what follows them.
        if word.count >= 8 {
            mix(word.loadUnaligned(fromByteOffset: word.count - 8, as: UInt64.self))
        } else if word.count >= 4 {
            mix(UInt64(word.loadUnaligned(as: UInt32.self)))
            mix(UInt64(word.loadUnaligned(fromByteOffset: word.count - 4, as: UInt32.self)))
        } else {
            for letter in word { mix(UInt64(letter)) }
        }
        return hash
    }

    /// The words of what is put into the index in one transaction.
    struct Gathering {
        /// Each with a line break behind it.
        private var words: [UInt8] = []
        private var hashes: Set<UInt64> = []

        mutating func add(_ new: Words) {
            new.bytes.withUnsafeBytes { bytes in
                var start = 0
                for hash in new.hashes {
                    let end = Vocabulary.endOfWord(from: start, in: bytes)
                    if hashes.insert(hash).inserted { words.append(contentsOf: bytes[start...end]) }
                    start = end + 1
                }
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
                try Vocabulary.forEachWord(in: bytes) { word in
                    let word = UnsafeRawBufferPointer(rebasing: word)
                    guard hashes.contains(Vocabulary.hash(of: word)) else { return }
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
            try database.cachedStatement(
                sql: """
                    DELETE FROM vocabulary
                    WHERE number <= (SELECT max(number) FROM vocabulary) - \(Vocabulary.mostRows)
                    """
            ).execute()
        }

        /// Takes out the hashes of words that are stored.
        private mutating func removeKnown(_ database: Database) throws {
            // A look at a bit saves most of those at the table.
            var bits = [Bool](repeating: false, count: 65_536)
            for hash in hashes { bits[Int(truncatingIfNeeded: hash & 65_535)] = true }
            try Vocabulary.forEachRow(of: database) { row in
                Vocabulary.forEachWord(in: row) { word in
                    let hash = Vocabulary.hash(of: UnsafeRawBufferPointer(rebasing: word))
                    guard bits[Int(truncatingIfNeeded: hash & 65_535)] else { return }
                    hashes.remove(hash)
                }
            }
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
            guard end - first <= FoldingTokenizer.longest,
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

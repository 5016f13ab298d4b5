/// The runs of three words of a text, each as a hash: texts that share passages share them.
///
/// A. Z. Broder, "On the resemblance and containment of documents", 1997.
struct Shingles {
    /// In rising order, each once.
    let hashes: [UInt64]

    /// The words that one run has.
    static let width = 3

    /// The shingles of `words`; none for a text that is shorter than one.
    init(of words: some RandomAccessCollection<Word>) {
        var hashes: [UInt64] = []
        hashes.reserveCapacity(words.count)
        Self.forEach(of: words) { hashes.append($0) }
        hashes.sort()
        var last: UInt64?
        hashes.removeAll { hash in
            defer { last = hash }
            return hash == last
        }
        self.hashes = hashes
    }

    var count: Int { hashes.count }

    /// How many shingles the two have in common.
    func shared(with other: Shingles) -> Int {
        var (left, right, shared) = (0, 0, 0)
        while left < hashes.count, right < other.hashes.count {
            let (one, two) = (hashes[left], other.hashes[right])
            if one == two { shared += 1 }
            left += one <= two ? 1 : 0
            right += two <= one ? 1 : 0
        }
        return shared
    }

    @inline(__always)
    static func forEach(
        of words: some RandomAccessCollection<Word>, _ visit: (UInt64) -> Void
    ) {
        var (before, last): (UInt64, UInt64) = (0, 0)
        for (place, word) in words.enumerated() {
            if place >= width - 1 {
                visit(mixed(before &* 0x9e37_79b9_7f4a_7c15 ^ last.rotated(by: 21) ^ word.whole))
            }
            (before, last) = (last, word.whole)
        }
    }

    /// Spreads a hash over all its bits (the finaliser of MurmurHash3, A. Appleby).
    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ hash >> 33
    }
}

extension UInt64 {
    fileprivate func rotated(by bits: UInt64) -> UInt64 {
        self << bits | self >> (64 - bits)
    }
}

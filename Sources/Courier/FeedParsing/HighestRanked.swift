/// The value of the highest rank that was offered; of equal ranks the first, unless said otherwise.
struct HighestRanked<Value> {
    private(set) var value: Value?
    private var rank = Int.max

    /// Offers a value; the lowest number is the highest rank. Nil is no offer. With `replacing`
    /// the value takes the place of one of equal rank.
    mutating func offer(_ offered: Value?, rank offeredRank: Int = 0, replacing: Bool = false) {
        guard let offered, offeredRank < rank || (replacing && offeredRank == rank) else { return }
        value = offered
        rank = offeredRank
    }
}

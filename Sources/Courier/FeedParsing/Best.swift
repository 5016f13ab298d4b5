/// The value of the highest rank that was offered; of equal ranks, the first.
struct Best<Value> {
    private(set) var value: Value?
    private var rank = Int.max

    /// Offers a value; the lowest number is the highest rank. Nil is no offer.
    mutating func offer(_ offered: Value?, rank offeredRank: Int = 0) {
        guard let offered, offeredRank < rank else { return }
        value = offered
        rank = offeredRank
    }
}

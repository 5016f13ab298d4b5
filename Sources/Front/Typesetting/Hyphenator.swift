/// Knows where the words of a language can be divided.
public protocol Hyphenator: Sendable {
    /// The places where `word` can be divided, as counts of letters (Unicode scalars) from its
    /// start, rising.
    ///
    /// - Parameter word: Letters only. How near to its ends it is divided is not the hyphenator's
    ///   concern.
    func divisions(of word: Substring) -> [Int]
}

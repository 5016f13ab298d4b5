/// What a search found.
public struct SearchResults: Hashable, Sendable {
    /// The best first, one for each story; as many as were asked for.
    public var headlines: [Headline]
    /// How many articles were found, up to as many as a search looks at.
    public var total: Int
    /// Whether there are more than that.
    public var isCut = false
    /// Where nothing was found, what was searched for with the nearest words that there are; nil
    /// where that finds nothing either.
    public var suggestion: SafeText?

    public init(headlines: [Headline] = [], total: Int = 0) {
        self.headlines = headlines
        self.total = total
    }
}

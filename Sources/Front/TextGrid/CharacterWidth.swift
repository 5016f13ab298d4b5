extension Character {
    /// How many columns a terminal gives this grapheme cluster: 0, 1 or 2.
    public var columns: Int { 1 }
}

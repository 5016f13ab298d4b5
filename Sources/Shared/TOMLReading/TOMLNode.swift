/// A value in a TOML document (TOML 1.0), and the keys and indices that lead to it.
public struct TOMLNode: Hashable, Sendable {
    /// What a node can hold; dates and fractions are told as `.other`, since no file of ours has
    /// any.
    public enum Value: Hashable, Sendable {
        /// Values by their keys.
        case table([String: TOMLNode])
        /// Values in order.
        case array([TOMLNode])
        /// Text.
        case string(String)
        /// A whole number.
        case integer(Int)
        /// True or false.
        case boolean(Bool)
        /// Anything else.
        case other
    }

    /// Keys, and indices from 0 in decimal digits, from the top of the document down.
    public let path: [String]
    /// What stands there.
    public let value: Value
}

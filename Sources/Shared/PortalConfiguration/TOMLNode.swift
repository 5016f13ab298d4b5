import PortalModel

/// A value in a TOML document (TOML 1.0), and where it stands.
public struct TOMLNode: Hashable, Sendable {
    /// What a node can hold; dates and fractions are told as `.other`, since no file of ours has
    /// any, and so is what lies deeper than any file of ours goes.
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

    /// What stands there.
    public let value: Value
    /// Where it begins; nil in no document.
    public let place: ConfigurationMistake.Place?
    /// Where its key begins, or where it does itself when it has none.
    public let keyPlace: ConfigurationMistake.Place?

    /// A value that stands in no document yet.
    public init(_ value: Value) {
        self.init(value, at: nil, keyAt: nil)
    }

    init(
        _ value: Value, at place: ConfigurationMistake.Place?,
        keyAt keyPlace: ConfigurationMistake.Place?
    ) {
        self.value = value
        self.place = place
        self.keyPlace = keyPlace
    }
}

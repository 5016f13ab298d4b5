import PortalModel

/// One thing to fetch.
public struct FetchRequest: Hashable, Sendable {
    /// What is expected at an address; it decides the `Accept` header and the size limit.
    public enum Kind: Hashable, Sendable {
        /// A feed in any format.
        case feed
        /// A page of HTML.
        case page
        /// A picture.
        case picture

        /// Whether something can be made of content that was cut at the limit for its size.
        var canBeCut: Bool { self == .feed }

        /// Whether something may be made of content of which the rest is missing for this reason:
        /// a document may prove to be whole though the connection broke off.
        func canDo(despite shortfall: DeliveryProblem) -> Bool {
            shortfall.code == .tooLarge ? canBeCut : self != .picture
        }
    }

    /// The caller's own number for it; the fetcher only hands it back.
    public var id: Int
    /// Where it is.
    public var address: WebAddress
    /// What is expected there.
    var kind: Kind
    /// What the server sent with the last answer that was of use, or nil to get it whole.
    public var validators: Validators?
    /// How near a server may be: what a text names may be no nearer than where the text is from.
    public var nearest: Reach

    /// A request of these parts; an address that the reader gave may be as near as it likes.
    public init(
        id: Int, address: WebAddress, kind: Kind = .feed, validators: Validators? = nil,
        nearest: Reach = .machine
    ) {
        self.id = id
        self.address = address
        self.kind = kind
        self.validators = validators
        self.nearest = nearest
    }
}

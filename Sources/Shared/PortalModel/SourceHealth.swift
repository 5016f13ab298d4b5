/// A source and how its last deliveries went.
public struct SourceHealth: Hashable, Sendable {
    /// The source.
    public let source: Source
    /// The name of the section that it fills.
    public let section: SafeText
    /// When it was last asked.
    public let checked: Timestamp?
    /// When it last gave a feed, or said that nothing had changed.
    public let delivered: Timestamp?
    /// The moment from which it is asked again by itself.
    public let nextPoll: Timestamp?
    /// Why the last attempt failed, or did not bring all that there was; nil when all went well.
    public let problem: DeliveryProblem?

    /// Whether the last attempt brought nothing.
    public var isFailing: Bool { problem != nil && (delivered == nil || delivered != checked) }

    /// A source's health of these parts; all nil when it was never asked.
    public init(
        source: Source, section: SafeText, checked: Timestamp? = nil,
        delivered: Timestamp? = nil, nextPoll: Timestamp? = nil, problem: DeliveryProblem? = nil
    ) {
        self.source = source
        self.section = section
        self.checked = checked
        self.delivered = delivered
        self.nextPoll = nextPoll
        self.problem = problem
    }
}

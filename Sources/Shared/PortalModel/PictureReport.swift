/// What came of drawing the lead picture of one article.
public struct PictureReport: Hashable, Sendable, Codable {
    /// The article.
    public let article: ArticleID
    /// The picture; nil when there is none.
    public let picture: Picture?
    /// Why there is none.
    public let problem: DeliveryProblem?

    /// A picture that was drawn.
    public init(article: ArticleID, picture: Picture) {
        self.article = article
        self.picture = picture
        problem = nil
    }

    /// A picture that was not.
    public init(article: ArticleID, problem: DeliveryProblem) {
        self.article = article
        picture = nil
        self.problem = problem
    }
}

/// How many colours a picture is drawn in.
public enum PictureColors: String, Hashable, Sendable, CaseIterable {
    /// As many as there are.
    case full
    /// Those of xterm but for the first sixteen, which many readers have given other values.
    case palette = "256"
    /// The first sixteen.
    case named = "16"
}

extension Document {
    /// The first picture with an address that stands by itself: the index of its block, and the
    /// address.
    public var leadPicture: (block: Int, address: WebAddress)? {
        for (index, block) in blocks.enumerated() {
            if case .image(_, let address?) = block { return (index, address) }
        }
        return nil
    }
}

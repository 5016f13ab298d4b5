import NewsStore
import PortalModel

/// How many headlines of a page were not read yet, to be printed.
public struct PlainCount: PlainOutput {
    private let choice: PageChoice
    private let unread: Int

    public init(_ choice: PageChoice, in library: inout NewsLibrary) throws(StoreProblem) {
        self.choice = choice
        unread = try library.unreadCount(on: choice.page)
    }

    public func text(width: Int) -> String { "\(unread)\n" }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeObject([
            "page": choice.name, "edition": choice.edition.name, "unread": unread,
        ])
    }
}

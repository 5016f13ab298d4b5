import PortalModel

/// The words of a report: its title, and the beginning of its text without dateline.
public struct ReportText: Sendable {
    let title: [Word]
    let body: [Word]

    /// How many words of the text count: what comes later is background more often than news.
    static let bodyLimit = 500

    /// The words of a report with this title and text.
    public init(title: SafeText, text: String) {
        self.title = Word.all(of: title.string, limit: 40)
        body = Word.all(of: Self.withoutDateline(text), limit: Self.bodyLimit)
    }

    /// Two edits of one copy may name another place, or none.
    private static func withoutDateline(_ text: String) -> Substring {
        // The longest dateline has fewer than 80 characters.
        let head = SafeText(cleaning: String(decoding: text.utf8.prefix(320), as: UTF8.self))
        guard let dateline = Dateline(startOf: head) else { return text[...] }
        let length = head.string.prefix(dateline.length).utf8.count
        return Substring(text.utf8.dropFirst(length))
    }
}

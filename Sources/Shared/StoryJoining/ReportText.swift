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
    private static func withoutDateline(_ text: String) -> String {
        let head = SafeText(cleaning: text.prefix(120))
        guard let dateline = Dateline(startOf: head) else { return text }
        return String(text.dropFirst(dateline.length))
    }
}

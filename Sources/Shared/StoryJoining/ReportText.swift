import PortalModel

/// The words of a report: its title, and the beginning of its text without dateline.
public struct ReportText: Sendable {
    let title: [Word]
    let body: [Word]

    /// How many words of the text count: what comes later is background more often than news.
    static let bodyLimit = 300

    /// The words of a report with this title and text.
    public init(title: SafeText, text: String) {
        self.title = Word.all(of: title.string, limit: 40)
        body = Word.all(of: Self.withoutDateline(text), limit: Self.bodyLimit)
    }

    /// Two edits of one copy may name another place, or none. As `Dateline` reads it, but by bytes:
    /// what stands in capitals before a dash between spaces.
    private static func withoutDateline(_ text: String) -> Substring {
        // The last eight bytes.
        var last: UInt64 = 0
        for (offset, byte) in text.utf8.prefix(Self.datelineLimit).enumerated() {
            if byte >= 0x61, byte <= 0x7A { break }
            last = last << 8 | UInt64(byte)
            if last & 0xFF_FFFF == Self.hyphen || last & 0xFF_FFFF_FFFF == Self.dash {
                return Substring(text.utf8.dropFirst(offset + 1))
            }
        }
        return text[...]
    }

    /// " - " as UTF-8.
    private static let hyphen: UInt64 = 0x20_2D20
    /// " – " as UTF-8.
    private static let dash: UInt64 = 0x20_E280_9320

    /// Bytes.
    private static let datelineLimit = 120
}

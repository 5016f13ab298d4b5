import Foundation
import PortalModel

/// A report of the set in which it was said by hand which of them tell one story.
public struct LabelledReport: Decodable, Sendable {
    /// What joins reports of one story; different for all others.
    public let story: String
    /// "original", "edited", "independent", or why it must join nothing.
    public let kind: String
    /// Who brought it.
    public let outlet: String
    /// When it appeared.
    public let published: Timestamp
    /// Its title.
    public let title: SafeText
    /// Its paragraphs, parted by blank lines.
    public let text: String

    private enum Key: String, CodingKey {
        case story, kind, outlet, published, title, text
    }

    /// A line of the file.
    public init(from decoder: any Decoder) throws {
        let line = try decoder.container(keyedBy: Key.self)
        story = try line.decode(String.self, forKey: .story)
        kind = try line.decode(String.self, forKey: .kind)
        outlet = try line.decode(String.self, forKey: .outlet)
        title = try line.decode(SafeText.self, forKey: .title)
        text = try line.decode(String.self, forKey: .text)
        let moment = try line.decode(String.self, forKey: .published)
        guard let date = ISO8601DateFormatter().date(from: moment) else {
            throw DecodingError.dataCorruptedError(
                forKey: .published, in: line, debugDescription: moment)
        }
        published = Timestamp(seconds: Int64(date.timeIntervalSince1970))
    }

    /// The set, in the order of the file.
    public static func all() throws -> [LabelledReport] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/stories.jsonl")
        return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(LabelledReport.self, from: Data($0))
        }
    }
}

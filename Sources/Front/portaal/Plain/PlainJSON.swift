import DutchCommandLine
import Foundation
import PortalCore
import PortalModel

/// What `--json` prints. Keys are English and stay; times are ISO 8601 in UTC; what is not known
/// is null.
enum PlainJSON {
    /// A page.
    struct Page: Encodable {
        let page: SafeText
        let edition: SafeText
        /// When a source was last heard.
        let updated: Nullable<Moment>
        /// Whether this is the built-in edition.
        let builtIn: Bool
        let headlines: [Entry]
    }

    /// What a search found.
    struct Hits: Encodable {
        let query: SafeText
        let headlines: [Entry]
    }

    /// A headline in a list.
    struct Entry: Encodable {
        let id: Identifier
        let title: SafeText
        let teaser: SafeText
        let section: SafeText
        let source: SafeText
        let published: Moment
        let read: Bool
        /// How many outlets tell the story that the headline stands for.
        let outlets: Int
    }

    /// An article.
    struct Whole: Encodable {
        let id: Identifier
        let title: SafeText
        let section: SafeText
        let source: SafeText
        let authors: [SafeText]
        let published: Moment
        let updated: Nullable<Moment>
        let link: Nullable<WebAddress>
        let readingMinutes: Int
        /// Paragraphs are parted by a blank line.
        let text: String
        /// Where the text leads, in the order of the numbers that it has on a screen.
        let links: [WebAddress]
        /// Whether the text is the beginning, of which the rest is for subscribers.
        let beginning: Bool
        /// The other reports of its story.
        let others: [Entry]
        let more: [Entry]
    }

    /// 16 hexadecimal digits.
    struct Identifier: Encodable {
        let id: ArticleID

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(id.text)
        }
    }

    /// A time such as `2026-01-28T14:23:00Z`.
    struct Moment: Encodable {
        let timestamp: Timestamp

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(timestamp.iso8601)
        }
    }

    /// A value that is written as null, rather than left out, where there is none.
    struct Nullable<Value: Encodable>: Encodable {
        let value: Value?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if let value {
                try container.encode(value)
            } else {
                try container.encodeNil()
            }
        }
    }

    /// `value` as JSON, keys in alphabetical order, with a line break at its end.
    static func string(_ value: some Encodable) throws(CommandFailure) -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
        } catch {
            throw .failed(SafeText(line: "\(error)", limit: 200))
        }
    }
}

extension PlainJSON.Entry {
    /// The entry of `headline`.
    init(_ headline: Headline, isRead: Bool) {
        self.init(
            id: PlainJSON.Identifier(id: headline.id), title: headline.title,
            teaser: headline.teaser, section: headline.sectionName, source: headline.source,
            published: PlainJSON.Moment(timestamp: headline.published), read: isRead,
            outlets: headline.outlets)
    }
}

extension PlainJSON.Page {
    /// The same page as data.
    init(_ page: PlainPage) {
        self.init(
            page: page.choice.name, edition: page.choice.edition.name,
            updated: PlainJSON.Nullable(value: page.lastChecked.map(PlainJSON.Moment.init)),
            builtIn: page.loaded.builtIn != nil,
            headlines: page.loaded.headlines.map {
                PlainJSON.Entry($0, isRead: page.loaded.marks.read.contains($0.id))
            })
    }
}

extension PlainJSON.Whole {
    /// The same article as data; `read` of what follows it was read.
    init(_ plain: PlainArticle, read: Set<ArticleID>) {
        let article = plain.article
        self.init(
            id: PlainJSON.Identifier(id: article.id), title: article.headline.title,
            section: article.headline.sectionName, source: article.headline.source,
            authors: article.authors,
            published: PlainJSON.Moment(timestamp: article.headline.published),
            updated: PlainJSON.Nullable(value: article.updated.map(PlainJSON.Moment.init)),
            link: PlainJSON.Nullable(value: article.link),
            readingMinutes: article.readingMinutes, text: article.body.plainText,
            links: article.body.links,
            beginning: article.page == .beginning,
            others: plain.others.map { PlainJSON.Entry($0, isRead: read.contains($0.id)) },
            more: plain.more.map { PlainJSON.Entry($0, isRead: read.contains($0.id)) })
    }
}

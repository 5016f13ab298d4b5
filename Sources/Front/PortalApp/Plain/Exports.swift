import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

/// Subscriptions as OPML 2.0: a folder for each section, in which stand its sources, and around
/// those of an edition other than the usual one a folder for that. Which edition a section belongs
/// to is said by an attribute in a namespace of the portal's own as well.
public enum OPMLText {
    /// The list of `sections`; names and passwords in addresses are left out, unless the file may
    /// be as secret as they are.
    public static func listing(_ sections: [Section], withPasswords: Bool) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0" xmlns:portaal="urn:portaal:opml">
              <head>
                <title>Bronnen van portaal</title>
              </head>
              <body>

            """
        for edition in Edition.grouping(sections) {
            let isOwn = edition.name != PortalConfiguration.defaultEdition
            let margin = isOwn ? "      " : "    "
            if isOwn {
                let name = quoted(edition.name.string)
                text += "    <outline text=\(name) title=\(name)>\n"
            }
            for section in edition.sections where !section.sources.isEmpty {
                text += folder(of: section, withPasswords: withPasswords, margin: margin)
            }
            if isOwn { text += "    </outline>\n" }
        }
        return text + "  </body>\n</opml>\n"
    }

    private static func folder(of section: Section, withPasswords: Bool, margin: String) -> String {
        let name = quoted(section.name.string)
        var text = "\(margin)<outline text=\(name) title=\(name)"
        text += " portaal:edition=\(quoted(section.edition.string))>\n"
        for source in section.sources {
            let name = quoted(source.name.string)
            let shown = withPasswords ? source.address : source.address.withoutUser
            let address = quoted(shown.string)
            text += "\(margin)  <outline type=\"rss\" text=\(name) title=\(name)"
            text += " xmlUrl=\(address)/>\n"
        }
        return text + "\(margin)</outline>\n"
    }

    /// An attribute's value (XML 1.0, section 2.3) with its quotation marks.
    private static func quoted(_ text: String) -> String {
        var value = "\""
        for character in text.unicodeScalars {
            switch character {
            case "&": value += "&amp;"
            case "<": value += "&lt;"
            case ">": value += "&gt;"
            case "\"": value += "&quot;"
            default: value.unicodeScalars.append(character)
            }
        }
        return value + "\""
    }
}

/// All saved articles, the last saved first, to be taken elsewhere.
public struct SavedFeed: JSONObject {
    private let articles: [(article: Article, labels: [SafeText])]

    public init(of reader: ReaderDatabase) throws(StoreProblem) {
        let headlines = try reader.savedHeadlines()
        let labels = try reader.labels(of: headlines.map(\.id))
        var articles: [(Article, [SafeText])] = []
        for headline in headlines {
            guard let article = try reader.savedArticle(headline.id) else { continue }
            articles.append((article, labels[headline.id] ?? []))
        }
        self.articles = articles
    }

    public var count: Int { articles.count }

    /// As a JSON Feed (version 1.1).
    public var members: Members {
        [
            "version": "https://jsonfeed.org/version/1.1", "title": "Bewaard in portaal",
            "items": articles.map { Item(article: $0, labels: $1) },
        ]
    }

    private struct Item: Encodable {
        let article: Article
        let labels: [SafeText]

        func encode(to encoder: any Encoder) throws {
            let headline = article.headline
            try encoder.encodeKnown([
                "id": article.id.text, "url": article.address, "title": headline.title,
                "summary": headline.teaser, "content_text": article.body.plainText,
                "date_published": headline.isDated ? headline.published.iso8601 : nil,
                "date_modified": article.updated?.iso8601,
                "authors": article.authors.map { ["name": $0] },
                "tags": labels + [headline.sectionName],
            ])
        }
    }

    /// Each as a file in Markdown: a name of letters, digits and hyphens that no other has, and the
    /// text.
    public var files: [(name: String, text: String)] {
        articles.map { article, labels in
            let marks = labels.map { "#" + Document.markdown($0) }
            let text = SentArticle(article: article).input(.markdown) ?? ""
            return (
                Self.name(of: article),
                marks.isEmpty ? text : "\(text)\n\(marks.joined(separator: " "))\n"
            )
        }
    }

    /// `2026-01-28-de-brug-is-open-0123456789abcdef.md`, without the day where that is not known.
    private static func name(of article: Article) -> String {
        let headline = article.headline
        let day = headline.isDated ? [String(headline.published.iso8601.prefix { $0 != "T" })] : []
        let words = headline.title.string.comparableWords
            .filter { $0.utf8.allSatisfy { $0 < 0x80 } }.prefix(8)
        let beginning = (day + words).joined(separator: "-").prefix(80)
        return beginning.isEmpty ? "\(article.id.text).md" : "\(beginning)-\(article.id.text).md"
    }
}

/// An article as a command of the reader's is given it.
struct SentArticle {
    let article: Article

    /// What its arguments are filled with; nothing stands for an address that there is not.
    var values: [CommandTemplate.Placeholder: SafeText] {
        let headline = article.headline
        var values: [CommandTemplate.Placeholder: SafeText] = [
            .title: headline.title, .source: headline.source, .section: headline.sectionName,
            .author: article.authors.joined(separator: ", "),
        ]
        values[.url] = article.address?.text
        return values
    }

    /// What its standard input holds; nil for an address that there is not.
    func input(_ input: SendCommand.Input) -> String? {
        switch input {
        case .url: article.address.map { $0.string + "\n" }
        case .text:
            ([article.headline.title.string, about.string, article.address?.string ?? ""]
                .filter { !$0.isEmpty }.joined(separator: "\n"))
                + "\n\n\(article.body.plainText)\n"
        case .markdown: markdown
        }
    }

    private var markdown: String {
        let address = article.address.map { "<\($0.string)>" } ?? ""
        return [
            "# \(Document.markdown(article.headline.title))", Document.markdown(about), address,
            article.body.markdown,
        ].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// "ZeelandNet · dinsdag 18 januari 2022, 14:05 · J. Jansen".
    private var about: SafeText {
        let headline = article.headline
        let moment =
            headline.isDated ? Wording.moment(CivilTime(local: headline.published)) : .empty
        return ([headline.source, moment] + article.authors).joined(separator: " · ")
    }
}

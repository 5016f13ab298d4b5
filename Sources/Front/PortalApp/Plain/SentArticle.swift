import PortalCore
import PortalModel

/// An article as a command of the reader's is given it.
struct SentArticle {
    private let article: Article

    init(_ article: Article) {
        self.article = article
    }

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

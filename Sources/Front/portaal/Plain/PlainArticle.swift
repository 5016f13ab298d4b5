import PortalCore
import PortalModel

/// An article with what follows it, to be printed.
struct PlainArticle {
    /// The most headlines that follow an article.
    static let moreCount = 7
    /// The columns of a comfortable line.
    static let measure = 72

    /// The article.
    let article: Article
    /// The other reports of its story.
    let others: [Headline]
    /// The newest of its section, without itself.
    let more: [Headline]
    /// The moment that its age and that of the others count from.
    let now: Timestamp

    /// The article in lines of `width` columns, or of fewer where that reads better.
    func text(width: Int) -> String {
        var text = PlainText(width: min(width, Self.measure))
        let headline = article.headline
        text.add(headline.sectionName)
        text.add(headline.title)
        text.add(time)
        if let changes = article.changes { text.add(Wording.changed(changes, at: now)) }
        text.add(([headline.source] + article.authors).joined(separator: " · "))
        if let outlets = others.otherOutlets(than: headline.source) {
            text.add(Wording.alsoIn(outlets))
        }
        text.addBlank()
        if article.body.isEmpty {
            text.add(Wording.noTextGiven)
        } else {
            text.add(article.body, linksTitle: Wording.links)
        }
        if article.page == .beginning {
            text.addBlank()
            text.add(Wording.restForSubscribers)
        }
        if let link = article.link {
            text.addBlank()
            text.addUnbroken(link.text)
        }
        guard !more.isEmpty else { return text.string }
        text.addBlank()
        text.add(Wording.more(from: headline.sectionName))
        for headline in more {
            text.addBlank()
            text.add(headline.title, indent: 2)
            let age = RelativeTime(of: headline.published, at: now).wording
            text.add("\(age) · \(SafeText(line: headline.id.text))", indent: 2)
        }
        return text.string
    }

    /// "dinsdag 18 januari 2022, 14:05 · 4 jaar geleden · 2 min lezen".
    private var time: SafeText {
        let published = article.headline.published
        return [
            Wording.moment(CivilTime(local: published)),
            RelativeTime(of: published, at: now).wording,
            article.body.isEmpty ? .empty : Wording.minutesToRead(article.readingMinutes),
        ].joined(separator: " · ")
    }
}

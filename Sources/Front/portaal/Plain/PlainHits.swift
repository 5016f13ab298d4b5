import PortalCore
import PortalModel

/// What a search found, to be printed.
struct PlainHits {
    /// The words that were searched for.
    let query: SafeText
    /// The newest first, with the moment that its time counts to.
    let hits: [(headline: Headline, now: Timestamp)]

    /// The headlines in lines of `width` columns, each with its identifier.
    func text(width: Int) -> String {
        var text = PlainText(width: width)
        text.add(Wording.hits(hits.count, of: query))
        for (headline, now) in hits {
            text.addBlank()
            text.add(headline.title)
            text.add(headline.teaser, maximumLines: 3)
            text.add(
                [
                    headline.sectionName, headline.source,
                    RelativeTime(of: headline.published, at: now).wording,
                    SafeText(line: headline.id.text),
                ].joined(separator: " · "))
        }
        return text.string
    }
}

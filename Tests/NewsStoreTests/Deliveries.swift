import NewsStore
import PortalModel

/// What the tests deliver.
enum Deliveries {
    static let moment = Timestamp(seconds: 1_800_000_000)
    static let nos = source("NOS", "https://nos.example/rss")
    static let nu = source("NU.nl", "https://nu.example/rss")
    static let omroep = source("Omroep Zeeland", "https://omroep.example/rss")

    static let abroad = Section(name: "Buitenland", edition: "NL & Wereld", sources: [nos])
    static let home = Section(name: "Binnenland", edition: "NL & Wereld", sources: [nu])
    static let zeeland = Section(name: "Zeeland", edition: "Zeeland", sources: [omroep])
    static let editions = Edition.grouping([abroad, home, zeeland])

    /// A delivery of `articles` with validators.
    static func delivery(
        from source: Source = nos, at moment: Timestamp = moment, _ articles: [DeliveredArticle],
        etag: String? = "\"v1\"", lastModified: String? = "Sat, 21 Nov 2026 13:23:00 GMT"
    ) -> Delivery {
        Delivery(
            source: source.id, moment: moment, articles: articles, etag: etag,
            lastModified: lastModified, poll: PollState(next: moment + 3600))
    }

    /// An article that appeared `secondsOld` seconds before the moment.
    static func article(
        _ number: Int64, _ title: SafeText = "Een kop", teaser: SafeText = "Een teaser.",
        secondsOld: Int64? = 60, text: SafeText = "Een tekst.", link: WebAddress? = nil,
        authors: [SafeText] = []
    ) -> DeliveredArticle {
        DeliveredArticle(
            id: ArticleID(rawValue: number), title: title, teaser: teaser,
            published: secondsOld.map { moment + -$0 }, updated: nil, authors: authors, link: link,
            body: Document([.paragraph([Span(text)])]))
    }

    /// A name that no other number has, also in its first six letters.
    static func name(_ number: Int, from beginning: String, to end: String) -> String {
        let letters = Array("bdfgklmnprstvz")
        var rest = number
        var name = beginning
        for _ in 0..<4 {
            name.append(letters[rest % letters.count])
            rest /= letters.count
        }
        return name + end
    }

    private static func source(_ name: SafeText, _ address: StaticString) -> Source {
        Source(name: name, address: WebAddress(literal: address))
    }
}

extension NewsWriter {
    /// Stores one delivery alone.
    func store(_ delivery: Delivery) throws(StoreProblem) -> StoreResult {
        try store([delivery])[0]
    }
}

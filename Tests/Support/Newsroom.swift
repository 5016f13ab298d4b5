import PortalModel

/// A made-up news supply: two editions and 120 articles, the same at every run.
public enum Newsroom {
    /// "NL & Wereld" with seven sections, the last of them without news, and "Zeeland" with one.
    public static let editions = Edition.grouping(
        [
            section("Binnenland", ("NOS", "https://nos.example/binnenland")),
            section(
                "Buitenland", ("NOS", "https://nos.example/buitenland"),
                ("NU.nl", "https://nu.example/rss/Buitenland")),
            section("Financieel", ("NU.nl", "https://nu.example/rss/Economie")),
            section("Politiek", ("NOS", "https://nos.example/politiek")),
            section("Sport", ("NOS", "https://nos.example/sport")),
            section("Voetbal", ("NOS", "https://nos.example/voetbal")),
            section("Opmerkelijk", ("NU.nl", "https://nu.example/rss/Opmerkelijk")),
            Section(
                name: "Zeeland", edition: "Zeeland",
                sources: [source("Omroep Zeeland", "https://omroep.example/rss")]),
        ])

    /// 120 articles in the order of a list: newest first, then by id.
    public static let articles: [Article] = (written + gathered)
        .sorted { left, right in
            left.headline.published == right.headline.published
                ? left.id.rawValue < right.id.rawValue
                : left.headline.published > right.headline.published
        }

    /// An article that came `minutesOld` minutes before the pinned moment.
    ///
    /// Its text begins with the teaser unless `blocks` are given.
    public static func article(
        _ title: SafeText, in section: SafeText, from outlet: SafeText = "NOS",
        minutesOld: Int64, _ teaser: SafeText, blocks: [Block]? = nil
    ) -> Article {
        let edition: SafeText = section == "Zeeland" ? "Zeeland" : "NL & Wereld"
        let id = ArticleID(source: SourceID(rawValue: 100), guid: title.string)
        return Article(
            headline: Headline(
                id: id, title: title, teaser: teaser,
                section: SectionID(edition: edition, name: section), sectionName: section,
                source: outlet, published: PinnedClock.now + -60 * minutesOld),
            link: WebAddress("https://nieuws.example/\(id.text)"),
            body: Document(blocks ?? [.paragraph([Span(teaser)])]))
    }

    /// The sources: one that delivers, one that fails in a long sentence, one never asked, the
    /// others as the first.
    public static var health: [SourceHealth] {
        let now = PinnedClock.now
        let sources = editions.flatMap(\.sections).flatMap { section in
            section.sources.map { (section.name, $0) }
        }
        return sources.enumerated().map { index, pair in
            let (section, source) = pair
            return switch index {
            case 1:
                SourceHealth(
                    source: source, section: section, checked: now + -300,
                    delivered: now + -86_400 * 2, nextPoll: now + 3300,
                    problem: DeliveryProblem(.hostNotFound, "nos.example"))
            case 2:
                SourceHealth(source: source, section: section)
            case 4:
                SourceHealth(
                    source: source, section: section, checked: now + -300,
                    problem: DeliveryProblem(.status, "500"))
            default:
                SourceHealth(
                    source: source, section: section, checked: now + -300,
                    delivered: now + -300, nextPoll: now + 3300)
            }
        }
    }

    private static func section(
        _ name: SafeText, _ sources: (name: SafeText, address: StaticString)...
    ) -> Section {
        Section(
            name: name, edition: "NL & Wereld", sources: sources.map { source($0.name, $0.address) }
        )
    }

    private static func source(_ name: SafeText, _ address: StaticString) -> Source {
        Source(name: name, address: WebAddress(literal: address))
    }
}

import PortalModel

/// The news that the portal carries in itself, for a reader who has no network yet: a lead, seven
/// items of the same section, and another outlet's report of the lead's story.
///
/// Its times count from its own moment, not from today: the first of the seven items is always
/// nine minutes old. The articles are built at first use, in well under a millisecond.
public enum BuiltInEdition {
    /// When the edition was made up: 28 January 2026, 14:23 in the Netherlands.
    public static let moment = CivilTime(year: 2026, month: 1, day: 28, hour: 13, minute: 23)
        .utcTimestamp

    /// What the status line calls it.
    public static let name: SafeText = "Meegeleverde editie van 28 januari 2026"

    /// The edition of the portal that it belongs to.
    static let edition: SafeText = "NL & Wereld"

    /// The section that all its articles stand in.
    static let section: SafeText = "Buitenland"

    /// The articles in the order of the front page: the lead first and the second report of its
    /// story last, so that what follows the lead is what its sidebar shows.
    public static let articles: [Article] = [lead] + items + [secondReport]

    /// What its lists show: the two reports of the lead's story in one place.
    public static let headlines: [Headline] = {
        var first = lead.headline
        first.outlets = story.count
        return [first] + items.map(\.headline)
    }()

    /// The other report of the story that an article tells; none for those that stand alone.
    public static func otherReports(of id: ArticleID) -> [Headline] {
        story.contains { $0.id == id } ? story.filter { $0.id != id }.map(\.headline) : []
    }

    private static let story = [lead, secondReport]

    /// Whoever is named below a headline; neither is a feed, so their numbers are no hashes.
    struct Outlet {
        let id: SourceID
        let name: SafeText

        static let zeelandNet = Outlet(id: SourceID(rawValue: 1), name: "ZeelandNet")
        static let nuNL = Outlet(id: SourceID(rawValue: 2), name: "NU.nl")
    }

    /// An article of this edition; its teaser is its first paragraph.
    ///
    /// `guid` must stay as it is: the reader's marks hang on it.
    static func article(
        _ title: SafeText, guid: String, from outlet: Outlet, published: Timestamp,
        _ blocks: [Block]
    ) -> Article {
        let body = Document(blocks)
        return Article(
            headline: Headline(
                id: ArticleID(source: outlet.id, guid: guid), title: title,
                teaser: body.firstParagraph ?? .empty,
                section: SectionID(edition: edition, name: section), sectionName: section,
                source: outlet.name, published: published),
            body: body)
    }

    static func paragraph(_ text: SafeText) -> Block {
        .paragraph([Span(text)])
    }

    static func subhead(_ text: SafeText) -> Block {
        .subhead([Span(text)])
    }
}

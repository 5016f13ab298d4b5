import HostileText
import PortalModel

/// Articles and sections to publish.
enum Sample {
    static let source = Source(
        name: "De Courant", address: WebAddress(literal: "https://courant.example/rss"))
    static let section = Section(name: "Dorp", edition: "Streek", sources: [source])
    /// 28 November 2026, noon in UTC.
    static let noon = Timestamp(seconds: 1_795_867_200)

    static func article(
        _ number: Int64 = 1, _ body: Document = Document([.paragraph(["Het regent op de dijk."])]),
        title: SafeText = "Regen op de dijk", teaser: SafeText = "Het regent op de dijk.",
        published: Timestamp = noon, page: PublishedArticle.Page? = nil
    ) -> PublishedArticle {
        PublishedArticle(
            id: ArticleID(rawValue: number), source: source, section: section.id, title: title,
            teaser: teaser, published: published, updated: published + 60,
            authors: ["A. Schipper", "B. de Wit"],
            link: WebAddress(literal: "https://courant.example/1"), body: body, page: page)
    }
}

/// Documents of any shape that a document may have, also of shapes that no HTML gives, the same for
/// the same seed.
struct AnyDocument: RandomNumberGenerator {
    private var chance: SplitMix

    static func made(from seed: UInt64) -> Document {
        var maker = AnyDocument(chance: SplitMix(seed: seed))
        return Document((0..<Int.random(in: 0...6, using: &maker)).map { _ in maker.block(0) })
    }

    mutating func next() -> UInt64 { chance.next() }

    private static let words = [
        "de", "sluis", "<b>", "&amp;", "\"zo\"", "’t", " ", "  ", "", "—", "www.sluis.example",
        "https://sluis.example/?a=1&b=2", "e\u{301}", "שלום", "日本語", "👩‍👩‍👧", "a\u{A0}b", "~~", "]]>",
        "-->", "</p>", "1.", "\\u0041", "🇳🇱", "x²", "{\"a\":1}",
    ]

    private mutating func text() -> SafeText {
        let words = (0..<Int.random(in: 0...9, using: &self)).map { _ in
            Self.words[Int.random(in: Self.words.indices, using: &self)]
        }
        return SafeText(cleaning: words.joined(separator: Bool.random(using: &self) ? " " : ""))
    }

    private mutating func spans() -> [Span] {
        (0..<Int.random(in: 0...4, using: &self)).map { _ in
            let leads = Int.random(in: 0..<4, using: &self) == 0
            return Span(
                text(), style: SpanStyle(rawValue: UInt8.random(in: 0..<16, using: &self)),
                link: leads ? WebAddress(literal: "https://sluis.example/?a=1&b=2") : nil)
        }
    }

    private mutating func block(_ depth: Int) -> Block {
        switch Int.random(in: 0..<(depth < 3 ? 11 : 8), using: &self) {
        case 0, 1: return .paragraph(spans())
        case 2: return .subhead(spans())
        case 3: return .lines((0..<Int.random(in: 2...4, using: &self)).map { _ in spans() })
        case 4: return .preformatted([text(), text(), text()])
        case 5: return .rule
        case 6:
            let address =
                Bool.random(using: &self)
                ? WebAddress(literal: "https://sluis.example/a.jpg") : nil
            return .image(alternative: text(), address: address)
        case 7: return .attachments(spans())
        case 8: return .quote((0..<2).map { _ in block(depth + 1) })
        case 9:
            let markers: [SafeText?] = [nil, "1.", "2.", "9.", "a.", "B.", "iv.", "-3.", "x"]
            return .list(
                (0..<Int.random(in: 0...4, using: &self)).map { _ in
                    ListItem(
                        [block(depth + 1)],
                        marker: markers[Int.random(in: markers.indices, using: &self)])
                })
        default:
            return .table(
                Table(
                    (0..<Int.random(in: 0...3, using: &self)).map { _ in
                        (0..<Int.random(in: 0...3, using: &self)).map { _ in
                            Table.Cell(
                                spans(), isHeading: Bool.random(using: &self),
                                columns: Int.random(in: 1...3, using: &self))
                        }
                    }))
        }
    }
}

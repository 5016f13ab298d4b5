import HostileText
import PortalModel

/// Documents of any shape, the same for the same seed.
struct GeneratedDocument {
    let document: Document
    /// What there is to read in it, without white space.
    let letters: String

    /// - Parameter hasTables: Whether there may be tables in it, whose cells can stand in another
    ///   order than that of reading, and more than once.
    init(seed: UInt64, hasTables: Bool = false) throws {
        var maker = Maker(chance: SplitMix(seed: seed), hasTables: hasTables)
        let blocks = (0..<Int.random(in: 1...6, using: &maker)).map { _ in maker.block(depth: 0) }
        document = Document(blocks)
        letters = blocks.map(\.letters).joined()
    }
}

private struct Maker: RandomNumberGenerator {
    var chance: SplitMix
    let hasTables: Bool

    mutating func next() -> UInt64 {
        chance.next()
    }

    private static let words: [String] = [
        "de", "NAVO", "Oekraïne", "‘citaat’", "“en”", "–", "-", "€", "50", "%", "x-as", "(ANP)",
        "日本語の文章", "한국어", "👨‍👩‍👧", "🇳🇱🇧🇪", "👍🏽", "☀️", "e\u{301}e\u{301}n",
        "Hottentottententententoonstelling", "https://www.voorbeeld.nl/een/adres?a=b&c=d", "…",
        "«", "»", "שלום", "مرحبا", "ไทย", "1.234,56", "en/of", "vast\u{A0}aan\u{202F}elkaar",
        " ", "", "[1]", "a\u{300}\u{301}\u{302}\u{303}", "�",
    ]

    private mutating func text() -> SafeText {
        let count = Int.random(in: 0...12, using: &self)
        let words = (0..<count).map { _ in Maker.words.randomElement(using: &self) ?? "" }
        return SafeText(cleaning: words.joined(separator: Bool.random(using: &self) ? " " : ""))
    }

    private mutating func spans() -> [Span] {
        (0..<Int.random(in: 0...4, using: &self)).map { _ in
            let leads = Int.random(in: 0..<4, using: &self) == 0
            let style = SpanStyle(rawValue: UInt8.random(in: 0..<16, using: &self))
            return Span(text(), style: style, link: leads ? WebAddress("https://nos.nl/") : nil)
        }
    }

    private mutating func table() -> Table {
        Table(
            (0..<Int.random(in: 0...5, using: &self)).map { _ in
                (0..<Int.random(in: 0...4, using: &self)).map { _ in
                    Table.Cell(
                        Bool.random(using: &self) ? spans() : [Span(text())],
                        isHeading: Int.random(in: 0..<4, using: &self) == 0,
                        columns: Int.random(in: 1...3, using: &self),
                        rows: Int.random(in: 1...3, using: &self))
                }
            })
    }

    mutating func block(depth: Int) -> Block {
        if hasTables, Int.random(in: 0..<3, using: &self) == 0 { return .table(table()) }
        switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &self) {
        case 0, 1: return .paragraph(spans())
        case 2: return .lines((0..<Int.random(in: 0...4, using: &self)).map { _ in spans() })
        case 3: return .subhead(spans())
        case 4: return .preformatted([text(), text()])
        case 5: return .rule
        case 6: return .quote([block(depth: depth + 1), block(depth: depth + 1)])
        default:
            let start = Bool.random(using: &self) ? Int.random(in: -5...120, using: &self) : nil
            return .list(
                start: start,
                items: [
                    [block(depth: depth + 1)], [], [block(depth: depth + 1), .paragraph(spans())],
                ])
        }
    }
}

extension Block {
    fileprivate var letters: String {
        switch self {
        case .paragraph(let spans), .subhead(let spans), .attachments(let spans):
            spans.map(\.text.string.letters).joined()
        case .lines(let lines): lines.joined().map(\.text.string.letters).joined()
        case .list(let items): items.flatMap(\.blocks).map(\.letters).joined()
        case .table(let table):
            table.rows.joined().flatMap { $0.spans.map(\.text.string.letters) }.joined()
        case .quote(let blocks): blocks.map(\.letters).joined()
        case .preformatted(let lines): lines.map(\.string.letters).joined()
        case .rule, .image: ""
        }
    }
}

extension String {
    /// The text without spaces, and without the signs of what is struck.
    var letters: String { replacing(" ", with: "").replacing("~", with: "") }
}

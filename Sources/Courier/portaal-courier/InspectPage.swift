import ArgumentParser
import Foundation
import PageReading
import PortalModel

extension Inspect {
    /// Shows what the reader makes of a page.
    struct Page: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "page",
            abstract: "Laat als JSON zien wat de lezer van een webpagina maakt.")

        @Argument(help: "Het bestand met de pagina; - leest van de standaardinvoer.")
        var file: String

        @Option(help: "Het adres waar de pagina vandaan komt; verwijzingen tellen vanaf hier.")
        var url: String?

        func run() throws {
            let document = try InspectedDocument(file: file, url: url)
            try document.show(limit: ReadPage.maximumLength) { bytes in
                InspectedPage(try ReadPage(reading: bytes, address: document.address))
            }
        }
    }
}

/// A page in the form that `inspect page` prints.
private struct InspectedPage: Encodable {
    let page: ReadPage

    init(_ page: ReadPage) {
        self.page = page
    }

    private enum Key: String, CodingKey {
        case title, byline, site, published, language, image, text, blocks
        case address, alternative, caption
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(page.title, forKey: .title)
        try object.encode(page.byline, forKey: .byline)
        try object.encode(page.site, forKey: .site)
        try object.encode(page.published?.iso8601, forKey: .published)
        try object.encode(page.language, forKey: .language)
        try object.encode(page.text, forKey: .text)
        try object.encode(page.body.blocks.map(InspectedBlock.init), forKey: .blocks)
        guard let picture = page.leadImage else { return try object.encodeNil(forKey: .image) }
        var image = object.nestedContainer(keyedBy: Key.self, forKey: .image)
        try image.encode(picture.address, forKey: .address)
        try image.encode(picture.alternative, forKey: .alternative)
        try image.encode(picture.caption, forKey: .caption)
    }
}

/// A block by its kind and its text alone, and what is inside it.
private struct InspectedBlock: Encodable {
    private let kind: String
    private let text: SafeText
    private var items: [[InspectedBlock]]?
    private var lines: [SafeText]?
    private var links: [WebAddress]?
    private var address: WebAddress?

    init(_ block: Block) {
        switch block {
        case .paragraph(let spans):
            kind = "paragraph"
            links = spans.compactMap(\.link)
        case .subhead(let spans):
            kind = "subhead"
            links = spans.compactMap(\.link)
        case .lines(let lines):
            kind = "lines"
            links = lines.joined().compactMap(\.link)
        case .list(let items):
            kind = items.first?.marker == nil ? "list" : "numbered"
            self.items = items.map { $0.blocks.map(InspectedBlock.init) }
        case .table(let table):
            kind = "table"
            links = table.rows.joined().flatMap { $0.spans.compactMap(\.link) }
        case .quote(let blocks):
            kind = "quote"
            items = [blocks.map(InspectedBlock.init)]
        case .preformatted(let lines):
            kind = "preformatted"
            self.lines = lines
        case .rule:
            kind = "rule"
        case .image(_, let address):
            kind = "image"
            self.address = address
        }
        if links?.isEmpty == true { links = nil }
        text = SafeText(cleaning: block.plainText)
    }
}

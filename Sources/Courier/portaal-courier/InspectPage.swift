import ArgumentParser
import Confinement
import Foundation
import PageReading
import PortalModel

extension Inspect {
    /// Shows what the reader makes of pages.
    struct Page: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "page",
            abstract: "Toon als JSON wat de lezer van webpagina's maakt.",
            discussion: """
                Schrijft een regel per pagina. Van meer bestanden staat de naam erbij, en een \
                bestand zonder artikel krijgt een regel met de reden. De code is dan toch 0; hij \
                is 1 als een bestand niet te lezen is.
                """)

        @Argument(
            help: ArgumentHelp(
                """
                De bestanden met de pagina's; - leest een pagina van de standaardinvoer. Zonder \
                bestanden staan de namen daar, op elke regel een, met een tab en het adres \
                erachter waar dat bekend is.
                """, valueName: "file"))
        var files: [String] = []

        @Option(help: "Het adres waar de pagina vandaan komt; verwijzingen tellen vanaf hier.")
        var url: String?

        func validate() throws {
            if files.isEmpty, isatty(STDIN_FILENO) == 1 {
                throw ValidationError("Noem een bestand met een pagina.")
            }
        }

        func run() throws {
            guard files.count == 1 else { return try show(try documents()) }
            let document = try InspectedDocument(file: files[0], url: url)
            try document.show(limit: ExtractedArticle.maximumLength) { bytes in
                InspectedPage(page: try ExtractedArticle(reading: bytes, address: document.address))
            }
        }

        private func documents() throws -> [InspectedDocument] {
            guard files.isEmpty else {
                return try files.map { try InspectedDocument(file: $0, url: url) }
            }
            var documents: [InspectedDocument] = []
            while let line = readLine() {
                let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
                guard let file = fields.first, !file.isEmpty else { continue }
                documents.append(
                    try InspectedDocument(file: file, url: fields.count > 1 ? fields[1] : url))
            }
            return documents
        }

        /// Prints a line for each page. One at a time is in memory: the cage is closed before the
        /// first is read, and leaves these files open to be read.
        ///
        /// - Throws: `ExitCode` where a file could not be read.
        private func show(_ documents: [InspectedDocument]) throws {
            Cage(reading: documents.map(\.file), hasNetwork: false).close()
            var areRead = true
            for document in documents {
                do {
                    let bytes = try document.bytes(limit: ExtractedArticle.maximumLength)
                    let page = try Deadline.within(Deadline.reading) {
                        try ExtractedArticle(reading: bytes, address: document.address)
                    }
                    JSONLines.write(InspectedPage(page: page, file: document.file))
                } catch let problem as DeliveryProblem {
                    JSONLines.write(PageFailure(file: document.file, error: problem.sentence))
                } catch let error as CocoaError {
                    areRead = false
                    JSONLines.write(
                        PageFailure(file: document.file, error: document.sentence(for: error)))
                }
            }
            if !areRead { throw ExitCode.failure }
        }
    }
}

private struct PageFailure: Encodable {
    let file: String
    let error: SafeText
}

/// A page in the form that `inspect page` prints.
private struct InspectedPage: Encodable {
    let page: ExtractedArticle
    /// The file that it stands in; nil where there is only one.
    var file: String?

    private enum Key: String, CodingKey {
        case file, title, byline, site, published, language, preview, text, blocks
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encodeIfPresent(file, forKey: .file)
        try object.encode(page.title, forKey: .title)
        try object.encode(page.byline, forKey: .byline)
        try object.encode(page.site, forKey: .site)
        try object.encode(page.published?.iso8601, forKey: .published)
        try object.encode(page.language, forKey: .language)
        try object.encode(page.isBeginning, forKey: .preview)
        try object.encode(page.text, forKey: .text)
        try object.encode(page.body.blocks.map(InspectedBlock.init), forKey: .blocks)
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
        case .attachments(let spans):
            kind = "attachments"
            links = spans.compactMap(\.link)
        case .image(_, let address):
            kind = "image"
            self.address = address
        }
        if links?.isEmpty == true { links = nil }
        text = SafeText(cleaning: block.plainText)
    }
}

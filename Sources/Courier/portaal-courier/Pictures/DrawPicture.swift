import ArgumentParser
import Confinement
import Fetching
import NewsStore
import PortalConfiguration
import PortalModel

/// Fetches the lead picture of an article and draws it in cells.
struct DrawPicture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "picture",
        abstract: "Teken de foto bij een artikel in tekens.",
        discussion: "Schrijft een regel JSON naar de standaarduitvoer; er wordt niets bewaard.")

    @Argument(help: "Het artikel: zestien hexadecimale cijfers.")
    var article: String

    @Option(help: "Hoogstens zoveel kolommen.")
    var columns: Int

    @Option(help: "Hoogstens zoveel regels.")
    var rows: Int

    @Option(help: "Kleuren: full, 256 of 16.")
    var colors = "full"

    func run() throws {
        guard let id = ArticleID(article), let colors = PictureColors(rawValue: colors) else {
            throw ValidationError("Geen artikel of geen kleuren van het portaal.")
        }
        do {
            let drawing = try PictureDrawing()
            let files = try PortalFiles.prepared()
            Cage(writingIn: files.dataFolder, hasNetwork: true).close()
            var fetcher = try Fetcher()
            let body = try fetcher.fetch(try request(for: id, in: files)).body
            let picture = try Deadline.within(Deadline.reading) {
                try drawing.draw(body.bytes, columns: columns, rows: rows, in: colors)
            }
            JSONLines.tell(.picture(PictureReport(article: id, picture: picture)))
        } catch {
            let problem = DeliveryProblem(error)
            JSONLines.tell(.picture(PictureReport(article: id, problem: problem)))
        }
        JSONLines.tell(.finished(RoundTotals()))
    }

    private func request(for id: ArticleID, in files: PortalFiles) throws -> FetchRequest {
        let news = try NewsDatabase(path: files.newsDatabase)
        let source = try news.sourceAddress(of: id)
        guard let article = try news.article(id), let picture = article.body.leadPicture else {
            throw DeliveryProblem(.notAPicture, "het artikel heeft er geen")
        }
        // The text that names it is the page's, once that was read.
        let origin = article.page == .read || article.page == .beginning ? article.link : source
        return FetchRequest(
            id: 0, address: picture.address, kind: .picture, narrowestScope: AddressScope(origin))
    }
}

/// Draws pictures in cells, with two libraries that are opened when they are there and not linked:
/// a machine without them has no pictures, and all else.
struct PictureDrawing {
    private let pixbufs: PixbufLibrary
    private let chafa: ChafaLibrary

    /// Pixels that a picture may say it has, whatever it has: 120 MB once decoded.
    static let maximumPixels = 30_000_000
    /// Pixels of one cell, twice as high as it is wide.
    static let cell = (width: 8, height: 16)

    /// Opens the libraries; to be done before the cage is closed.
    ///
    /// - Throws: `.noPictureLibraries` where one of them is not installed.
    init() throws(DeliveryProblem) {
        pixbufs = try PixbufLibrary()
        chafa = try ChafaLibrary()
    }

    /// Draws the JPEG or PNG in `bytes` as large as fits `columns` × `rows`, in its own shape.
    ///
    /// - Throws: `.notAPicture` when it is something else, damaged, or larger than `maximumPixels`,
    ///   which it must say before any memory is taken for it.
    func draw(
        _ bytes: [UInt8], columns: Int, rows: Int, in colors: PictureColors
    ) throws(DeliveryProblem) -> Picture {
        let columns = max(1, min(columns, Picture.maximumColumns))
        let rows = max(1, min(rows, Picture.maximumRows))
        let bounds = (width: columns * Self.cell.width, height: rows * Self.cell.height)
        return try pixbufs.decode(bytes, bounds: bounds) { pixmap throws(DeliveryProblem) in
            let size = Self.cells(of: pixmap, columns: columns, rows: rows)
            guard
                let picture = chafa.draw(pixmap, columns: size.columns, rows: size.rows, in: colors)
            else { throw DeliveryProblem(.notAPicture, "niet te tekenen") }
            return picture
        }
    }

    /// The largest size in cells in which the shape stays.
    private static func cells(
        of pixmap: Pixmap, columns: Int, rows: Int
    ) -> (columns: Int, rows: Int) {
        let width = Double(pixmap.width) / Double(cell.width)
        let height = Double(pixmap.height) / Double(cell.height)
        let scale = min(Double(columns) / width, Double(rows) / height)
        return (
            max(1, min(columns, Int((width * scale).rounded()))),
            max(1, min(rows, Int((height * scale).rounded())))
        )
    }
}

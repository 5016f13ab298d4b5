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
            let request = try request(for: id, in: files)
            let picture = try draw(request, with: drawing, in: colors)
            JSONLines.tell(.picture(PictureReport(article: id, picture: picture)))
        } catch {
            let problem = DeliveryProblem(error)
            JSONLines.tell(.picture(PictureReport(article: id, problem: problem)))
        }
        JSONLines.tell(.finished(RoundTotals()))
    }

    private func request(
        for id: ArticleID, in files: PortalFiles
    ) throws -> FetchRequest {
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

    private func draw(
        _ request: FetchRequest, with drawing: PictureDrawing, in colors: PictureColors
    ) throws(DeliveryProblem) -> Picture {
        var picture: Picture?
        var fetcher = try Fetcher()
        try fetcher.run([request]) { _, outcome throws(DeliveryProblem) in
            switch outcome {
            case .fetched(let body):
                picture = try Deadline.within(Deadline.reading) { () throws(DeliveryProblem) in
                    try drawing.draw(body.bytes, columns: columns, rows: rows, in: colors)
                }
            case .unchanged:
                throw DeliveryProblem(.empty)
            case .failed(let problem, _):
                throw problem
            }
        }
        guard let picture else { throw DeliveryProblem(.empty) }
        return picture
    }
}

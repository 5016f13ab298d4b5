import ArgumentParser
import Confinement
import Fetching
import NewsStore
import PictureDrawing
import PortalConfiguration
import PortalModel

/// Fetches the lead picture of an article and draws it in cells.
struct DrawPicture: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "picture",
        abstract: "Teken het beeld bij een artikel in tekens.",
        discussion: "Schrijft een regel JSON naar de standaarduitvoer; er wordt niets bewaard.")

    @Argument(help: "Het artikel: zestien hexadecimale cijfers.")
    var article: String

    @Option(help: "Kolommen, op zijn meest.")
    var columns: Int

    @Option(help: "Regels, op zijn meest.")
    var rows: Int

    @Option(help: "Kleuren: full, 256 of 16.")
    var colors = "full"

    func run() throws {
        guard let id = ArticleID(article), let colors = PictureColors(rawValue: colors) else {
            throw ValidationError("Geen artikel of geen kleuren van de portaal.")
        }
        do throws(DeliveryProblem) {
            let drawing = try PictureDrawing()
            let files = try PortalFiles.ofProcess()
            Cage(writingIn: files.dataFolder, hasNetwork: true).close()
            let picture = try draw(try address(of: id, in: files), with: drawing, in: colors)
            MessageLines.tell(.picture(PictureReport(article: id, picture: picture)))
        } catch {
            MessageLines.tell(.picture(PictureReport(article: id, problem: error)))
        }
        MessageLines.tell(.finished(RoundReport()))
    }

    private func address(
        of id: ArticleID, in files: PortalFiles
    ) throws(DeliveryProblem) -> WebAddress {
        let article = try storing { () throws(StoreProblem) in
            try NewsDatabase(path: files.newsDatabase).article(id)
        }
        guard let picture = article?.body.leadPicture else {
            throw DeliveryProblem(.notAPicture, "het artikel heeft er geen")
        }
        return picture.address
    }

    private func draw(
        _ address: WebAddress, with drawing: PictureDrawing, in colors: PictureColors
    ) throws(DeliveryProblem) -> Picture {
        var picture: Picture?
        var fetcher = try Fetcher()
        try fetcher.run([FetchRequest(id: 0, address: address, kind: .picture)]) {
            _, outcome throws(DeliveryProblem) in
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

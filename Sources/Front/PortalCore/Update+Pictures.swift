import PortalModel
import TextGrid

/// A lead picture to be drawn.
public struct PictureOrder: Hashable, Sendable {
    /// Whose picture.
    public let article: ArticleID
    /// Where it is.
    public let address: WebAddress
    /// Its cells, at the most.
    public let columns, rows: Int
}

extension State {
    /// Rows of a picture, at the most.
    private static let pictureRows = 16
    /// Columns of a window from which on pictures are shown unasked.
    private static let pictureWidth = 80

    /// Whether there can be pictures on this screen.
    private var canShowPictures: Bool {
        pictureColors != nil && form == .framed && !isASCII
    }

    /// Whether the lead pictures of articles are shown: as the reader said or else where there is
    /// room, a line that is not slow, and a theme that they do not clash with.
    var showsPictures: Bool {
        let fits = size.width >= Self.pictureWidth && !isRemote && theme.hasColors
        return canShowPictures && (pictures ?? fits)
    }

    /// Sends the courier for the lead picture of the article on top, if it is to be shown and has
    /// not been asked for.
    mutating func requestPicture() -> [Effect] {
        guard showsPictures, let colors = pictureColors, case .article(var screen) = top,
            screen.text.picture == nil, let lead = screen.article.body.leadPicture
        else { return [] }
        let layout = layout
        let order = PictureOrder(
            article: screen.article.id, address: lead.address,
            columns: min(layout.measure, Picture.maximumColumns),
            rows: max(1, min(Self.pictureRows, layout.main.height / 2)))
        guard screen.pictureOrder != order else { return [] }
        screen.pictureOrder = order
        replaceTop(with: .article(screen))
        return [.drawPicture(order, colors)]
    }

    /// Shows a picture that was drawn. Why one could not be is said only to a reader who asked.
    mutating func takePicture(_ report: PictureReport) {
        if awaitsPicture {
            notice = report.problem.map { Notice(text: $0.sentence, isProblem: true) }
        }
        awaitsPicture = false
        guard showsPictures, let picture = report.picture else { return }
        for index in screens.indices {
            guard case .article(var screen) = screens[index],
                screen.article.id == report.article
            else { continue }
            screen.show(picture, in: self)
            screens[index] = .article(screen)
        }
    }

    /// Shows pictures from now on, or no more.
    mutating func togglePictures(on screen: inout ArticleScreen) {
        guard canShowPictures else {
            notice = Notice(text: Wording.noPictures, isProblem: false)
            return
        }
        pictures = !showsPictures
        guard showsPictures else {
            screen.show(nil, in: self)
            screen.pictureOrder = nil
            notice = Notice(text: Wording.picturesOff, isProblem: false)
            return
        }
        awaitsPicture = screen.article.body.leadPicture != nil
        notice = Notice(
            text: awaitsPicture ? Wording.pictureUnderWay : Wording.noPicture, isProblem: false)
    }
}

extension ArticleScreen {
    /// Puts the lead picture in, or takes it out. Once the reader has left the top of the page,
    /// what stands below the picture stays on its row of the screen.
    mutating func show(_ picture: Picture?, in state: State) {
        let start = ArticlePage.bodyStart(of: self, state, measure: text.measure)
        let before = text.pictureLines
        text.show(picture, of: article.body)
        let lines = text.pictureLines
        let row = start + (lines.isEmpty ? before : lines).lowerBound
        guard top > 0, row < top + state.layout.main.height else { return }
        top = max(0, min(top + lines.count - before.count, lastTop(in: state)))
    }
}

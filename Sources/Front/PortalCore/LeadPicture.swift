import PortalModel
import TextGrid

/// A lead picture to be drawn in at most so many cells.
public struct PictureRequest: Hashable, Sendable {
    public let article: ArticleID
    public let address: WebAddress
    public let columns, rows: Int
}

struct FrontPicture {
    let article: ArticleID
    /// Nil as long as it is not known, and where there is none.
    var address: WebAddress?
    /// What the courier was sent for last.
    var order: PictureRequest?
    var picture: Picture?
}

extension State {
    /// Columns of a list that stay for a text beside a picture.
    private static let narrowestText = 28
    /// Columns of a window from which on pictures are shown unasked.
    private static let pictureWidth = 80

    /// Whether there can be pictures on this screen.
    fileprivate var canShowPictures: Bool {
        pictureColors != nil && !isLinear && !settings.isASCII
    }

    /// Whether the lead pictures of articles are shown: as the reader said or else where there is
    /// room, a line that is not slow, and a theme that they do not clash with.
    var showsPictures: Bool {
        let fits = size.width >= Self.pictureWidth && !isRemote && theme.hasColors
        return canShowPictures && (settings.showsPictures ?? fits)
    }

    /// Sends the courier for the lead picture of the article on top, if it is to be shown and has
    /// not been asked for. Its room is kept free, so that the text stays where it is.
    mutating func requestPicture() -> [Effect] {
        guard showsPictures, let colors = pictureColors, var screen = top as? ArticleScreen,
            screen.text.picture == nil, let lead = screen.article.body.leadPicture,
            screen.pictureOrder?.address != lead.address
        else { return [] }
        let order = PictureRequest(
            article: screen.article.id, address: lead.address,
            columns: min(layout.measure, Picture.maximumColumns), rows: pictureRows(on: screen))
        screen.pictureOrder = order
        screen.makeRoom(rows: order.rows, in: self)
        top = screen
        guard order.rows > 0 else { return [] }
        callOffPictures()
        return [.drawPicture(order, colors)]
    }

    /// Rows for the lead picture of an article, beside which the text begins in view; 0 where there
    /// are too few, unless the reader asked for pictures.
    private func pictureRows(on screen: ArticleScreen) -> Int {
        let height = layout.main.height
        var rows = min(Picture.maximumRows, height / 2)
        let above = screen.text.linesAbovePicture(of: screen.article.body)
        if above < Self.linesInView {
            let head = ArticlePage.head(of: screen, self, measure: layout.measure).count
            // A caption and a blank row stand below it.
            rows = min(rows, height - head - 2 - Self.linesInView)
        }
        guard rows < Self.fewestRows else { return rows }
        return settings.showsPictures == true ? Self.fewestRows : 0
    }

    /// Lines of text that are in view when an article with a picture is opened.
    private static let linesInView = 4
    /// Rows of the smallest picture in which anything can be seen.
    private static let fewestRows = 5

    /// Takes in that the courier which was on its way to another picture is called off.
    private mutating func callOffPictures() {
        if frontPicture?.picture == nil { frontPicture?.order = nil }
        for index in screens.indices.dropLast() {
            guard var screen = screens[index] as? ArticleScreen, screen.awaitsPicture else {
                continue
            }
            screen.pictureOrder = nil
            screens[index] = screen
        }
    }

    /// Shows a picture that was drawn. Why one could not be is said only to a reader who asked.
    mutating func handlePicture(_ report: PictureReport, for order: PictureRequest) {
        if frontPicture?.order == order {
            frontPicture?.picture = report.picture
            // Its room goes to the text.
            if report.picture == nil { frontPicture?.address = nil }
            fit()
            return
        }
        if awaitsPicture {
            notice = report.problem.map { Notice(text: $0.sentence, isProblem: true) }
        }
        awaitsPicture = false
        for index in screens.indices {
            guard var screen = screens[index] as? ArticleScreen,
                screen.article.id == report.article,
                report.picture != nil || screen.awaitsPicture
            else { continue }
            screen.show(showsPictures ? report.picture : nil, in: self)
            screens[index] = screen
        }
    }

    // MARK: - On a front page

    /// The article that leads the front page on top, if its picture is to stand beside it.
    private var leadWithPicture: ArticleID? {
        guard screens.isEmpty, showsPictures, settings.listForm == .teasers, builtIn == nil else {
            return nil
        }
        return list.lead
    }

    /// Asks where the picture of the lead is, which the article tells, as soon as headlines are
    /// shown: its room is taken before the text is read.
    mutating func findFrontPicture() -> [Effect] {
        guard let lead = leadWithPicture, frontPicture?.article != lead else { return [] }
        frontPicture = FrontPicture(article: lead)
        return [.findPicture(lead)]
    }

    var frontPictureOrder: PictureRequest? {
        guard let lead = leadWithPicture, let front = frontPicture, front.article == lead,
            let address = front.address, let room = frontPictureRoom(in: layout)
        else { return nil }
        let order = PictureRequest(
            article: lead, address: address, columns: room.width, rows: room.height)
        return front.order == order ? nil : order
    }

    /// Sends the courier for it once keys pause: headlines come first.
    mutating func requestFrontPicture() -> [Effect] {
        guard let colors = pictureColors, let order = frontPictureOrder else { return [] }
        frontPicture?.order = order
        frontPicture?.picture = nil
        return [.drawPicture(order, colors)]
    }

    /// Takes in where the picture of an article is; nil where it has none.
    mutating func handlePictureAddress(_ address: WebAddress?, of article: ArticleID) {
        guard frontPicture?.article == article else { return }
        frontPicture?.address = address
        fit()
    }

    /// The cells at the right of the lead's text; nil without a picture, or without room for it.
    func frontPictureRoom(in layout: Layout) -> Size? {
        guard showsPictures, let front = frontPicture, front.address != nil,
            front.article == list.lead
        else { return nil }
        // A quarter of the height, so that headlines stay in view, and no more than the usual
        // shapes of pictures need.
        let most = min(max(6, layout.main.height / 4), 12)
        let columns = min(most * 32 / 9, layout.main.width - Self.narrowestText)
        let rows = min(most, max(6, columns * 3 / 8))
        return columns < 16 ? nil : Size(width: columns, height: rows)
    }
}

extension ArticleScreen {
    /// Shows pictures from now on, or no more.
    mutating func togglePictures(in state: inout State) -> [Effect] {
        guard state.canShowPictures else {
            state.tell(Wording.noPictures)
            return []
        }
        let isShown = state.showsPictures && pictureOrder?.rows != 0
        let choice = SettingChoice(name: "pictures", value: String(!isShown))
        state.settings.apply(choice)
        guard state.showsPictures else {
            show(nil, in: state)
            pictureOrder = nil
            state.tell(Wording.picturesOff)
            return [.keep(choice)]
        }
        pictureOrder = nil
        state.awaitsPicture = article.body.leadPicture != nil
        state.tell(state.awaitsPicture ? Wording.pictureUnderWay : Wording.noPicture)
        return [.keep(choice)]
    }

    /// Whether the room of its picture is still empty.
    fileprivate var awaitsPicture: Bool { text.picture == nil && !text.pictureLines.isEmpty }

    mutating func show(_ picture: Picture?, in state: State) {
        let body = article.body
        changePictureLines(in: state) { $0.show(picture, of: body) }
    }

    /// Leaves so many rows free for the lead picture.
    fileprivate mutating func makeRoom(rows: Int, in state: State) {
        let body = article.body
        changePictureLines(in: state) { $0.makeRoom(rows: rows, in: body) }
    }

    /// Away from the top of the page, what stands below the picture stays on its row.
    private mutating func changePictureLines(
        in state: State, _ change: (inout ArticleLayout) -> Void
    ) {
        let start = bodyStart(in: state)
        let before = text.pictureLines
        change(&text)
        let lines = text.pictureLines
        let row = start + (lines.isEmpty ? before : lines).lowerBound
        guard top > 0, row < top + Self.layout(in: state).main.height else { return }
        top = max(0, min(top + lines.count - before.count, lastTop(in: state)))
    }
}

extension Frame {
    /// One row of a picture; nothing below its last one.
    mutating func draw(
        _ picture: Picture, row: Int, at start: Point, in area: Rect, _ theme: Theme
    ) {
        guard picture.rows.indices.contains(row) else { return }
        for (offset, cell) in picture.rows[row].enumerated() {
            let style = Style(
                foreground: cell.foreground.map { Color($0) },
                background: cell.background.map { Color($0) })
            write(
                cell.sign, at: start.moved(right: offset),
                style: theme[.text].overlaid(by: style), in: area)
        }
    }
}

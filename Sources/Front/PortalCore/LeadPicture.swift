import PortalModel
import TextGrid

/// A lead picture to be drawn in at most so many cells.
public struct PictureRequest: Hashable, Sendable {
    public let article: ArticleID
    public let address: WebAddress
    public let columns, rows: Int
}

/// The picture beside the lead of a front page.
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
    /// not been asked for.
    mutating func requestPicture() -> [Effect] {
        guard showsPictures, let colors = pictureColors, var screen = top as? ArticleScreen,
            screen.text.picture == nil, let lead = screen.article.body.leadPicture
        else { return [] }
        let layout = layout
        let order = PictureRequest(
            article: screen.article.id, address: lead.address,
            columns: min(layout.measure, Picture.maximumColumns),
            rows: max(1, min(Picture.maximumRows, layout.main.height / 2)))
        guard screen.pictureOrder != order else { return [] }
        screen.pictureOrder = order
        top = screen
        // The courier that was on its way to the other picture is called off.
        if frontPicture?.picture == nil { frontPicture?.order = nil }
        return [.drawPicture(order, colors)]
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
        guard showsPictures, let picture = report.picture else { return }
        for index in screens.indices {
            guard var screen = screens[index] as? ArticleScreen,
                screen.article.id == report.article
            else { continue }
            screen.show(picture, in: self)
            screens[index] = screen
        }
    }
}

// MARK: - On a front page

extension State {
    /// What is to be asked for next: where the picture of the lead is, which the article tells, or
    /// the picture itself. Both wait until keys pause: headlines come first, also at the start.
    var frontPictureRequest: Effect? {
        guard screens.isEmpty, showsPictures, let colors = pictureColors, let lead = list.lead,
            settings.listForm == .teasers, builtIn == nil
        else { return nil }
        guard let front = frontPicture, front.article == lead else { return .findPicture(lead) }
        guard let address = front.address, let room = frontPictureRoom(in: layout) else {
            return nil
        }
        let order = PictureRequest(
            article: lead, address: address, columns: room.width, rows: room.height)
        return front.order == order ? nil : .drawPicture(order, colors)
    }

    mutating func requestFrontPicture() -> [Effect] {
        guard let request = frontPictureRequest else { return [] }
        switch request {
        case .findPicture(let lead):
            frontPicture = FrontPicture(article: lead)
        case .drawPicture(let order, _):
            frontPicture?.order = order
            frontPicture?.picture = nil
        default: break
        }
        return [request]
    }

    /// Takes in where the picture of an article is; nil where it has none.
    mutating func handlePictureAddress(_ address: WebAddress?, of article: ArticleID) {
        guard frontPicture?.article == article else { return }
        frontPicture?.address = address
        fit()
    }

    /// The cells that stay free for the picture of the lead, at the right of its text;
    /// nil where there is none, or no room for it.
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
        let choice = SettingChoice(name: "pictures", value: String(!state.showsPictures))
        state.settings.apply(choice)
        guard state.showsPictures else {
            show(nil, in: state)
            pictureOrder = nil
            state.tell(Wording.picturesOff)
            return [.keep(choice)]
        }
        state.awaitsPicture = article.body.leadPicture != nil
        state.tell(state.awaitsPicture ? Wording.pictureUnderWay : Wording.noPicture)
        return [.keep(choice)]
    }

    /// Puts the lead picture in, or takes it out. Once the reader has left the top of the page,
    /// what stands below the picture stays on its row of the screen.
    mutating func show(_ picture: Picture?, in state: State) {
        let start = bodyStart(in: state)
        let before = text.pictureLines
        text.show(picture, of: article.body)
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
                foreground: cell.foreground.map(Color.init(bits:)),
                background: cell.background.map(Color.init(bits:)))
            write(
                cell.sign, at: Point(column: start.column + offset, row: start.row),
                style: theme[.text].overlaid(by: style), in: area)
        }
    }
}

extension Color {
    /// The colour 0xRRGGBB.
    fileprivate init(bits: UInt32) {
        self.init(
            red: UInt8(bits >> 16 & 0xFF), green: UInt8(bits >> 8 & 0xFF), blue: UInt8(bits & 0xFF))
    }
}

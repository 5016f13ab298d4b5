import PortalCore
import PortalModel

extension Session {
    /// A portal on a terminal with colours, whose first article has a lead picture.
    public static func pictured(
        width: Int = 80, height: Int = 24, theme: Theme? = nil, isFirst: Bool = false
    ) throws -> Session {
        var articles = Newsroom.articles
        articles[0].body.blocks.insert(
            .image(
                alternative: "Een huis aan het water",
                address: WebAddress("https://beeld.example/huis.jpg")), at: isFirst ? 0 : 1)
        if isFirst {
            let words = String(repeating: "nog een woord ", count: 60)
            articles[0].body.blocks.insert(.paragraph([Span(SafeText(cleaning: words))]), at: 1)
        }
        var session = try Session(width: width, height: height, articles: articles)
        session.change { $0.pictureColors = .full }
        if let theme { session.change { $0.theme = theme } }
        // What a terminal can draw is known before the portal begins.
        session.resize(width: width, height: height)
        return session
    }

    /// Lets the courier bring a picture of an article.
    public mutating func bringPicture(of article: ArticleID, _ picture: Picture) {
        tell(.picture(PictureReport(article: article, picture: picture)))
    }
}

extension Picture {
    /// A house of twenty by six cells under a sky.
    public static let house: Picture? = {
        let drawing = [
            "     ▗▄▖            ",
            "    ▗███▖           ",
            "   ▗█████▖          ",
            "    ▌▘ ▘▐           ",
            "    ▌ ▐ ▐       ▁▂▃▄",
            "▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀",
        ]
        let rows = drawing.enumerated().map { row, text in
            text.unicodeScalars.compactMap { sign in
                Cell(
                    sign, foreground: row < 3 ? 0xA03020 : 0x305020,
                    background: row < 5 ? 0x80A0D0 + UInt32(row) * 0x80402 : nil)
            }
        }
        return Picture(rows: rows)
    }()
}

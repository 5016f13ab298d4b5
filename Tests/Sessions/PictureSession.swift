import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// The lead picture of an article.
struct PictureSession {
    private static let article = Newsroom.articles[0].id

    private func orders(_ session: Session) -> [PictureRequest] {
        session.effects.compactMap { effect in
            if case .drawPicture(let order, _) = effect { order } else { nil }
        }
    }

    private func showsHouse(_ session: Session) -> Bool {
        session.rows.contains { $0.contains("▗███▖") }
    }

    @Test func `an article that is opened asks for its picture once and does not wait`() throws {
        var session = try Session.pictured()
        try session.press("Enter")
        #expect(orders(session).map(\.article) == [Self.article])
        #expect(orders(session).first?.address.string == "https://beeld.example/huis.jpg")
        #expect(session.rows.contains { $0.contains("Foto: Een huis aan het water") })
        try session.press("j k")
        #expect(orders(session).isEmpty)
        session.bringPicture(of: Self.article, try #require(Picture.house))
        #expect(showsHouse(session))
        #expect(session.rows.contains { $0.contains("Foto: Een huis aan het water") })
    }

    @Test func `what is read does not move when the picture comes`() throws {
        var session = try Session.pictured(height: 14)
        try session.press("Enter j j j j j j j j j j j j")
        let before = session.rows
        session.bringPicture(of: Self.article, try #require(Picture.house))
        // In the room of the picture it is seen.
        #expect(session.rows[3...].dropLast(2) == before[3...].dropLast(2))
        try session.press("g")
        try session.press("j j")
        #expect(showsHouse(session))
    }

    @Test func `the text stands where it is before the picture has come`() throws {
        var session = try Session.pictured(height: 40)
        try session.press("Enter")
        let order = try #require(orders(session).first)
        let before = session.rows
        let caption = try #require(before.firstIndex { $0.contains("Foto: ") })
        let row = Array(
            repeating: try #require(Picture.Cell("█", foreground: 0, background: 0)), count: 30)
        let picture = try #require(Picture(rows: Array(repeating: row, count: order.rows)))
        session.bringPicture(of: Self.article, picture)
        #expect(session.rows[caption...] == before[caption...])
        #expect(session.rows[..<caption] != before[..<caption])
    }

    @Test func `the room of a picture that does not come is closed`() throws {
        var session = try Session.pictured()
        try session.press("Enter")
        let caption = session.rows.firstIndex { $0.contains("Foto: ") }
        session.tell(
            .picture(
                PictureReport(article: Self.article, problem: DeliveryProblem(.noConnection))))
        let closed = session.rows.firstIndex { $0.contains("Foto: ") }
        #expect(try #require(closed) < #require(caption))
    }

    @Test(arguments: [20, 22, 24, 30, 40, 60])
    func `below the picture the text begins in view`(height: Int) throws {
        var session = try Session.pictured(height: height, isFirst: true)
        try session.press("Enter")
        let caption = try #require(session.rows.firstIndex { $0.contains("Foto: ") })
        #expect(session.rows[caption...].count { $0.contains("woord") } >= 4)
    }

    @Test func `a low window gets a picture only when the reader asks`() throws {
        var session = try Session.pictured(height: 16, isFirst: true)
        try session.press("Enter")
        #expect(orders(session).isEmpty)
        try session.press("i")
        #expect(orders(session).map(\.rows) == [5])
        #expect(session.statusLine.contains("De foto wordt opgehaald"))
        try session.press("i")
        #expect(session.statusLine.contains("niet meer getoond"))
    }

    @Test func `i hides the picture and shows it again`() throws {
        var session = try Session.pictured()
        try session.press("Enter")
        session.bringPicture(of: Self.article, try #require(Picture.house))
        try session.press("i")
        #expect(!showsHouse(session))
        #expect(session.statusLine.contains("niet meer getoond"))
        #expect(orders(session).isEmpty)
        try session.press("i")
        #expect(orders(session).count == 1)
        session.bringPicture(of: Self.article, try #require(Picture.house))
        #expect(showsHouse(session))
    }

    @Test func `a theme without colours gets a picture when the reader asks`() throws {
        var session = try Session.pictured(theme: .plain)
        try session.press("Enter")
        #expect(orders(session).isEmpty)
        try session.press("i")
        #expect(orders(session).count == 1)
    }

    @Test func `a small window gets a picture when the reader asks`() throws {
        var session = try Session.pictured(width: 60)
        try session.press("Enter")
        #expect(orders(session).isEmpty)
        try session.press("i")
        #expect(orders(session).map(\.columns) == [56])
    }

    @Test func `what i chooses is kept, and stands in the settings`() throws {
        var session = try Session.pictured()
        try session.press("Enter i")
        #expect(session.effects.contains(.keep(SettingChoice(name: "pictures", value: "false"))))
        try session.press("i")
        #expect(session.effects.contains(.keep(SettingChoice(name: "pictures", value: "true"))))
        let pictures = try #require(
            SettingDescription.chosen.firstIndex { $0.row.storedName == "pictures" })
        try session.press(",\(String(repeating: " j", count: pictures))")
        #expect(session.rows.contains { $0.contains("Foto’s") && $0.contains("aan") })
    }

    @Test func `why there is none is said only to who asked`() throws {
        let failure = PictureReport(
            article: Self.article, problem: DeliveryProblem(.noPictureLibraries))
        var session = try Session.pictured()
        try session.press("Enter")
        session.tell(.picture(failure))
        #expect(!session.statusLine.contains("libchafa0"))
        try session.press("i i")
        session.tell(.picture(failure))
        #expect(session.statusLine.contains("Voor foto’s zijn libchafa0"))
    }

    @Test func `a terminal without colours gets no pictures`() throws {
        var session = try Session()
        try session.press("Enter i")
        #expect(orders(session).isEmpty)
        #expect(session.statusLine.contains("kunnen geen foto’s worden getoond"))
    }

    @Test func `a window that becomes too small loses the picture, and a larger one asks again`()
        throws
    {
        var session = try Session.pictured()
        try session.press("Enter")
        session.bringPicture(of: Self.article, try #require(Picture.house))
        session.resize(width: 60, height: 24)
        #expect(!showsHouse(session))
        session.resize(width: 90, height: 24)
        #expect(orders(session).count == 1)
    }

    @Test func `the lead of the front page has its picture beside it`() throws {
        var session = try Session.pictured()
        #expect(orders(session).isEmpty)
        session.wait(500)
        let order = try #require(orders(session).first)
        #expect(orders(session) == [order])
        #expect(order.article == Self.article && order.rows == 6)
        session.bringPicture(of: Self.article, try #require(Picture.house))
        #expect(showsHouse(session))
        #expect(session.rows.count { $0.hasPrefix("▌") } == 6)
        try session.press("j k j k")
        session.wait(500)
        #expect(orders(session).isEmpty)
        try session.press("2")
        #expect(!showsHouse(session))
        try session.press("1 d")
        #expect(!showsHouse(session))
    }

    @Test func `the lead’s text leaves room for its picture before that has come`() throws {
        var session = try Session.pictured()
        let before = session.rows
        session.wait(500)
        #expect(session.rows == before)
        session.bringPicture(of: Self.article, try #require(Picture.house))
        #expect(showsHouse(session))
        for (row, former) in zip(session.rows, before).dropFirst(3).prefix(6) {
            #expect(row.hasPrefix(former))
        }
    }

    @Test func `a lead picture that does not come leaves its room to the text`() throws {
        var session = try Session.pictured()
        session.wait(500)
        let narrow = session.rows[4].count
        let failure = PictureReport(
            article: Self.article, problem: DeliveryProblem(.noPictureLibraries))
        session.tell(.picture(failure))
        #expect(session.rows[4].count > narrow)
        #expect(!session.statusLine.contains("libchafa0"))
        try session.press("k j")
        session.wait(500)
        #expect(orders(session).isEmpty)
    }

    @Test func `no picture is fetched for the lead in a small window or in ASCII`() throws {
        var session = try Session.pictured(width: 60)
        session.wait(500)
        #expect(orders(session).isEmpty)
        session = try Session.pictured()
        session.limitToASCII()
        try session.press("2 1")
        session.wait(500)
        #expect(orders(session).isEmpty)
    }

    @Test func `an article that is opened before the lead’s picture has come does not lose it`()
        throws
    {
        var session = try Session.pictured()
        session.wait(500)
        try session.press("Enter q")
        session.wait(500)
        #expect(orders(session).last?.rows == 6)
        session.bringPicture(of: Self.article, try #require(Picture.house))
        #expect(showsHouse(session))
    }
}

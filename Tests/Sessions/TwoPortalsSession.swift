import PortalCore
import PortalModel
import TestSupport
import Testing

/// Two portals of one reader.
struct TwoPortalsSession {
    @Test(arguments: ["m", "s"])
    func `what one marks the other shows at the next key`(mark: String) throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var one = try Session(readerPath: file.path)
            var other = try Session(readerPath: file.path)
            try one.press("j \(mark)")
            let article = Newsroom.articles[1].id
            #expect(!other.state.read.contains(article) && !other.state.saved.contains(article))
            try other.press("j")
            #expect(other.state.read == one.state.read)
            #expect(other.state.saved == one.state.saved)
            #expect(other.rows.dropLast() == one.rows.dropLast())
            try one.press("u")
            try other.press("k j")
            #expect(!other.state.read.contains(article) && !other.state.saved.contains(article))
        }
    }

    @Test func `what one has open is read in the list of the other`() throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var one = try Session(readerPath: file.path)
            var other = try Session(readerPath: file.path)
            try one.press("Enter")
            other.send(.clockRead(PinnedClock.now))
            #expect(other.state.read == [Newsroom.articles[0].id])
        }
    }

    @Test func `what the courier of another brought comes at the next key`() throws {
        var session = try Session(width: 100, height: 40)
        try session.press("j")
        session.stand.deliver([
            Newsroom.article("Zeehond op de sluis", in: "Binnenland", minutesOld: 1, "Hij sliep.")
        ])
        try session.press("j")
        #expect(!session.state.list.headlines.contains { $0.title == "Zeehond op de sluis" })
        session.stand.deliveries += 1
        try session.press("k")
        #expect(session.state.list.headlines.contains { $0.title == "Zeehond op de sluis" })
        #expect(session.state.list.selected == 2)
    }

    @Test func `an article that another's courier changed says so while it is open`() throws {
        let words = Span(SafeText(cleaning: String(repeating: "woord ", count: 200)))
        let article = Newsroom.article(
            "Het liep goed af", in: "Binnenland", minutesOld: 9, "Kort.",
            blocks: [.paragraph([words])])
        var session = try Session(width: 100, height: 30, articles: [article])
        try session.press("Enter")
        let id = article.id
        session.stand.revise(id, "Toch anders", Document([.paragraph(["Het liep anders af."])]))
        session.stand.deliveries += 1
        session.send(.clockRead(PinnedClock.now))
        #expect(session.statusLine.contains("gewijzigd: c toont wat"))
    }

    @Test func `a portal that writes holds up no key of the other`() throws {
        try withTemporaryFolder { folder in
            let file = try ReaderFile(in: folder)
            var session = try Session(readerPath: file.path)
            try file.setLocked(true)
            try session.press("j j")
            #expect(session.state.list.selected == 2)
            try file.setLocked(false)
        }
    }
}

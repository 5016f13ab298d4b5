import PortalModel
import Testing
import TextGrid

@testable import PortalCore

/// What stands in place of signs that a terminal with ASCII alone does not have.
struct PlainSignTests {
    @Test(arguments: [
        ("j k ↓ ↑", "j, k, pijl omlaag, pijl omhoog"), ("Enter l →", "Enter, l, pijl rechts"),
        ("q Esc h ← Backspace", "q, Esc, h, pijl links, Backspace"),
        ("↑↓", "pijl omhoog/omlaag"), ("←→", "pijl links/rechts"),
        (
            "←→ kiezen · Enter bevestigen · Esc later",
            "pijlen kiezen · Enter bevestigen · Esc later"
        ),
        ("g G Home End", "g G Home End"),
    ])
    func `arrows are named`(keys: SafeText, words: SafeText) {
        #expect(keys.arrowsInWords == words)
    }

    @Test(arguments: [
        ("Storm op …", "Storm op ..."), ("Storm op…", "Storm op..."),
    ])
    func `an ellipsis becomes three full stops`(text: SafeText, drawn: String) {
        var frame = Frame(size: Size(width: 20, height: 1), style: .plain)
        frame.write(text, at: Point(column: 0, row: 0), style: .plain)
        frame.writeOutEllipses()
        #expect(frame.text(ofRow: 0).hasPrefix(drawn))
    }

    @Test func `an ellipsis at the edge goes over what it cut`() {
        var frame = Frame(size: Size(width: 6, height: 1), style: .plain)
        frame.write("Storm…", at: Point(column: 0, row: 0), style: .plain)
        frame.writeOutEllipses()
        #expect(frame.text(ofRow: 0) == "Sto...")
    }

    @Test func `a headline that was read never looks like the lines below headlines`() {
        let text = Style(foreground: Color(red: 200, green: 200, blue: 200))
        let theme = Theme(
            name: "eigen", summary: .empty, styles: [.text: text, .readHeadline: .plain])
        #expect(theme[.readHeadline] != theme[.teaser])
        #expect(theme[.readHeadline].attributes == .italic)
    }

    @Test func `in few colours its slant sets it off, in every theme that is chosen`() throws {
        let theme = Theme(
            name: "grijs", summary: .empty,
            styles: [
                .readHeadline: Style(foreground: Color(red: 160, green: 160, blue: 160)),
                .teaser: Style(foreground: Color(red: 170, green: 170, blue: 170)),
                .headline: Style(attributes: .bold),
            ])
        var state = State(
            size: Size(width: 80, height: 24), now: Timestamp(seconds: 0), theme: .plain,
            editions: Edition.grouping([Section(name: "A", edition: "Dorp", sources: [])]),
            settings: Settings())
        state.hasFewColors = true
        #expect(state.theme[.readHeadline].attributes.contains(.italic))
        state.theme = theme
        #expect(state.theme[.readHeadline].attributes == .italic)
        #expect(state.theme[.headline].attributes == .bold)
    }

    @Test func `a voice is given whole words and no columns`() {
        var settings = Settings()
        settings.isLinear = true
        settings.justifies = true
        let typography = Typography(settings, order: .logical, writesOutSigns: false)
        #expect(!typography.isHyphenated)
        #expect(!typography.isJustified)
        #expect(typography.tables == .records)
    }
}

import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid
import Themes

/// The theme that follows the terminal.
struct AutomaticThemeSession {
    private func following() throws -> Session {
        var session = try Session()
        session.followGround()
        return session
    }

    @Test func `the theme fits the ground that the terminal tells`() throws {
        var session = try following()
        let dark = session.frame
        session.send(.backgroundKnown(isLight: true))
        #expect(session.frame.cells[0].style != dark.cells[0].style)
        session.send(.backgroundKnown(isLight: false))
        #expect(session.frame == dark)
    }

    @Test func `a theme that was chosen stays, and auto can be chosen again`() throws {
        var session = try following()
        try session.press("t j Enter")
        #expect(session.state.theme.name == Themes.defaultName)
        session.send(.backgroundKnown(isLight: true))
        #expect(session.state.theme.name == Themes.defaultName)
        try session.press("t k Enter")
        #expect(try session.stored().theme == Theme.automatic)
        let papier = try #require(Themes.named(Themes.lightName)).theme
        #expect(session.state.theme.styles == papier.styles)
    }
}

import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct ThemeCommandTests {
    @Test func `a theme that is named is chosen, and kept`() throws {
        let reader = try TestReader()
        let chosen = try reader.run("themes", "papier")
        #expect(chosen.code == 0)
        #expect(chosen.output == "Het thema is nu papier.\n")
        #expect(try reader.run("themes").output.contains("\n* papier "))
    }

    @Test func `the theme that goes by the terminal can be chosen again`() throws {
        let reader = try TestReader()
        #expect(try reader.run("themes", "papier").code == 0)
        let chosen = try reader.run("themes", "auto")
        #expect(chosen.code == 0)
        #expect(chosen.output == "Het thema is nu auto.\n")
        #expect(try reader.run("themes").output.contains("* auto"))
    }

    @Test func `one of the reader's own can be chosen`() throws {
        let reader = try TestReader()
        try reader.configure("themes/avond.toml", "base = \"papier\"\n")
        #expect(try reader.run("themes", "avond").code == 0)
        #expect(try reader.run("themes").output.contains("* avond"))
    }

    @Test func `a theme that there is not is told, and changes nothing`() throws {
        let reader = try TestReader()
        let before = try reader.run("themes").output
        let outcome = try reader.run("themes", "nergens")
        #expect(outcome.code == 2)
        #expect(outcome.errors.hasPrefix("Het thema 'nergens' bestaat niet; kies uit "))
        #expect(try reader.run("themes").output == before)
    }

    @Test func `a choice that cannot be kept is no success`() throws {
        let reader = try TestReader()
        reader.environment["HOME"] = nil
        let outcome = try reader.run("themes", "papier")
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
    }
}

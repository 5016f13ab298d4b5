import PortalCore
import PortalModel
import Testing
import TextGrid
import Themes

struct OwnThemeTests {
    @Test func `a changed colour changes every part of the built-in theme that uses it`() throws {
        let (theme, mistakes) = try #require(
            Themes.named("zeelandnet", ownText: "colors.house = \"#010203\""))
        let original = try #require(Themes.named("zeelandnet")).theme
        #expect(mistakes.isEmpty)
        #expect(theme[.masthead].background == Color(red: 1, green: 2, blue: 3))
        #expect(theme[.masthead].foreground == original[.masthead].foreground)
        #expect(theme[.headline] == original[.headline])
        #expect(theme.summary == original.summary)
    }

    @Test func `a part that is named again is replaced whole`() throws {
        let (theme, mistakes) = try #require(
            Themes.named(
                "papier", ownText: "styles.headline = { fg = \"brick\", attributes = [\"italic\"] }"
            ))
        let original = try #require(Themes.named("papier")).theme
        #expect(mistakes.isEmpty)
        #expect(theme[.headline].foreground == original[.subhead].foreground)
        #expect(theme[.headline].attributes == .italic)
        #expect(theme[.teaser] == original[.teaser])
    }

    @Test func `a theme of a new name begins with its base`() throws {
        let (theme, mistakes) = try #require(
            Themes.named(
                "avond", ownText: "summary = \"Avond\"\nbase = \"delta\"\n[styles]\ncode = {}"))
        let base = try #require(Themes.named("delta")).theme
        #expect(mistakes.isEmpty)
        #expect(theme.name == "avond")
        #expect(theme.summary == "Avond")
        #expect(theme[.masthead] == base[.masthead])
        #expect(theme[.code] == theme[.text])
    }

    @Test func `a theme of a new name without a base begins without colour`() throws {
        let (theme, _) = try #require(
            Themes.named("avond", ownText: "[styles]\ntext = { bg = \"#000000\" }"))
        #expect(theme[.headline].attributes == .bold)
        #expect(theme[.headline].background == Color(red: 0, green: 0, blue: 0))
        #expect(theme[.headline].foreground == nil)
    }

    @Test func `what is wrong is named with its place and the rest holds`() throws {
        let (theme, mistakes) = try #require(
            Themes.named(
                "avond",
                ownText: """
                    base = "nergens"
                    colour = "#fff"

                    [colors]
                    good = "#00ff00"
                    bad  = "groen"
                    none = 3

                    [styles]
                    title    = { fg = "good", bg = "bad", size = 2 }
                    headline = { attributes = ["bold", "blink"] }
                    meta     = "grijs"
                    """))
        #expect(
            mistakes.map { $0.wording(in: "x").string.dropFirst("Fout in x: ".count) } == [
                """
                zo heet geen ingebouwd thema; hier kan: zeelandnet, delta, papier, teletekst, \
                contrast, mono (regel 1, kolom 8).
                """,
                "de sleutel 'colour' is onbekend; bedoelde je 'colors'? (regel 2, kolom 1)",
                "hier hoort een kleur als \"#0b5cad\" (regel 6, kolom 8).",
                "hier hoort tekst tussen aanhalingstekens (regel 7, kolom 8).",
                """
                'bad' is geen kleur als "#0b5cad" en staat niet in [colors] (regel 10, kolom 32).
                """,
                """
                de sleutel 'size' is onbekend; hier kan: fg, bg, attributes (regel 10, kolom 39).
                """,
                """
                dit is onbekend; hier kan: bold, dim, italic, underline, reverse \
                (regel 11, kolom 36).
                """,
                "hier hoort een tabel als { fg = \"#0b5cad\" } (regel 12, kolom 12).",
            ])
        #expect(theme[.title].foreground == Color(red: 0, green: 255, blue: 0))
        #expect(theme[.headline].attributes == .bold)
    }

    @Test func `an unknown part is named`() throws {
        let (_, mistakes) = try #require(
            Themes.named("mono", ownText: "[styles]\nheadlines = { attributes = [\"bold\"] }\n"))
        #expect(
            mistakes.map(\.sentence) == [
                "de sleutel 'headlines' is onbekend; bedoelde je 'headline'?"
            ])
    }

    @Test func `a text that is no TOML leaves the built-in theme as it was`() throws {
        let (theme, mistakes) = try #require(Themes.named("delta", ownText: "[styles\n"))
        #expect(theme == Themes.named("delta")?.theme)
        #expect(mistakes.map(\.place?.line) == [1])
    }
}

import PortalConfiguration
import PortalModel
import Testing

/// What stands in filters.toml.
struct MuteRuleFileTests {
    @Test func `rules are read, and written so that they are read as they were`() throws {
        let (file, mistakes) = MuteRuleFile.read(
            """
            version = 1
            [[mute]]
            words = "veerdienst*"
            place = "everything"
            section = "Zeeland"
            until = "2026-12-05"
            [[mute]]
            source = "De \\"Bode\\""
            author = "Ans"
            """)
        #expect(mistakes == [])
        let rules = try #require(file).rules
        #expect(rules.count == 2 && rules[0].place == .everything && rules[0].lastDay == 20_792)
        #expect(rules[1].source == "De \"Bode\"" && rules[1].words == nil)
        let again = MuteRuleFile.read(try #require(file).text)
        #expect(again.file == file && again.mistakes == [])
    }

    @Test(arguments: [
        ("words = \"!\"", "hier staat geen woord (regel 2, kolom 9)"),
        ("place = \"title\"", "deze regel zegt niet wat er te dempen is"),
        ("words = \"a\"\nplace = \"kop\"", "regel 3, kolom 9"),
        ("words = \"a\"\nuntil = 2026-12-05", "hier hoort tekst"),
        ("words = \"a\"\nuntil = \"5 december\"", "hier hoort een dag"),
        ("words = \"a\\u001Bb\"", "tekens die geen tekst zijn"),
        ("words = \"\(String(repeating: "a", count: 10_000))\"", "langer dan 200 tekens"),
        ("word = \"a\"\nwords = \"b\"", "'word'"),
        ("words = \"a\"\n[[mute]]\nwords = \"a\"", "voor de tweede keer"),
        ("words = 3", "hier hoort tekst"),
    ])
    func `a mistake is told with its place, and the rest holds`(rule: String, sentence: String) {
        let (file, mistakes) = MuteRuleFile.read("[[mute]]\n\(rule)\n[[mute]]\nsource = \"X\"")
        #expect(mistakes.count == 1)
        #expect(
            mistakes.first?.wording(in: "filters.toml").string.contains(sentence) == true,
            "\(mistakes)")
        #expect(file?.rules.contains { $0.source == "X" } == true)
    }

    @Test(arguments: ["version = 2", "version = 0", "version = \"1\"", "[[mute", "mute = 3\u{0}"])
    func `a file that cannot be read as a whole says nothing`(text: String) {
        let (file, mistakes) = MuteRuleFile.read(text)
        #expect(file == nil && mistakes.count == 1)
    }
}

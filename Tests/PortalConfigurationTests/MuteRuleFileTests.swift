import Foundation
import PortalConfiguration
import PortalModel
import System
import TestSupport
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

    /// The files of a reader whose filters.toml says `text`.
    private func files(_ folder: String, _ text: String?) throws -> PortalFiles {
        let files = try PortalFiles(environment: ["HOME": folder])
        try FileManager.default.createDirectory(
            atPath: files.configurationFolder, withIntermediateDirectories: true)
        if let text { try TextFile.write(text, to: files.muteRulesFile) }
        return files
    }

    private let rule = MuteRule(words: "veer")

    @Test(arguments: [
        "version = 2\nmute = \"anders\"\n", "[[mute]]\nwords = \"!\"\n", "[[mute", "\u{1}",
    ])
    func `a file that is not understood is not written`(text: String) throws {
        let rule = try #require(rule)
        try withTemporaryFolder { folder in
            let files = try files(folder, text)
            let sentence = try #require(files.changeMuteRules { $0.rules.append(rule) })
            #expect(sentence.string.hasPrefix("Fout in filters.toml: "))
            #expect(sentence.string.hasSuffix("Er is niets veranderd."))
            #expect(try TextFile.read(files.muteRulesFile) == text)
        }
    }

    @Test func `more rules than are read are not written`() throws {
        let rule = try #require(rule)
        try withTemporaryFolder { folder in
            let files = try files(folder, nil)
            let rules = (0..<MuteRuleFile.mostRules).compactMap { MuteRule(words: "w\($0)") }
            #expect(files.changeMuteRules { $0.rules = rules } == nil)
            let sentence = files.changeMuteRules { $0.rules.append(rule) }
            #expect(sentence?.string.contains("staan al 5000 regels") == true)
            #expect(MuteRuleFile.load(from: files.muteRulesFile).file?.rules == rules)
            #expect(files.changeMuteRules { $0.rules[7] = rule } == nil)
        }
    }

    @Test func `a change that changes nothing makes no file, and reading makes nothing`() throws {
        try withTemporaryFolder { folder in
            let files = try PortalFiles(environment: ["HOME": folder])
            #expect(MuteRuleFile.load(from: files.muteRulesFile).file == MuteRuleFile())
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            #expect(files.changeMuteRules { _ in } == nil)
            #expect(!FileManager.default.fileExists(atPath: files.muteRulesFile))
        }
    }
}

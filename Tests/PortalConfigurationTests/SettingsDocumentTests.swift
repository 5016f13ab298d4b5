import Foundation
import PortalConfiguration
import PortalModel
import Testing

/// README.md against the settings that there are.
struct SettingsDocumentTests {
    /// The portaal.toml in README.md.
    private let example: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let parts = text.split(separator: "```")
        example = try String(#require(parts.first { $0.hasPrefix("toml\n[webmail]") }).dropFirst(5))
    }

    /// Tables of sections and of programs.
    private static let notSettings: Set<Substring> = [
        "[section", "[send", "open", "notify", "keys",
    ]

    @Test func `the example is read without a mistake`() {
        let (configuration, mistakes) = PortalConfiguration.read(example)
        #expect(mistakes == [])
        #expect(configuration.sections.count == 1)
    }

    @Test func `the example names every setting in its table, and no other`() {
        var table: Substring = ""
        var named: [String] = []
        for line in example.split(separator: "\n") {
            if line.hasPrefix("[") {
                table = line.dropFirst().prefix { $0 != "]" }
            } else if !Self.notSettings.contains(table),
                let key = line.firstMatch(of: /^([\w-]+) *=/)?.1
            {
                named.append("\(table).\(key)")
            }
        }
        let places = SettingDescription.all.compactMap(\.place).map { "\($0.table).\($0.key)" }
        #expect(named.filter { !places.contains($0) } == [])
        #expect(places.filter { !named.contains($0) } == [])
    }

    @Test func `the example shows what holds without a file, where it says nothing else`() {
        let settings = PortalConfiguration.read(example).configuration.settings
        let changed = SettingDescription.all
            .filter { $0.value(in: settings) != $0.value(in: Settings()) }
        #expect(
            changed.compactMap { $0.place?.key } == ["url", "key", "theme", "hyperlinks", "bidi"])
    }

    @Test func `the example tells the bounds of a line`() throws {
        let bounds = Settings.measures
        #expect(example.contains("\(bounds.lowerBound) to \(bounds.upperBound)"))
    }
}

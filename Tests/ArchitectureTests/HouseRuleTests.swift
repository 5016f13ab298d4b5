import Testing

struct HouseRuleTests {
    @Test(arguments: [
        "try?", "try!", "@unchecked Sendable", "nonisolated(unsafe)", "fatalError(",
    ])
    func `what hides a failure or a race is not used`(word: String) throws {
        let users = try Repository().sourceFiles().filter { $0.text.contains(word) }.map(\.path)
        #expect(users == [])
    }

    @Test(arguments: [
        "Locale", "DateFormatter", "NumberFormatter", "localizedCompare", "localizedStandard",
        "Calendar(", "Calendar.current", "CharacterSet", ".formatted(", "applyingTransform",
        ".folding(",
    ])
    func `what would need the data of ICU is not used, since a release has none`(
        word: String
    ) throws {
        let users = try Repository().sourceFiles().filter { $0.text.contains(word) }.map(\.path)
        #expect(users == [])
    }

    @Test(arguments: ["fetchOne(", "fetchAll(", "fetchSet(", "fetchCursor(", "row["])
    func `values come out of a database through StoredRow alone`(word: String) throws {
        let users = try Repository().sourceFiles().filter {
            $0.module == "NewsStore" && $0.text.contains(word)
        }
        #expect(Set(users.map(\.path)).isSubset(of: ["Sources/Shared/NewsStore/StoredRow.swift"]))
    }

    @Test func `no file is longer than 500 lines`() throws {
        let long = try Repository().sourceFiles().filter { file in
            file.text.split(separator: "\n", omittingEmptySubsequences: false).count > 501
        }
        #expect(long.map(\.path) == [])
    }

    @Test func `no line is longer than 100 columns`() throws {
        // The formatter leaves text and comments as long as they are.
        let long = try Repository().sourceFiles().flatMap { file in
            file.text.split(separator: "\n").filter { $0.count > 100 }.map { "\(file.path): \($0)" }
        }
        #expect(long == [])
    }

    @Test func `nothing lies at the top that does not belong there`() throws {
        let allowed: Set = [
            ".ci", ".editorconfig", ".git", ".gitignore", ".swift-format", ".swiftpm",
            "Package.resolved", "Package.swift", "README.md", "Sources", "Tests", "Themes",
        ]
        let names = try Repository().names(in: ".").filter { !$0.hasPrefix(".build") }
        #expect(Set(names).subtracting(allowed) == [])
    }
}

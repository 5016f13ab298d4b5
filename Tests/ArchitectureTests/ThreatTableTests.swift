import Foundation
import Testing

/// The table in Tests/THREATS.md.
struct ThreatTableTests {
    private let rows: [Substring]
    /// The names of test files without their ending, and the text of them all.
    private let suites: Set<String>
    private let text: String

    init() throws {
        let repository = Repository()
        let table = try repository.text(of: "Tests/THREATS.md")
        rows = table.split(separator: "\n").filter { $0.contains(/^\| \d+ \|/) }
        var suites: Set<String> = []
        var text = ""
        for folder in try repository.names(in: "Tests") where !folder.contains(".") {
            for name in try repository.names(in: "Tests/\(folder)")
            where name.hasSuffix("Tests.swift") {
                suites.insert(String(name.dropLast(".swift".count)))
                text += try repository.text(of: "Tests/\(folder)/\(name)")
            }
        }
        self.suites = suites
        self.text = text
    }

    @Test func `every threat has its row`() {
        let numbers = rows.compactMap { $0.firstMatch(of: /^\| (\d+) \|/).flatMap { Int($0.1) } }
        #expect(numbers.starts(with: 1...28))
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `every test that the table names is there`() {
        for row in rows {
            for match in row.matches(of: /`([^`]+)`/) {
                #expect(text.contains("func `\(match.1)`("), "\(match.1)")
            }
            let named = row.matches(of: /\b([A-Z]\w*Tests)\b/).map { String($0.1) }
            #expect(!named.isEmpty, "\(row)")
            // A folder may stand before the name, and names one as well.
            #expect(
                named.filter {
                    !suites.contains($0) && $0 != "FeedParsingTests"
                        && $0 != "CourierTests"
                } == [])
        }
    }
}

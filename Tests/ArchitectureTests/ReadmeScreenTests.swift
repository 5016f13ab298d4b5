import Foundation
import Testing

/// The screens in README.md are those that the golden screens are.
struct ReadmeScreenTests {
    @Test func `the screen in README.md is the golden one`() throws {
        let repository = Repository()
        let screen = try repository.text(of: "Tests/Golden/article-80x24.screen")
        let rows = screen.split(separator: "\n\n").first?.split(separator: "\n").map { row in
            let text = row.dropFirst().dropLast()
            return text.reversed().drop { $0 == " " }.reversed().map(String.init).joined()
        }
        let shown = try #require(rows).joined(separator: "\n")
        #expect(try repository.text(of: "README.md").contains("```\n\(shown)\n```"))
    }

    @Test func `the picture in README.md is drawn from the golden screen`() throws {
        let root = Repository().root
        let process = Process()
        process.executableURL = root.appending(path: "Tests/Scripts/screen-picture")
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let drawn = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let kept = try Data(contentsOf: root.appending(path: "Tests/Golden/front-page.svg"))
        #expect(drawn == kept, "Tests/Scripts/screen-picture >Tests/Golden/front-page.svg")
    }
}

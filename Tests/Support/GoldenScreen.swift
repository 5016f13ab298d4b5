import Foundation
import Testing
import TextGrid

/// Expects that `frame` is what `Tests/Golden/<name>.screen` holds.
///
/// With the environment variable `PORTAAL_RECORD=1` the file is written instead. A test that wrote
/// something new fails that once, so that nothing is recorded unseen.
public func expectGolden(
    _ name: String, _ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation
) {
    let file = goldenFolder.appending(path: "\(name).screen")
    let text = ScreenText(frame).lines
    do {
        let recorded = try recordedLines(in: file)
        guard recorded != text else { return }
        if ProcessInfo.processInfo.environment["PORTAAL_RECORD"] == "1" {
            try Data((text.joined(separator: "\n") + "\n").utf8).write(to: file)
            Issue.record("\(name) is recorded; look at it.", sourceLocation: sourceLocation)
        } else if let recorded {
            let differences = differences(recorded, text).joined(separator: "\n")
            Issue.record("\(name) looks different.\n\(differences)", sourceLocation: sourceLocation)
        } else {
            Issue.record(
                "\(name) was never recorded; PORTAAL_RECORD=1 does it.",
                sourceLocation: sourceLocation)
        }
    } catch {
        Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
    }
}

/// The names of all screens that were recorded.
public func recordedScreens() throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(atPath: goldenFolder.path)
    return Set(files.filter { $0.hasSuffix(".screen") }.map { String($0.dropLast(7)) })
}

private let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Golden")

private func recordedLines(in file: URL) throws -> [String]? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().map(String.init)
}

/// The lines that differ, recorded above actual, so that columns can be compared by eye.
private func differences(_ recorded: [String], _ actual: [String]) -> [String] {
    (0..<max(recorded.count, actual.count)).flatMap { index -> [String] in
        let old = index < recorded.count ? recorded[index] : "(no line)"
        let new = index < actual.count ? actual[index] : "(no line)"
        return old == new ? [] : ["line \(index + 1)", "  recorded \(old)", "  actual   \(new)"]
    }
}

import Foundation
import TextGrid

/// What is wrong with `frame` beside `Tests/Golden/<name>.screen`; nil when it looks as recorded.
///
/// With the environment variable `PORTAAL_RECORD=1` the file is written instead. Something new is
/// told once all the same, so that nothing is recorded unseen.
///
/// - Throws: The file system's errors.
public func goldenComplaint(_ name: String, _ frame: Frame) throws -> String? {
    try complaint(name, ScreenText(frame).lines, in: "\(name).screen")
}

/// What is wrong with `lines` beside `Tests/Golden/<name>.text`, in the same way.
///
/// - Throws: The file system's errors.
public func goldenComplaint(_ name: String, lines: [String]) throws -> String? {
    try complaint(name, lines, in: "\(name).text")
}

private func complaint(
    _ name: String, _ text: [String], in fileName: String
) throws -> String? {
    let file = goldenFolder.appending(path: fileName)
    let recorded = try recordedLines(in: file)
    guard recorded != text else { return nil }
    if ProcessInfo.processInfo.environment["PORTAAL_RECORD"] == "1" {
        try Data((text.joined(separator: "\n") + "\n").utf8).write(to: file)
        return "\(name) is recorded; look at it."
    }
    guard let recorded else { return "\(name) was never recorded; PORTAAL_RECORD=1 does it." }
    return "\(name) looks different.\n\(differences(recorded, text).joined(separator: "\n"))"
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

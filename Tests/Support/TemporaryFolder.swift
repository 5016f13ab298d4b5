import Foundation

/// Runs `work` with the path of an empty folder, which is gone afterwards.
public func withTemporaryFolder<Result>(_ work: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "portaal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let result = Swift.Result { try work(folder.path) }
    try FileManager.default.removeItem(at: folder)
    return try result.get()
}

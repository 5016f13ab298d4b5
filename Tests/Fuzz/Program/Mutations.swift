import Foundation
import HostileText

/// Gives a target the files of a folder with one byte changed, many times, and ends the program
/// by SIGPROF where one takes more than two seconds of processor time.
enum Mutations {
    /// Seconds of processor time that one document may take.
    private static let limit = 2

    /// Reads `count` changed documents in all, spread over the files below `folder`, the same
    /// ones at every run.
    static func run(_ target: FuzzTarget, count: Int, folder: String) throws {
        let files = try documents(in: folder)
        guard !files.isEmpty else {
            FileHandle.standardError.write(Data("\(folder): no files\n".utf8))
            exit(2)
        }
        var generator = SplitMix(seed: 1)
        var slowest = (Duration.zero, "")
        for number in 0..<count {
            let file = files[number % files.count]
            let bytes = [UInt8](try Data(contentsOf: file)).mutated(with: &generator)
            // Where it goes wrong, this is the document.
            try Data(bytes).write(to: URL(fileURLWithPath: "mutation"))
            let start = ContinuousClock.now
            watch(limit)
            target.take(bytes)
            watch(0)
            let duration = ContinuousClock.now - start
            if duration > slowest.0 { slowest = (duration, file.lastPathComponent) }
        }
        print("\(target.name): \(count) changes in \(files.count) files; slowest", slowest)
    }

    private static func watch(_ seconds: Int) {
        var timer = itimerval()
        timer.it_value.tv_sec = seconds
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static func documents(in folder: String) throws -> [URL] {
        let root = URL(fileURLWithPath: folder)
        let names = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: [.isRegularFileKey])
        var files: [URL] = []
        for case let file as URL in names ?? FileManager.DirectoryEnumerator() {
            let values = try file.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
            let isDocument = ["xml", "html", "json", "opml", "rss", "atom"]
                .contains(file.pathExtension)
            if values.isRegularFile == true, isDocument, (values.fileSize ?? 0) > 0 {
                files.append(file)
            }
        }
        return files.sorted { $0.path < $1.path }
    }
}

import Foundation

/// A program that shows news in a terminal and fetches it.
protocol Contender {
    /// Its name, in lower case.
    var name: String { get }
    /// Name and version.
    var title: String { get }
    /// Whether it can be run here.
    var isInstalled: Bool { get }
    /// Makes `home`, with the settings of a reader who follows these feeds.
    func furnish(_ home: String, feeds: [String]) throws
    /// The command that fetches the feeds and ends.
    func refreshCommand(_ home: String) -> [String]
    /// The command that shows what is stored.
    func screenCommand(_ home: String) throws -> [String]
    /// Text of the last row of its first screen.
    var lastRow: String { get }
}

extension Contender {
    /// Fetches the feeds.
    func refresh(_ home: String) throws -> ChildProgram.Outcome {
        try ChildProgram.run(refreshCommand(home), home: home)
    }

    /// Starts it: the time to its first full screen, and its peak memory then.
    func start(_ home: String) throws -> (time: Duration, megabytes: Double) {
        let program = try TerminalCommand(screenCommand(home), home: home)
        let time = try program.timeOfFirstScreen(with: lastRow)
        return (time, try program.peakMegabytes())
    }

    /// The times of 200 keys, 50 down and 50 up in turn.
    func keyTimes(_ home: String) throws -> Figures {
        let program = try TerminalCommand(screenCommand(home), home: home)
        _ = try program.timeOfFirstScreen(with: lastRow)
        var figures = Figures(.milliseconds)
        for number in 0..<200 {
            let key = UInt8(ascii: number / 50 % 2 == 0 ? "j" : "k")
            figures.add(try program.time(ofKey: key).milliseconds)
        }
        return figures
    }

    /// The times of `j` through so many headlines, in a window of that size.
    func timesDown(
        _ headlines: Int, _ home: String, columns: UInt16, rows: UInt16
    ) throws -> Figures {
        let program = try TerminalCommand(
            screenCommand(home), home: home, columns: columns, rows: rows)
        _ = try program.timeOfFirstScreen(with: lastRow)
        var figures = Figures(.milliseconds)
        for _ in 0..<headlines {
            figures.add(try program.time(ofKey: UInt8(ascii: "j")).milliseconds)
        }
        return figures
    }

    /// Writes a file into `home`, with the folders that lead to it.
    func write(_ text: String, to name: String, in home: String) throws {
        let file = URL(fileURLWithPath: "\(home)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

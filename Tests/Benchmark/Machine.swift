import Foundation

/// Where the measuring is done.
enum Machine {
    /// Processor, cores, memory, kernel and system in one line.
    static var description: String {
        let information = ProcessInfo.processInfo
        let memory = Int((Double(information.physicalMemory) / 1_073_741_824).rounded())
        return [
            line(of: "/proc/cpuinfo", after: "model name"),
            "\(information.activeProcessorCount) cores", "\(memory) GB",
            line(of: "/proc/version", after: "Linux version").flatMap {
                $0.split(separator: " ").first.map { "Linux \($0)" }
            },
            line(of: "/etc/os-release", after: "PRETTY_NAME=")?.replacing("\"", with: ""),
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// The version of a Debian package, where there is one.
    static func version(ofPackage name: String) -> String? {
        var current: String?
        for line in text(of: "/var/lib/dpkg/status").split(separator: "\n") {
            if line.hasPrefix("Package: ") { current = String(line.dropFirst(9)) }
            if current == name, line.hasPrefix("Version: ") {
                return line.dropFirst(9).split(separator: "-").first.map(String.init)
            }
        }
        return nil
    }

    /// What follows `words` in the first line of a file that begins with them.
    static func line(of path: String, after words: String) -> String? {
        text(of: path).split(separator: "\n").first { $0.hasPrefix(words) }.map {
            $0.dropFirst(words.count).trimmingCharacters(in: CharacterSet(charactersIn: " \t:"))
        }
    }

    /// The text of a file; empty where there is none.
    private static func text(of path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}

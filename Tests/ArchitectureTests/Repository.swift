import Foundation

/// The files of the project, read from where they stand.
struct Repository {
    /// The folder that holds Package.swift.
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A Swift file and the module that it belongs to.
    struct SourceFile {
        let module: String
        /// From the root.
        let path: String
        let text: String
    }

    /// The text of a file, by its path from the root.
    func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    /// The names in the folder at `path`, hidden ones included.
    func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)
            .sorted()
    }

    /// The folders of modules by group: Shared, Front, Courier.
    func modules(of group: String) throws -> [String] {
        try names(in: "Sources/\(group)")
    }

    /// Every Swift file of the modules.
    func sourceFiles() throws -> [SourceFile] {
        var files = try swiftFiles(in: "Themes", of: "Themes")
        for group in ["Shared", "Front", "Courier"] {
            for module in try modules(of: group) {
                files += try swiftFiles(in: "Sources/\(group)/\(module)", of: module)
            }
        }
        return files
    }

    private func swiftFiles(in folder: String, of module: String) throws -> [SourceFile] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(".swift") }
            .map { path in
                SourceFile(
                    module: module, path: "\(folder)/\(path)",
                    text: try text(of: "\(folder)/\(path)"))
            }
    }
}

extension Repository.SourceFile {
    /// The modules that the file imports.
    var imports: Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line -> String? in
                let words = line.split(separator: " ")
                guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                    words[..<position].allSatisfy({ $0.hasPrefix("@") || Self.access.contains($0) })
                else { return nil }
                // A single declaration is imported with its kind before it.
                let isKind = Self.kinds.contains(words[position + 1])
                let name = isKind ? words[position + 2] : words[position + 1]
                return name.split(separator: ".").first.map(String.init)
            })
    }

    private static let access: Set<Substring> = ["public", "package", "internal", "private"]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "var", "let",
    ]
}

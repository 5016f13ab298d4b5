import Foundation
import Testing

/// `.ci/package`, on machines and in checkouts where it cannot do its work.
final class PackageTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "portaal-package-" + UUID().uuidString)
    private var checkout: URL { folder.appending(path: "checkout") }
    private var tools: URL { folder.appending(path: "tools") }
    private var system = "ID=debian\n"

    /// A checkout of what the script reads, all committed, and the tools that it calls; its Swift
    /// fails at building.
    init() throws {
        let files = FileManager.default
        let version = "Sources/Shared/PortalModel/PortalVersion.swift"
        for path in [".ci", version] {
            let copy = checkout.appending(path: path)
            try files.createDirectory(
                at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.copyItem(at: Repository().root.appending(path: path), to: copy)
        }
        try Data(".build/\n".utf8).write(to: checkout.appending(path: ".gitignore"))
        try files.createDirectory(at: tools, withIntermediateDirectories: true)
        for tool in [
            "bash", "cat", "date", "dirname", "dpkg", "dpkg-deb", "dpkg-parsechangelog",
            "dpkg-shlibdeps", "git", "mkdir", "mktemp", "python3", "rm", "sed", "xz",
        ] {
            try files.createSymbolicLink(
                at: tools.appending(path: tool),
                withDestinationURL: URL(filePath: "/usr/bin/" + tool))
        }
        // What fails takes the place of the compiler.
        try files.createSymbolicLink(
            at: tools.appending(path: "swift"), withDestinationURL: URL(filePath: "/usr/bin/false"))
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]] {
            #expect(try run(tools.appending(path: "git"), arguments).code == 0)
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("not removed: \(folder.path): \(error)")
        }
    }

    private func run(
        _ program: URL, _ arguments: [String] = []
    ) throws -> (errors: String, code: Int32) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = checkout
        let release = folder.appending(path: "os-release")
        try Data(system.utf8).write(to: release)
        process.environment = [
            "PATH": tools.path, "HOME": folder.path, "OS_RELEASE": release.path,
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@a.example",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@a.example",
        ]
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let data = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }

    /// That the script refuses its work in one sentence, and leaves nothing behind.
    private func expectRefusal(_ sentence: String) throws {
        let outcome = try run(
            URL(filePath: "/bin/bash"), [checkout.appending(path: ".ci/package").path])
        #expect(outcome.code == 2)
        #expect(outcome.errors == "package: \(sentence)\n")
        #expect(!FileManager.default.fileExists(atPath: checkout.appending(path: ".build").path))
    }

    @Test(arguments: ["swift", "dpkg-deb", "dpkg-shlibdeps", "git", "python3", "xz"])
    func `a tool that is missing is named`(tool: String) throws {
        try FileManager.default.removeItem(at: tools.appending(path: tool))
        try expectRefusal("\(tool) is missing; .ci/packages installs all but Swift.")
    }

    @Test func `another distribution is named`() throws {
        system = "NAME=Other\nID=other\n"
        try expectRefusal("this is other, and the package is for Debian.")
    }

    @Test(arguments: ["Sources/Shared/PortalModel/PortalVersion.swift", "new"])
    func `what is not committed is not packaged`(path: String) throws {
        try Data("// changed\n".utf8).write(to: checkout.appending(path: path))
        try expectRefusal("there are changes that are not committed; commit or stash them first.")
    }

    @Test func `the changelog knows the version`() throws {
        let file = checkout.appending(path: ".ci/package.d/changelog")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let next = "portaal (99.0) unstable; urgency=medium" + text.drop { $0 != "\n" }
        try Data(next.utf8).write(to: file)
        #expect(try run(tools.appending(path: "git"), ["commit", "-qam", "Next"]).code == 0)
        let version = try #require(
            text.split(whereSeparator: { "()".contains($0) }).dropFirst().first)
        try expectRefusal(
            "PortalVersion says \(version) and the changelog 99.0; make them the same.")
    }

    @Test func `a build that fails leaves nothing half made`() throws {
        let outcome = try run(
            URL(filePath: "/bin/bash"), [checkout.appending(path: ".ci/package").path])
        #expect(outcome.code != 0)
        let made = try FileManager.default.contentsOfDirectory(
            atPath: checkout.appending(path: ".build/package").path)
        #expect(made == [])
    }
}

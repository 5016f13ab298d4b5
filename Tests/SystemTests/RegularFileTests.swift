import Foundation
import PortalModel
import System
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RegularFileTests {
    private static let purposes: [RegularFile.Purpose] = [.reading, .adding, .changing, .making]

    @Test(arguments: purposes)
    func `a pipe, a folder and a device are no ordinary files, and keep nobody waiting`(
        purpose: RegularFile.Purpose
    ) throws {
        try withTemporaryFolder { folder in
            mkfifo(folder + "/pijp", 0o600)
            mkdir(folder + "/map", 0o700)
            for path in [folder + "/pijp", folder + "/map", "/dev/null"] {
                #expect(throws: FileProblem.self) {
                    _ = try RegularFile.open(path, for: purpose)
                }
                #expect(RegularFile.kind(of: path, followingLinks: false) == .other)
            }
        }
    }

    @Test func `a link is followed for reading alone`() throws {
        try withTemporaryFolder { folder in
            try Data("doel".utf8).write(to: URL(filePath: folder + "/doel"))
            for (name, target) in [("goed", "/doel"), ("los", "/nergens")] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/\(name)", withDestinationPath: folder + target)
            }
            close(try RegularFile.open(folder + "/goed", for: .reading))
            for purpose in Self.purposes.dropFirst() {
                for name in ["/goed", "/los"] {
                    #expect(throws: FileProblem.self) {
                        _ = try RegularFile.open(folder + name, for: purpose)
                    }
                }
            }
            #expect(RegularFile.kind(of: folder + "/goed", followingLinks: false) == .other)
            #expect(RegularFile.kind(of: folder + "/goed", followingLinks: true) == .regular)
            #expect(!FileManager.default.fileExists(atPath: folder + "/nergens"))
        }
    }

    @Test func `a file is made where there is none, and making one never takes another's`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/nieuw"
            let missing = #expect(throws: FileProblem.self) {
                _ = try RegularFile.open(path, for: .reading)
            }
            #expect(missing == FileProblem(.notRead, path, .system(ENOENT)))
            #expect(RegularFile.kind(of: path, followingLinks: true) == .nothing)
            for purpose in Self.purposes.dropFirst() {
                close(try RegularFile.open(path, for: purpose))
                #expect(RegularFile.kind(of: path, followingLinks: false) == .regular)
                unlink(path)
            }
            close(try RegularFile.open(path, for: .changing))
            #expect(throws: FileProblem(.notWritten, path, .system(EEXIST))) {
                _ = try RegularFile.open(path, for: .making)
            }
        }
    }
}

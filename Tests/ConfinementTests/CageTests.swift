import Foundation
import PortalModel
import TestTags
import Testing

/// What a parser could do that has been made to do something else.
@Suite(.tags(.slow)) struct CageTests {
    @Test func `the bars that this system has stand`() throws {
        let report = try Cell.report()
        #expect(report.limits)
        #expect(report.privileges)
        #expect(report.calls == Cell.kernelHasSeccomp)
        #expect(report.files == Cell.kernelHasLandlock)
    }

    @Test func `memory, open files and the size of a file are limited`() throws {
        try Cell.use { cell in
            let file = cell.folder.appendingPathComponent("groot").path
            let results = try cell.attempt(
                "memory=500000000", "memory=1100000000", "files=200", "files=100",
                "grow=69793218560@\(file)", "grow=69793218561@\(file)")
            #expect(
                results == [
                    "memory=500000000: gelukt", "memory=1100000000: Cannot allocate memory",
                    "files=200: gelukt", "files=100: Too many open files",
                    "grow=69793218560@groot: Too many open files",
                    "grow=69793218561@groot: Too many open files",
                ])
            let sizes = try cell.attempt(
                "grow=69793218560@\(file)", "grow=69793218561@\(file)")
            #expect(
                sizes == [
                    "grow=69793218560@groot: gelukt", "grow=69793218561@groot: File too large",
                ])
        }
    }

    @Test(.enabled(if: Cell.kernelHasSeccomp, "this kernel has no seccomp"))
    func `no program is run and no process started, but threads are`() throws {
        try Cell.use { cell in
            let results = try cell.attempt("fork", "spawn", "exec", "kill", "thread")
            #expect(
                results == [
                    "fork: Operation not permitted", "spawn: Operation not permitted",
                    "exec: Operation not permitted", "kill: Operation not permitted",
                    "thread: gelukt",
                ])
        }
    }

    @Test(.enabled(if: Cell.kernelHasSeccomp, "this kernel has no seccomp"))
    func `sockets lead to the web and nowhere else`() throws {
        try Cell.use { cell in
            let results = try cell.attempt(
                "socket=\(AF_INET)", "socket=\(AF_INET6)", "socket=\(AF_UNIX)", "socket=17",
                "audit", "pair", "resolve")
            #expect(
                results == [
                    "socket=2: gelukt", "socket=10: gelukt",
                    "socket=1: Address family not supported by protocol",
                    "socket=17: Operation not permitted",
                    "audit: Operation not permitted", "pair: gelukt",
                    "resolve: gelukt",
                ])
        }
    }

    @Test(.enabled(if: Cell.kernelHasSeccomp, "this kernel has no seccomp"))
    func `who only reads a document has no socket at all`() throws {
        let lines = try Cell.run(["socket=\(AF_INET)", "socket=\(AF_INET6)"])
        #expect(
            lines.dropFirst() == [
                "socket=2: Operation not permitted", "socket=10: Operation not permitted",
            ])
    }

    @Test(.enabled(if: Cell.kernelHasLandlock, "this kernel has no Landlock"))
    func `files are written in one folder and read where libraries need them`() throws {
        try Cell.use { cell in
            let diary = cell.outside.appendingPathComponent("dagboek").path
            try Data("lief dagboek".utf8).write(to: URL(filePath: diary))
            let results = try cell.attempt(
                "write=\(cell.folder.path)/news.db", "read=\(cell.folder.path)/news.db",
                "remove=\(cell.folder.path)/news.db", "read=\(diary)", "write=\(diary)",
                "remove=\(diary)", "write=\(cell.outside.path)/nieuw", "read=/etc/passwd",
                "write=/usr/lib/nieuw", "read=\(Cell.readableFile)", "charset=ISO-8859-15")
            #expect(
                results == [
                    "write=news.db: gelukt", "read=news.db: gelukt", "remove=news.db: gelukt",
                    "read=/dagboek: Permission denied", "write=/dagboek: Permission denied",
                    "remove=/dagboek: Permission denied", "write=/nieuw: Permission denied",
                    "read=/etc/passwd: Permission denied",
                    "write=/usr/lib/nieuw: Permission denied", "read=\(Cell.readableFile): gelukt",
                    "charset=ISO-8859-15: gelukt",
                ])
        }
    }
}

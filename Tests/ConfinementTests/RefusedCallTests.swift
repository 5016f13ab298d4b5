import Foundation
import PortalModel
import System
import TestTags
import Testing

/// What the courier has no need of, whether or not Landlock stands as well.
@Suite(.tags(.slow), .enabled(if: Cell.kernelHasSeccomp, "this kernel has no seccomp"))
struct RefusedCallTests {
    private static func expectRefusal(of attempts: [String], on kernel: Cell.Kernel) throws {
        try Cell.use { cell in
            let results = try cell.attempt(attempts, on: kernel)
            #expect(results == attempts.map { $0 + ": Operation not permitted" })
        }
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `no limit, priority or processor of another process is changed`(
        kernel: Cell.Kernel
    ) throws {
        try Self.expectRefusal(
            of: [
                "limits", "own-limits", "priority", "group-priority", "scheduler", "affinity",
                "owner", "call=ioprio_set",
            ], on: kernel)
        #expect(try Cell.run(["read-limits"]).last == "read-limits: gelukt")
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `no signal reaches another process by any way`(kernel: Cell.Kernel) throws {
        try Self.expectRefusal(
            of: [
                "kill", "reader", "signal", "asynchronous", "handler", "call=tkill",
                "call=rt_sigqueueinfo", "call=rt_tgsigqueueinfo", "call=timer_create",
                "call=pidfd_open", "call=pidfd_send_signal",
            ], on: kernel)
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `nothing is sent or shared on this machine, and nobody is listened to`(
        kernel: Cell.Kernel
    ) throws {
        try Self.expectRefusal(
            of: [
                "datagrams", "packets", "raw", "ping", "name", "listen", "memory-of-all",
                "messages", "semaphores", "call=accept", "call=accept4", "call=mq_open",
                "call=shmat", "call=memfd_create",
            ], on: kernel)
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `a file outside is neither changed nor looked at`(kernel: Cell.Kernel) throws {
        try Cell.use { cell in
            let diary = cell.outside.appendingPathComponent("dagboek").path
            try Data("lief dagboek".utf8).write(to: URL(filePath: diary))
            let names = [
                "chmod", "chown", "utimes", "setxattr", "getxattr", "stat", "lstat", "access",
                "readlink", "truncate", "link", "symlink", "folder", "path",
            ]
            let results = try cell.attempt(names.map { "\($0)=\(diary)" }, on: kernel)
            #expect(results == names.map { "\($0)=/dagboek: Operation not permitted" })
            let around = try cell.attempt(
                "stat=\(cell.folder.path)/../outside/dagboek", on: kernel)
            #expect(around == ["stat=../outside/dagboek: Operation not permitted"])
        }
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `its own files, and what leads to them, can be looked at`(kernel: Cell.Kernel) throws {
        try Cell.use { cell in
            let file = cell.folder.appendingPathComponent("news.db").path
            let results = try cell.attempt(
                "write=\(file)", "stat=\(file)", "lstat=\(cell.folder.path)", "access=\(file)",
                "stat=\(file)-wal", "stat=\(Cell.readableFile)", "stat=/", "remove=\(file)",
                on: kernel)
            #expect(
                results.compactMap { $0.split(separator: ": ").last } == [
                    "gelukt", "gelukt", "gelukt", "gelukt", "No such file or directory", "gelukt",
                    "gelukt", "gelukt",
                ])
        }
    }

    @Test(arguments: Cell.Kernel.allCases)
    func `what no library of the courier calls is closed, and what nobody knows yet`(
        kernel: Cell.Kernel
    ) throws {
        let calls = [
            "execve", "ptrace", "process_vm_readv", "process_vm_writev", "unshare", "setns",
            "mount", "umount2", "pivot_root", "chroot", "bpf", "perf_event_open", "userfaultfd",
            "keyctl", "add_key", "init_module", "io_uring_setup", "io_uring_enter",
            "open_by_handle_at", "setuid", "personality", "sethostname", "swapon", "acct", "chdir",
            "mknodat", "inotify_init1", "fanotify_init", "seccomp", "fchownat", "fchmodat",
            "utimensat", "kcmp", "unheard-of",
        ]
        try Self.expectRefusal(of: calls.map { "call=\($0)" }, on: kernel)
    }

    @Test func `a call that is refused is told once, as a line of the log`() throws {
        let errors = try Cell.answer(
            to: ["web", "call=ptrace", "call=ptrace", "kill", "fork"]
        ).errors
        let lines = errors.split(separator: "\n").compactMap { LogLine(parsing: $0) }
        let events = lines.compactMap { LoggedEvent($0) }
        // Of starting a process nothing is told: glibc does that with all signals blocked.
        #expect(events.count == 2 && Set(events).count == 2)
        let now = Timestamp(seconds: Int64(time(nil)))
        #expect(lines.allSatisfy { $0.moment <= now && $0.moment + 3600 > now })
    }
}

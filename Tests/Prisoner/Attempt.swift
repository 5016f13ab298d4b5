import CEscapes
import Foundation

/// Something that the courier has no business with, or cannot do without.
struct Attempt {
    let name: String
    let argument: String

    /// What the system said to it.
    var result: String {
        errno = 0
        return succeeds() ? "gelukt" : String(cString: strerror(errno))
    }

    private func succeeds() -> Bool {
        switch name {
        case "fork": fork()
        case "spawn": spawn()
        case "exec": exec()
        case "thread": thread()
        case "kill": kill(getppid(), 0) == 0
        case "read": hasOpened(open(argument, O_RDONLY))
        case "write": hasOpened(open(argument, O_WRONLY | O_CREAT, 0o600))
        case "remove": unlink(argument) == 0
        case "socket": hasOpened(socket(Int32(argument) ?? -1, Int32(SOCK_STREAM.rawValue), 0))
        case "audit": hasOpened(socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 9))
        case "pair": pair()
        case "resolve": resolve()
        case "memory": allocate(bytes: Int(argument) ?? 0)
        case "files": openMany(Int(argument) ?? 0)
        case "grow": grow(to: Int64(argument.split(separator: "@")[0]) ?? 0)
        case "charset": hasCharset()
        default: escape(name, argument)
        }
    }

    private func hasOpened(_ descriptor: Int32) -> Bool {
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// Swift hides `fork`, since its runtime does not outlive it; this child ends at once.
    private func fork() -> Bool {
        guard let symbol = dlsym(nil, "fork") else { return false }
        let fork = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
        let child = fork()
        if child == 0 { _exit(0) }
        return child > 0 && waitpid(child, nil, 0) == child
    }

    private func spawn() -> Bool {
        var child: pid_t = 0
        var arguments = [strdup("true"), nil]
        defer { arguments.forEach { free($0) } }
        let code = posix_spawn(&child, "/usr/bin/true", nil, nil, &arguments, nil)
        errno = code
        return code == 0 && waitpid(child, nil, 0) == child
    }

    private func exec() -> Bool {
        var arguments = [strdup("echo"), strdup("ontsnapt"), nil]
        defer { arguments.forEach { free($0) } }
        return execv("/usr/bin/echo", &arguments) == 0
    }

    private func thread() -> Bool {
        var thread = pthread_t()
        errno = pthread_create(&thread, nil, { _ in nil }, nil)
        return errno == 0 && pthread_join(thread, nil) == 0
    }

    private func pair() -> Bool {
        var ends: [Int32] = [-1, -1]
        return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0
    }

    private func resolve() -> Bool {
        var answer: UnsafeMutablePointer<addrinfo>?
        defer { freeaddrinfo(answer) }
        return getaddrinfo(argument.isEmpty ? "localhost" : argument, "http", nil, &answer) == 0
    }

    private func allocate(bytes: Int) -> Bool {
        let memory = malloc(bytes)
        free(memory)
        return memory != nil
    }

    private func openMany(_ count: Int) -> Bool {
        (0..<count).allSatisfy { _ in open("/dev/null", O_RDONLY) >= 0 }
    }

    /// Writes the last byte of a file that is mostly hole: `BYTES@PATH`.
    private func grow(to size: Int64) -> Bool {
        let path = String(argument.split(separator: "@", maxSplits: 1)[1])
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return pwrite(file, "x", 1, off_t(size - 1)) == 1
    }

    private func hasCharset() -> Bool {
        let descriptor = iconv_open("UTF-8", argument)
        guard let descriptor, descriptor != iconv_t(bitPattern: -1) else { return false }
        return iconv_close(descriptor) == 0
    }
}

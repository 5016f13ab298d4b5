import CRuntimeErrors
import Foundation
import PortalModel

/// Standard output or standard error, written without a buffer of our own.
public struct StandardStream: Sendable {
    /// What the command is asked for.
    public static let output = StandardStream(descriptor: STDOUT_FILENO)
    /// What the reader is to know besides.
    public static var errors: StandardStream { StandardStream(descriptor: message_descriptor()) }

    let descriptor: Int32

    /// Whether a terminal shows it.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal that shows it; nil where none does or it does not tell.
    public var columns: Int? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
            return nil
        }
        return Int(window.ws_col)
    }

    /// Writes all of `text`.
    ///
    /// A pipe that nobody reads any more ends the process by SIGPIPE, as `head` expects, unless
    /// that signal is ignored.
    ///
    /// - Throws: A failure that says why it cannot be written.
    public func write(_ text: String) throws(CommandFailure) {
        let code = attempt(text)
        guard code == 0 else {
            let reason = SystemError(code).reason
            throw .failed("De uitvoer kan niet worden geschreven (\(reason)).")
        }
    }

    /// Writes `sentence` as a line of its own; nothing when it is empty. That it could not be
    /// written can be told nowhere.
    public func tell(_ sentence: SafeText) {
        guard !sentence.isEmpty else { return }
        _ = attempt(sentence.string + "\n")
    }

    /// Keeps what Swift's runtime says when it traps, which may hold foreign text, from reaching a
    /// terminal as it is.
    public static func separateRuntimeErrors() {
        fillGaps()
        separate_runtime_errors()
    }

    /// Gives the standard streams that the process was started without a descriptor that fails,
    /// so that no file opened later takes their place.
    static func fillGaps() {
        while true {
            let descriptor = open("/dev/null", O_RDONLY)
            guard (STDIN_FILENO...STDERR_FILENO).contains(descriptor) else {
                close(descriptor)
                return
            }
        }
    }

    /// Writes all of `text`; returns 0 or the system's error code.
    private func attempt(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = Foundation.write(descriptor, start, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}

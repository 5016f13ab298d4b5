import Foundation
import PortalModel

/// Shows addresses in the reader's browser, without a shell and without waiting.
struct Browser {
    private let environment: [String: String]
    /// Those that were started and may not have ended yet.
    private var started: [pid_t] = []

    /// The browser of this environment.
    init(environment: [String: String]) {
        self.environment = environment
    }

    /// Starts the browser with `address` as its last argument, or in the place of `%s`; false when
    /// there is none.
    ///
    /// The first program of `$BROWSER` (programs parted by colons, words by spaces), else
    /// `xdg-open` where there is a screen for it to open a window on.
    mutating func open(_ address: WebAddress) -> Bool {
        // Nobody waits for a browser, so those that have ended are taken note of here.
        started.removeAll(where: ChildProcess.hasEnded)
        guard let command, let program = command.first else { return false }
        let hasPlace = command.contains("%s")
        let words =
            hasPlace ? command.map { $0 == "%s" ? address.string : $0 } : command + [address.string]
        guard let pid = ChildProcess.start(program, words, environment: environment) else {
            return false
        }
        started.append(pid)
        return true
    }

    private var command: [String]? {
        if let browser = environment["BROWSER"]?.split(separator: ":").first {
            // A path with a space in it is one word.
            if FileManager.default.isExecutableFile(atPath: String(browser)) {
                return [String(browser)]
            }
            let words = browser.split(separator: " ").map(String.init)
            if !words.isEmpty { return words }
        }
        let hasScreen = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        return hasScreen ? ["xdg-open"] : nil
    }
}

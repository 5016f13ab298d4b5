import Foundation
import PortalModel

/// Shows addresses in the reader's browser, without a shell and without waiting.
struct Browser {
    private let environment: [String: String]

    /// The browser of this environment.
    init(environment: [String: String]) {
        self.environment = environment
    }

    /// Starts the browser with `address` as its last argument; false when there is none.
    ///
    /// The first program of `$BROWSER` (programs parted by colons, words by spaces), else
    /// `xdg-open` where there is a screen for it to open a window on.
    func open(_ address: WebAddress) -> Bool {
        guard let words = command, let program = words.first else { return false }
        let arguments = words + [address.string]
        return ChildProcess.startDetached(program, arguments, environment: environment)
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

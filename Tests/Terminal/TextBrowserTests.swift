import Foundation
import TestSupport
import TestTags
import Testing

/// Browsers that work in the terminal.
@Suite(.tags(.slow)) struct TextBrowserTests {
    /// A reader whose browser says where it is, waits for a line and ends with the code in it.
    private static func reader(_ server: NewsServer, browser: String) throws -> TestReader {
        let reader = try TestReader.reading(server)
        try reader.writeScript(
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "\(reader.folder)/opened.part"
            mv "\(reader.folder)/opened.part" "\(reader.folder)/opened"
            test -t 0 && test -t 1 && test -t 2 && echo "op de terminal"
            read answer
            echo "gelezen: $answer"
            exit "${answer:-0}"

            """, to: "w3m")
        reader.environment["BROWSER"] = browser.replacing("%/", with: "\(reader.folder)/")
        return reader
    }

    private static func server() throws -> NewsServer {
        try NewsServer { path, _ in
            path.hasSuffix(".xml")
                ? Feed.rss([
                    Feed.Item(title: "Een kop", link: "https://voorbeeld.example/1"),
                    Feed.Item(title: "Nog een kop", link: "https://voorbeeld.example/2"),
                ]) : nil
        }
    }

    private static func portal(_ reader: TestReader) throws -> Pane {
        let script = "portaal --now \(TestReader.moment); echo \"klaar met $?\"; sleep 60"
        let pane = try Pane(
            reader, columns: 80, rows: 24, "trap : INT; cd \(reader.folder); \(script)")
        try pane.wait(for: "Nog een kop")
        return pane
    }

    @Test func `where none is named, one that is installed is used, and doctor says which`() throws
    {
        let server = try Self.server()
        let reader = try Self.reader(server, browser: "")
        reader.environment["BROWSER"] = nil
        let path = reader.environment["PATH"] ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        reader.environment["PATH"] = "\(reader.folder):\(path)"
        guard try !reader.run("doctor").output.contains("Browser: www-browser") else { return }
        #expect(try reader.run("doctor").output.contains("Browser: w3m\n"))
        let pane = try Self.portal(reader)
        try pane.press("o")
        try pane.wait(for: "op de terminal")
        reader.environment["SSH_TTY"] = "/dev/pts/1"
        #expect(try reader.run("doctor").output.contains("Browser: die op je eigen computer"))
    }

    @Test(arguments: ["%/w3m", "/nergens/firefox:%/w3m", "firefox-bestaat-niet %s:%/w3m"])
    func `a browser for the terminal gets it and gives it back to the same screen`(
        browser: String
    ) throws {
        let server = try Self.server()
        let reader = try Self.reader(server, browser: browser)
        let pane = try Self.portal(reader)
        let before = try pane.screen()
        try pane.press("o")
        let lent = try pane.wait(for: "op de terminal")
        #expect(!lent.isAlternate)
        #expect(try reader.opened().hasPrefix("https://voorbeeld.example/"))
        try pane.press("3", "Enter")
        let after = try pane.wait(for: "Geopend in de browser: voorbeeld.example")
        #expect(after.isAlternate)
        #expect(after.rows.dropLast() == before.rows.dropLast())
        // The keyboard is the portal's again.
        try pane.press("Q")
        try pane.wait(for: "klaar met 0")
    }

    @Test func `what interrupts the browser leaves the portal alone`() throws {
        let server = try Self.server()
        let reader = try Self.reader(server, browser: "%/w3m")
        let pane = try Self.portal(reader)
        try pane.press("o")
        try pane.wait(for: "op de terminal")
        try pane.press("C-c")
        try pane.wait(for: "Geopend in de browser: voorbeeld.example")
        try pane.press("Q")
        try pane.wait(for: "klaar met 0")
    }

    @Test func `a browser that stops takes the portal along, and both come back`() throws {
        let server = try Self.server()
        let reader = try Self.reader(server, browser: "%/w3m")
        let pane = try Pane(
            reader, columns: 80, rows: 24, "cd \(reader.folder); exec bash --norc --noprofile -i")
        try pane.wait(for: "klaar>")
        try pane.press("portaal --now \(TestReader.moment)", "Enter")
        try pane.wait(for: "Nog een kop")
        try pane.press("o")
        try pane.wait(for: "op de terminal")
        try pane.press("C-z")
        try pane.wait(for: "Stopped")
        try pane.press("fg", "Enter")
        // What is typed before the shell lets the job go on would be typed for the shell.
        try pane.wait(for: "the shell names the job that goes on") { screen in
            screen.rows.count { $0.contains("portaal --now") } > 2
        }
        try pane.press("0", "Enter")
        try pane.wait(for: "Geopend in de browser: voorbeeld.example")
        try pane.press("Q")
        try pane.wait(for: "the shell is back") { !$0.isAlternate }
    }
}

import Foundation
import Testing

/// Browsers that work in the terminal.
struct TextBrowserTests {
    /// A desk whose browser says where it is, waits for a line and ends with the code in it.
    private static func desk(_ server: NewsServer, browser: String) throws -> Desk {
        let desk = try Desk.reading(server)
        try desk.write(
            """
            #!/bin/sh
            printf '%s\\n' "$@" > "\(desk.folder)/opened.part"
            mv "\(desk.folder)/opened.part" "\(desk.folder)/opened"
            test -t 0 && test -t 1 && test -t 2 && echo "op de terminal"
            read answer
            echo "gelezen: $answer"
            exit "${answer:-0}"

            """, to: "w3m")
        guard chmod("\(desk.folder)/w3m", 0o700) == 0 else {
            throw Command.Failure(description: "no browser: error \(errno)")
        }
        desk.environment["BROWSER"] = browser.replacing("%/", with: "\(desk.folder)/")
        return desk
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

    private static func portal(_ desk: Desk) throws -> Pane {
        let script = "portaal --now \(Desk.moment); echo \"klaar met $?\"; sleep 60"
        let pane = try Pane(
            desk, columns: 80, rows: 24, "trap : INT; cd \(desk.folder); \(script)")
        try pane.wait(for: "Nog een kop")
        return pane
    }

    @Test(arguments: ["%/w3m", "/nergens/firefox:%/w3m", "firefox-bestaat-niet %s:%/w3m"])
    func `a browser for the terminal gets it and gives it back to the same screen`(
        browser: String
    ) throws {
        let server = try Self.server()
        let desk = try Self.desk(server, browser: browser)
        let pane = try Self.portal(desk)
        let before = try pane.screen()
        try pane.press("o")
        let lent = try pane.wait(for: "op de terminal")
        #expect(!lent.isAlternate)
        #expect(try desk.opened().hasPrefix("https://voorbeeld.example/"))
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
        let desk = try Self.desk(server, browser: "%/w3m")
        let pane = try Self.portal(desk)
        try pane.press("o")
        try pane.wait(for: "op de terminal")
        try pane.press("C-c")
        try pane.wait(for: "Geopend in de browser: voorbeeld.example")
        try pane.press("Q")
        try pane.wait(for: "klaar met 0")
    }

    @Test func `a browser that stops takes the portal along, and both come back`() throws {
        let server = try Self.server()
        let desk = try Self.desk(server, browser: "%/w3m")
        let pane = try Pane(
            desk, columns: 80, rows: 24, "cd \(desk.folder); exec bash --norc --noprofile -i")
        try pane.wait(for: "klaar>")
        try pane.press("portaal --now \(Desk.moment)", "Enter")
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

import Foundation
import TestSupport
import Testing

/// Articles that are sent on to commands of the reader's.
struct SendOnTests {
    /// A reader of one headline, whose portaal.toml goes on with `commands`.
    private static func reader(_ server: NewsServer, _ commands: String) throws -> TestReader {
        let reader = try TestReader.reading(server)
        let file = "home/.config/portaal/portaal.toml"
        let text = try String(contentsOfFile: "\(reader.folder)/\(file)", encoding: .utf8)
        try reader.write("\(text)\n\(commands)", to: file)
        return reader
    }

    private static func server() throws -> NewsServer {
        try NewsServer { path, _ in
            path.hasSuffix(".xml")
                ? Feed.rss([
                    Feed.Item(
                        title: "-rf $(touch geraakt)", text: "De tekst van het bericht.",
                        link: "https://voorbeeld.example/1")
                ]) : nil
        }
    }

    private static func portal(_ reader: TestReader) throws -> Pane {
        let pane = try Pane(
            reader, columns: 80, rows: 24,
            "cd \(reader.folder); portaal --now \(TestReader.moment); echo \"klaar met $?\"; sleep 60"
        )
        try pane.wait(for: "geraakt")
        return pane
    }

    @Test func `a command in the background is given the article, and its answer is told`() throws {
        let server = try Self.server()
        let reader = try Self.reader(
            server,
            """
            [[send]]
            name = "Noteren"
            key = "n"
            command = ["sh", "-c", 'printf "%s" "$1"; tail -1; printf "\\033[31mrood\\n"', "sh", "{title}"]
            input = "text"
            """)
        let pane = try Self.portal(reader)
        try pane.press("|")
        try pane.wait(for: "n  Noteren")
        try pane.press("n")
        let screen = try pane.wait(for: "Noteren: -rf $(touch geraakt)De tekst van het bericht.")
        #expect(screen.rows.last?.contains("[31mrood") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(reader.folder)/geraakt"))
        try pane.press("Q")
        try pane.wait(for: "klaar met 0")
    }

    @Test func `a command on the terminal gets it, and the article as its input`() throws {
        let server = try Self.server()
        let reader = try Self.reader(
            server,
            """
            [[send]]
            name = "Bladeren"
            command = ["sh", "-c", 'head -1; test -t 1 && echo "op de terminal"; read x < /dev/tty']
            input = "markdown"
            terminal = true
            """)
        let pane = try Self.portal(reader)
        let before = try pane.screen()
        try pane.press("|", "Enter")
        let lent = try pane.wait(for: "op de terminal")
        #expect(!lent.isAlternate)
        #expect(lent.shows("# \\-rf"))
        try pane.press("Enter")
        let after = try pane.wait(for: "the list is back") { $0.isAlternate }
        #expect(after.rows.dropLast() == before.rows.dropLast())
        try pane.press("Q")
        try pane.wait(for: "klaar met 0")
    }

    @Test func `a mistake is told with its place, and the portal opens`() throws {
        let server = try Self.server()
        let reader = try Self.reader(
            server, "[[send]]\nname = \"Fout\"\ncommand = [\"x\", \"{adres}\"]\n")
        let pane = try Self.portal(reader)
        try pane.wait(for: "'{adres}' is onbekend")
        try pane.press("|")
        try pane.wait(for: "zet een [[send]] in portaal.toml")
    }
}

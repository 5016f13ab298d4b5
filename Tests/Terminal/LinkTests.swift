import Foundation
import TestSupport
import TestTags
import Testing

/// Links in an article, on a terminal that can follow them.
@Suite(.tags(.slow)) struct LinkTests {
    private static let opening = "\u{1B}]8;id=1;https://voorbeeld.example/rapport\u{1B}\\"
    private static let closing = "\u{1B}]8;;\u{1B}\\"

    private func article(hyperlinks: Bool?) throws -> String {
        let server = try NewsServer { path, _ in
            let link = "&lt;a href=\"https://voorbeeld.example/rapport\"&gt;het rapport&lt;/a&gt;"
            let item = Feed.Item(
                title: "Een kop", text: "&lt;p&gt;Lees \(link) van de commissie.&lt;/p&gt;")
            return path.hasSuffix(".xml") ? Feed.rss([item]) : nil
        }
        let reader = try TestReader.reading(server)
        let setting = hyperlinks.map { "[display]\nhyperlinks = \($0)\n" } ?? ""
        try reader.write(
            """
            \(setting)[refresh]
            every = "never"
            [[section]]
            name = "Dorp"
            sources = [{ name = "Krant", url = "\(server.address("/Dorp.xml"))" }]

            """, to: "home/.config/portaal/portaal.toml")
        reader.environment["TERM"] = "xterm-256color"
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("Een kop")
        try terminal.press("\r")
        try terminal.see("het rapport")
        try terminal.see("terug")
        try terminal.type("Q")
        #expect(try terminal.code() == 0)
        return terminal.text
    }

    @Test func `an address is one word for the browser, whatever a shell would make of it`() throws
    {
        let address = "https://voorbeeld.example/$(id)&b;c*?d=~!e'f'#g"
        let server = try NewsServer { path, _ in
            let link = address.replacing("&", with: "&amp;")
            return path.hasSuffix(".xml")
                ? Feed.rss([Feed.Item(title: "Een kop", link: link)]) : nil
        }
        let reader = try TestReader.reading(server)
        let terminal = try RawTerminal(reader, ["portaal", "--now", TestReader.moment])
        try terminal.see("Een kop")
        try terminal.press("o")
        try terminal.see("Geopend in de browser: voorbeeld.example")
        #expect(try reader.opened() == address + "\n")
    }

    @Test func `a link is one of the terminal where that is asked for, and each is closed`() throws
    {
        let sent = try article(hyperlinks: true)
        #expect(sent.contains(Self.opening))
        let openings = sent.components(separatedBy: "\u{1B}]8;id=").count
        #expect(openings > 1)
        #expect(sent.components(separatedBy: Self.closing).count == openings)
    }

    @Test(arguments: [false, nil])
    func `a terminal that is not known to take links is sent none`(hyperlinks: Bool?) throws {
        #expect(try !article(hyperlinks: hyperlinks).contains("\u{1B}]8;"))
    }
}

import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// Articles that are sent on to commands of the reader's.
struct SendSession {
    private static func commands(_ send: SendCommand...) -> ReaderCommands {
        var commands = ReaderCommands()
        commands.send = send
        return commands
    }

    private static func shell(
        _ name: SafeText, key: Character? = nil, _ script: String,
        input: SendCommand.Input? = nil, usesTerminal: Bool = false
    ) throws -> SendCommand {
        SendCommand(
            name: name, key: key,
            command: try CommandTemplate(
                ["/bin/sh", "-c", script, "sh", "{title}", "{url}"],
                allowed: SendCommand.placeholders),
            input: input, usesTerminal: usesTerminal)
    }

    @Test func `the commands are shown with their keys, and Enter takes the selected one`() throws {
        let commands = Self.commands(
            try Self.shell("Later lezen", key: "p", "echo $2"),
            try Self.shell("Notitie", "echo \"$1\""))
        var session = try Session(commands: commands)
        let article = Newsroom.articles[1]
        try session.press("j |")
        #expect(session.rows.contains { $0.contains("▸ p  Later lezen") })
        try session.press("j Enter")
        #expect(session.effects.last == .send(article.id, to: commands.send[1]))
        session.awaitCommand()
        #expect(session.statusLine.contains("Notitie: \(article.headline.title.string.prefix(40))"))
    }

    @Test func `its own key chooses a command at once`() throws {
        let commands = Self.commands(
            try Self.shell("Notitie", "exit 1"), try Self.shell("Later lezen", key: "p", "exit 0"))
        var session = try Session(commands: commands)
        try session.press("| p")
        session.awaitCommand()
        #expect(session.statusLine.contains("Later lezen: klaar."))
        try session.press("| x Esc")
        #expect(!session.rows.contains { $0.contains("Doorsturen") })
    }

    @Test(arguments: [
        (SendCommand.Input.text, "head -1"), (.markdown, "head -1"), (.url, "cat"),
    ])
    func `a command is given the article in the form that it asks for`(
        input: SendCommand.Input, script: String
    ) throws {
        let article = try #require(Newsroom.articles.first { $0.link != nil })
        var session = try Session(
            articles: [article], commands: Self.commands(try Self.shell("Af", script, input: input))
        )
        try session.press("| Enter")
        session.awaitCommand()
        let title = article.headline.title.string.prefix(30)
        let start =
            switch input {
            case .text: "Af: \(title)"
            case .markdown: "Af: # \(title)"
            case .url: "Af: \(try #require(article.link).string.prefix(40))"
            }
        #expect(session.statusLine.contains(start), "\(session.statusLine)")
    }

    @Test func `an article that is open is sent on as well, and the screen stays`() throws {
        var session = try Session(commands: Self.commands(try Self.shell("Af", "exit 0")))
        try session.press("Enter")
        let before = session.rows.dropLast()
        try session.press("| Enter")
        session.awaitCommand()
        #expect(session.rows.dropLast() == before)
        #expect(session.statusLine.contains("Af: klaar."))
    }

    @Test func `what goes wrong is one sentence`() throws {
        let missing = SendCommand(
            name: "Weg", command: try CommandTemplate(["bestaat-niet"], allowed: []))
        var session = try Session(
            commands: Self.commands(
                missing, try Self.shell("Fout", key: "f", "echo 'geen wachtwoord' >&2; exit 2")))
        try session.press("| Enter")
        #expect(session.statusLine.contains("Het programma bestaat-niet is niet gevonden."))
        try session.press("| f")
        session.awaitCommand()
        #expect(session.statusLine.contains("Fout is mislukt (code 2): geen wachtwoord"))
    }

    @Test func `without commands a sentence says where they go`() throws {
        var session = try Session()
        try session.press("|")
        #expect(session.statusLine.contains("[[send]]"))
        #expect(session.effects == [])
    }

    @Test func `a command that needs the address of an article without one is not started`() throws
    {
        var article = Newsroom.articles[0]
        article.link = nil
        article.body = Document([.paragraph(["Zonder een link."])])
        var session = try Session(
            articles: [article], commands: Self.commands(try Self.shell("Af", "exit 0")))
        try session.press("| Enter")
        #expect(session.statusLine.contains("geen adres op het web"))
    }

    @Test func `more commands than rows can all be chosen`() throws {
        var commands = ReaderCommands()
        commands.send = try (1...40).map { try Self.shell("Opdracht \($0)", "exit \($0)") }
        var session = try Session(width: 60, height: 12, commands: commands)
        try session.press("| End Enter")
        session.awaitCommand()
        #expect(session.statusLine.contains("Opdracht 40 is mislukt (code 40)"))
        try session.press("| k k Enter")
        session.awaitCommand()
        #expect(session.statusLine.contains("Opdracht 39 is mislukt (code 39)"))
    }

    @Test func `links open with what the reader named for their kind`() throws {
        let sound = WebAddress(literal: "https://omroep.example/uitzending.mp3")
        let page = WebAddress(literal: "https://omroep.example/artikel")
        var article = Newsroom.articles[0]
        article.body = Document([.paragraph([Span("a", link: sound), Span("b", link: page)])])
        var commands = ReaderCommands()
        commands.open.programs[.audio] = try CommandTemplate(
            ["/usr/bin/true", "{url}"], allowed: [.url])
        commands.open.programs[.pdf] = try CommandTemplate(
            ["/nergens/pdf", "{url}"], allowed: [.url])
        var session = try Session(articles: [article], commands: commands)
        try session.press("Enter 1 Enter")
        #expect(session.statusLine.contains("Geopend met true: omroep.example"))
        try session.press("2 Enter")
        #expect(session.statusLine.contains("Geopend in de browser: omroep.example"))
    }

    @Test func `what the reader named for a kind and is not there is told`() throws {
        var article = Newsroom.articles[0]
        let report = WebAddress(literal: "https://gemeente.example/besluit.pdf")
        article.body = Document([.paragraph([Span("a", link: report)])])
        var commands = ReaderCommands()
        commands.open.programs[.pdf] = try CommandTemplate(
            ["/nergens/zathura", "{url}"], allowed: [.url])
        var session = try Session(articles: [article], commands: commands)
        try session.press("Enter 1 Enter")
        #expect(session.statusLine.contains("Het programma zathura is niet gevonden."))
    }
}

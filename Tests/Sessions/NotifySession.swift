import Foundation
import PortalCore
import PortalModel
import TestSupport
import Testing

/// The reader told of new articles by a command.
struct NotifySession {
    /// What the command was told after a courier brought `articles`; nil where it was not started.
    private func told(
        _ articles: [Article], sections: [SafeText] = [], words: [String] = [],
        before: [Article] = Newsroom.articles
    ) throws -> String? {
        try withTemporaryFolder { folder in
            let file = "\(folder)/told"
            let command = try CommandTemplate(
                [
                    "/bin/sh", "-c", "printf '%s|%s|%s' \"$1\" \"$2\" \"$3\" > \(file)", "sh",
                    "{title}", "{section}", "{count}",
                ], allowed: NotifyCommand.placeholders)
            var commands = ReaderCommands()
            commands.notify = NotifyCommand(
                command, sections: sections, words: words.compactMap { WordPattern($0) })
            var session = try Session(articles: before, commands: commands)
            try session.press("R")
            session.tell(.started(sources: 2))
            session.bring(articles)
            session.finish()
            session.awaitCommand()
            #expect(!session.statusLine.contains("melding"))
            return FileManager.default.contents(atPath: file)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static let late = Newsroom.late

    @Test func `the newest and how many there are`() throws {
        let newest = try #require(Self.late.max { $0.headline.published < $1.headline.published })
        let headline = newest.headline
        #expect(
            try told(Self.late)
                == "\(headline.title)|\(headline.sectionName)|\(Self.late.count)")
    }

    @Test func `only of the sections and the words that the reader named`() throws {
        let one = try #require(Self.late.last).headline
        let word = try #require(one.title.string.comparableWords.last)
        #expect(try told(Self.late, sections: ["Nergens"]) == nil)
        #expect(try told(Self.late, words: ["bestaatnietwoord"]) == nil)
        #expect(try told(Self.late, words: [word])?.contains(one.title.string) == true)
        let section = SafeText(cleaning: one.sectionName.string.uppercased())
        #expect(try told(Self.late, sections: [section])?.contains("|") == true)
    }

    @Test func `not without anything new, nor of what a first round brings`() throws {
        #expect(try told([]) == nil)
        #expect(try told(Self.late, before: []) == nil)
    }

    @Test func `a command that fails is told, and the news is there`() throws {
        var commands = ReaderCommands()
        commands.notify = NotifyCommand(
            try CommandTemplate(["/bin/sh", "-c", "echo geen scherm; exit 1"], allowed: []))
        var session = try Session(commands: commands)
        try session.press("R")
        session.tell(.started(sources: 2))
        session.bring(Self.late)
        session.finish()
        session.awaitCommand()
        #expect(session.statusLine.contains("De melding is mislukt (code 1): geen scherm"))
        commands.notify = NotifyCommand(try CommandTemplate(["bestaat-niet"], allowed: []))
        session = try Session(commands: commands)
        try session.press("R")
        session.bring(Self.late)
        session.finish()
        #expect(session.statusLine.contains("Het programma bestaat-niet is niet gevonden."))
    }
}

import Foundation
import HostileText
import TestSupport
import TestTags
import Testing

/// Whatever the news holds, a terminal gets what it can draw and nothing that it obeys.
@Suite(.tags(.slow)) struct HostileContentTests {
    private static let now = ["--now", "2026-11-21T13:23:00Z"]

    /// A reader at which all of it was delivered, by the built courier.
    private let reader: TestReader
    private let news: HostileNews
    /// The articles of each carrier.
    private let articles: [HostileNews.Carrier: [String]]

    init() throws {
        reader = try TestReader.atTerminal()
        news = try HostileNews()
        try reader.write(news.settings, to: "home/.config/portaal/portaal.toml")
        let refresh = try ProgramRun(["portaal", "refresh"] + Self.now, at: reader)
        guard refresh.code == 0 else { throw ProgramRun.Failure(refresh.errors) }
        var articles: [HostileNews.Carrier: [String]] = [:]
        for carrier in HostileNews.Carrier.allCases {
            let page = try ProgramRun(["portaal", "print", carrier.rawValue, "--json"], at: reader)
            articles[carrier] = page.output.matches(of: /"id" ?: ?"([0-9a-f]{16})"/).map {
                String($0.1)
            }
        }
        self.articles = articles
        let pages = try ProgramRun(
            ["portaal-courier", "pages"] + articles[.page, default: []], at: reader)
        guard pages.code == 0 else { throw ProgramRun.Failure(pages.errors) }
    }

    @Test func `every carrier delivers its items`() throws {
        for carrier in HostileNews.Carrier.allCases {
            #expect(articles[carrier, default: []].count >= 15, "\(carrier)")
        }
        let page = try ProgramRun(
            ["portaal", "read", try #require(articles[.page]?.first)] + Self.now, at: reader)
        #expect(page.output.contains("Alinea 6 van het artikel"))
    }

    @Test(arguments: ["xterm-256color", "linux"])
    func `a terminal is sent its own sequences and harmless text`(type: String) throws {
        #expect(try ProgramRun(["portaal", "webmail", "delta"], at: reader).code == 0)
        reader.environment["TERM"] = type
        let entry = try ProgramRun(["infocmp", "-1", "-x", type], at: reader)
        let grammar = OutputGrammar(terminfo: entry.output)
        let terminal = try RawTerminal(reader, ["portaal"] + Self.now, columns: 120, rows: 40)
        try terminal.see("hulp")
        try visitPages(terminal)
        try visitArticles(terminal)
        try visitComparisons(terminal)
        for screen in ["B", "S", "t", ",", "?"] {
            try terminal.press(screen)
            try terminal.see("ZeelandNet")
            try terminal.press("\u{1B}")
            try terminal.see("hulp")
        }
        try terminal.press("/kop")
        try terminal.see("Zoeken")
        try terminal.press("\r")
        try terminal.see("ZeelandNet")
        try terminal.type("Q")
        #expect(try terminal.code() == 0)
        let text = try grammar.text(in: terminal.sent)
        for name in ["Kop0", "Kop7", "Byte", "Fout31m"] { #expect(text.contains(name), "\(name)") }
    }

    private func visitPages(_ terminal: RawTerminal) throws {
        for _ in 0...HostileNews.Carrier.allCases.count {
            for key in ["g", " ", " ", " ", "G"] {
                try terminal.press(key)
                try terminal.see("hulp")
            }
            try terminal.press("]")
            try terminal.see("hulp")
        }
    }

    /// Opens articles of each carrier one after the other, and saves, copies and opens some.
    private func visitArticles(_ terminal: RawTerminal) throws {
        for number in 2..<2 + HostileNews.Carrier.allCases.count {
            try terminal.press("\(number)g")
            try terminal.see("hulp")
            try terminal.press("\r")
            try terminal.see("terug")
            for key in ["s", "y", "o", "2\r", "G"] + Array(repeating: "n", count: 16) {
                try terminal.press(key)
                try terminal.see("terug")
            }
            try terminal.press("q")
            try terminal.see("hulp")
        }
    }

    /// Puts the reports of two newspapers beside each other, one story after the other.
    private func visitComparisons(_ terminal: RawTerminal) throws {
        try terminal.press("\(1 + HostileNews.Carrier.allCases.count)g")
        try terminal.see("hulp")
        try terminal.press("\r")
        try terminal.see("terug")
        for _ in HostileNews.texts {
            for key in ["c", " ", "G", "g"] {
                try terminal.press(key)
                try terminal.see("% gelijk")
            }
            for key in ["q", "n"] {
                try terminal.press(key)
                try terminal.see("terug")
            }
        }
        try terminal.press("q")
        try terminal.see("hulp")
    }

    @Test func `a command writes harmless lines, to a file as to a terminal`() throws {
        try Data(news.subscriptions).write(to: URL(fileURLWithPath: reader.folder + "/lijst.opml"))
        var commands = [
            ["print"], ["print", "--json"], ["print", "raw", "--width", "40"], ["search", "kop"],
            ["search", "kop", "--json"], ["sources"], ["sources", "check"], ["refresh"], ["doctor"],
            ["export"], ["themes"], ["import", reader.folder + "/lijst.opml"], ["sources"],
            ["stories"], ["stories", "--json"],
            ["read", "\u{1B}[31m\u{202E}"], ["print", "\u{9B}31m"], ["\u{1B}c"],
        ]
        for carrier in HostileNews.Carrier.allCases {
            for (index, id) in articles[carrier, default: []].enumerated() {
                commands.append(["read", id] + (index % 2 == 0 ? ["--json"] : []))
            }
        }
        for (index, pair) in try reportsOfOneStory().enumerated() {
            commands.append(["compare"] + pair + (index % 2 == 0 ? ["--json"] : []))
        }
        for command in commands {
            let words = ["portaal"] + command + (command[0] == "export" ? [] : Self.now)
            try expectHarmless(words, onTerminal: command.count < 3 || command[2] != "--json")
        }
    }

    /// Two reports of each story that more newspapers tell, as `portaal stories` gives them.
    private func reportsOfOneStory() throws -> [[String]] {
        let stories = try ProgramRun(["portaal", "stories", "--json"] + Self.now, at: reader)
        let pairs = stories.output.split(separator: "\"reports\"").dropFirst().compactMap { story in
            let ids = story.matches(of: /"id" ?: ?"([0-9a-f]{16})"/).map { String($0.1) }
            return ids.first.flatMap { first in ids.last.map { [first, $0] } }
        }
        #expect(pairs.count == HostileNews.texts.count)
        return pairs
    }

    @Test func `what is shown of documents is harmless`() throws {
        for (name, bytes) in HostileNews.documents {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(reader.folder)/\(name)"))
        }
        let names = HostileNews.documents.map { "\(reader.folder)/\($0.name)" }
        for name in names { try expectHarmless(["portaal-courier", "inspect", "feed", name]) }
        let stories = ["portaal-courier", "inspect", "stories"] + names
        try expectHarmless(stories)
        #expect(
            try ProgramRun(stories, at: reader).output.split(separator: "\n").count
                == HostileNews.texts.count)
    }

    /// Expects that a command says nothing harmful to a file, nor to a terminal.
    private func expectHarmless(_ words: [String], onTerminal: Bool = true) throws {
        let written = try ProgramRun(words, at: reader)
        for text in [written.output, written.errors] {
            let lines = text.split(separator: "\n").compactMap { Harm.first(in: String($0)) }
            #expect(lines == [], "\(words)")
        }
        guard onTerminal else { return }
        let terminal = try RawTerminal(reader, words)
        _ = try terminal.code()
        #expect(throws: Never.self, "\(words)") {
            try OutputGrammar().text(in: terminal.sent)
        }
    }

    @Test func `no file is named after what came from elsewhere`() throws {
        for command in [["webmail", "delta"], ["themes"], ["doctor"]] {
            _ = try ProgramRun(["portaal"] + command, at: reader)
        }
        let names = try #require(FileManager.default.enumerator(atPath: reader.folder + "/home"))
            .compactMap { $0 as? String }
        let folders = [".config", ".local", ".local/share", ".local/state"]
        let own = [
            ".config": ["portaal.toml"],
            ".local/share": [
                "courier.lock", "news.db", "news.db-shm", "news.db-wal", "news.db.lock",
            ],
            ".local/state": ["courier.log", "portaal.log", "reader.db"],
        ].flatMap { folder, files in
            ["\(folder)/portaal"] + files.map { "\(folder)/portaal/\($0)" }
        }
        #expect(Set(names).subtracting(folders + own) == [])
        #expect(names.contains(".local/share/portaal/news.db"))
    }

    @Test func `a log holds harmless lines, and no one's name or password`() throws {
        _ = try ProgramRun(["portaal", "refresh"] + Self.now, at: reader)
        let log = try reader.text(of: "home/.local/state/portaal/courier.log")
        #expect(log.contains("source-failed"))
        #expect(!log.contains("jan"))
        #expect(log.split(separator: "\n").compactMap { Harm.first(in: String($0)) } == [])
    }
}

import Foundation
import LoopbackServing
import PortalModel
import TestSupport
import TestTags
import Testing

@Suite(.tags(.slow)) struct SubscriptionCommandTests {
    private static let list = """
        <opml version="2.0"><body>
        <outline text="Tuin &amp; &quot;huis&quot;">
          <outline text="De &lt;Moestuin&gt;" xmlUrl="https://moestuin.example/rss?a=1&amp;b=2"/>
          <outline text="kwaad" xmlUrl="|touch /tmp/kwaad"/>
        </outline>
        <outline text="buitenland">
          <outline text="Le Monde" xmlUrl="https://lemonde.example/rss"/>
        </outline>
        <outline text="Los" xmlUrl="https://los.example/rss"/>
        <outline text="Los, nog eens" xmlUrl="https://los.example/rss"/>
        </body></opml>
        """

    private func file(_ name: String, _ text: String, at reader: TestReader) throws -> String {
        let file = URL(fileURLWithPath: reader.folder).appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func subscriptions(_ reader: TestReader) throws -> [String] {
        try reader.run("sources").lines.map(String.init)
    }

    @Test func `folders become sections, and what is left out is named`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("import", file("lijst.opml", Self.list, at: reader))
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        #expect(
            outcome.lines == [
                "https://los.example/rss staat al in Eigen bronnen.",
                "Overgeslagen: kwaad · |touch /tmp/kwaad",
                "3 bronnen toegevoegd, 1 al aanwezig, 1 overgeslagen.", "",
            ])
        let lines = try subscriptions(reader)
        #expect(lines.contains("Tuin & \"huis\""))
        #expect(lines.contains("  De <Moestuin> · https://moestuin.example/rss?a=1&b=2"))
        let abroad = try #require(lines.firstIndex(of: "Buitenland"))
        let finance = try #require(lines.firstIndex(of: "Financieel"))
        #expect(lines[abroad..<finance].contains("  Le Monde · https://lemonde.example/rss"))
    }

    @Test func `nothing is fetched while a list is imported`() throws {
        let server = try LoopbackServer { _ in .answer(answer(text: "<rss/>")) }
        defer { server.stop() }
        let address = "http://127.0.0.1:\(server.port)"
        let list = """
            <!DOCTYPE opml SYSTEM "\(address)/opml.dtd"><opml version="2.0"><body>
            <outline text="A" xmlUrl="\(address)/a" htmlUrl="\(address)/"/>
            <outline text="B" type="include" url="\(address)/b.opml"/>
            </body></opml>
            """
        let reader = try TestReader()
        let outcome = try reader.run("import", file("lijst.opml", list, at: reader))
        #expect(outcome.output.hasPrefix("2 bronnen toegevoegd"))
        #expect(server.connectionCount == 0)
    }

    @Test func `what was exported gives the same subscriptions when it is imported`() throws {
        let reader = try TestReader()
        _ = try reader.run("import", file("lijst.opml", Self.list, at: reader))
        let path = URL(fileURLWithPath: reader.folder).appendingPathComponent("uit.opml").path
        #expect(try reader.run("export", path).code == 0)
        let other = try TestReader()
        #expect(try other.run("import", path).code == 0)
        #expect(try subscriptions(other) == subscriptions(reader))
        #expect(try other.run("export").output == reader.run("export").output)
    }

    @Test func `passwords in addresses are exported only where the reader says so`() throws {
        let reader = try TestReader()
        let address = "https://jan:Zilt-9@krant.example/rss"
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Besloten"
            sources = [{ name = "Krant", url = "\(address)" }, { url = "https://b.example/" }]
            """)
        let plain = try reader.run("export")
        #expect(plain.code == 0)
        #expect(plain.output.contains("xmlUrl=\"https://krant.example/rss\""))
        #expect(!plain.output.contains("Zilt-9") && !plain.output.contains("jan"))
        #expect(plain.errorLines.count == 1)
        #expect(plain.errors.contains("Uit 1 adres is de naam en het wachtwoord weggelaten"))
        let whole = try reader.run("export", "--passwords")
        #expect(whole.output.contains("xmlUrl=\"\(address)\""))
        #expect(whole.errors == "")
        #expect(try reader.run("export", "--saved", "--passwords").code == 2)
    }

    @Test func `a password in an address goes through a pipe, and stands in no argument`() throws {
        let reader = try TestReader()
        let address = "https://jan:Zilt-9@krant.example/rss"
        let feed = FoundFeed(
            title: "De Krant", address: try #require(WebAddress(address)))
        let line = String(
            decoding: try JSONEncoder().encode(FeedSearchAnswer.feed(feed)), as: UTF8.self)
        try reader.employCourier(script: "cat > \"$HOME/input\"\necho '\(line)'")
        let outcome = try reader.run("sources", "add", address)
        #expect(outcome.code == 0)
        #expect(!outcome.output.contains("Zilt-9"))
        #expect(
            try reader.courierArguments == "find https://krant.example/rss --headers-from-input")
        let input = try Data(contentsOf: reader.home.appendingPathComponent("input"))
        #expect(
            try JSONDecoder().decode([SourceHeaders].self, from: input).map(\.address.string)
                == [address])
    }

    @Test func `an edition of the reader's own survives export and import`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Nieuws"
            edition = "Vlaanderen"
            sources = [{ url = "https://vrt.example/rss" }]
            """)
        let path = URL(fileURLWithPath: reader.folder).appendingPathComponent("uit.opml").path
        #expect(try reader.run("export", path).code == 0)
        let other = try TestReader()
        _ = try other.run("import", path)
        #expect(try other.run("print", "Vlaanderen").code == 0)
        // Programs that know nothing of editions see a folder in a folder.
        let list = try String(contentsOfFile: path, encoding: .utf8)
        let edition = try #require(list.firstRange(of: "<outline text=\"Vlaanderen\""))
        let section = try #require(list.firstRange(of: "<outline text=\"Nieuws\""))
        #expect(edition.lowerBound < section.lowerBound)
    }

    @Test func `an existing file is replaced only when that is asked for`() throws {
        let reader = try TestReader()
        let path = try file("uit.opml", "mijn eigen", at: reader)
        let refused = try reader.run("export", path)
        #expect(refused.code == 1)
        #expect(refused.errorLines == ["\(path) bestaat al; --force vervangt het."])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mijn eigen")
        #expect(try reader.run("export", path, "--force").code == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("<opml"))
    }

    @Test(arguments: ["", "geen lijst", "<rss/>"])
    func `a file that is no list changes nothing`(text: String) throws {
        let reader = try TestReader()
        let outcome = try reader.run("import", file("lijst.opml", text, at: reader))
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
        let kept = reader.home.appendingPathComponent(".config/portaal/sources.toml").path
        #expect(!FileManager.default.fileExists(atPath: kept))
    }

    @Test func `a file that is not there is told`() throws {
        let reader = try TestReader()
        let outcome = try reader.run("import", "/nergens/lijst.opml")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `a feed is added, told and kept`() throws {
        let reader = try TestReader()
        let feed = FoundFeed(
            title: "De Krant", address: WebAddress(literal: "https://krant.example/rss"))
        try reader.employCourier(answering: [FeedSearchAnswer.feed(feed)])
        let outcome = try reader.run(
            "sources", "add", "https://krant.example/rss", "--section", "tech")
        #expect(outcome.code == 0)
        #expect(
            outcome.lines == [
                "Gevonden: De Krant · https://krant.example/rss", "De Krant staat nu in Tech.", "",
            ])
        #expect(try reader.courierArguments == "find https://krant.example/rss")
        let again = try reader.run("sources", "add", "https://krant.example/rss")
        #expect(again.code == 1)
        #expect(again.errorLines == ["https://krant.example/rss staat al in Tech."])
        #expect(try reader.run("sources", "remove", "https://krant.example/rss").code == 0)
        #expect(try !reader.run("sources").output.contains("krant.example"))
    }

    @Test(arguments: [true, false])
    func `what is subscribed to while the courier is asked stays`(isImport: Bool) throws {
        let reader = try TestReader()
        let feed = FoundFeed(
            title: "De Krant", address: WebAddress(literal: "https://krant.example/rss"))
        let other = "[[section]]\nname = \"Tuin\"\nsources = [{ url = \"https://moes.example/\" }]"
        let meanwhile =
            "mkdir -p \"$HOME/.config/portaal\""
            + " && printf '%s\\n' '\(other)' > \"$HOME/.config/portaal/sources.toml\""
        if isImport {
            let messages = [OPMLMessage.source(feed, section: nil, edition: nil), .finished]
            try reader.employCourier(answering: messages, meanwhile: meanwhile)
            #expect(try reader.run("import", "/lijst.opml").code == 0)
        } else {
            try reader.employCourier(
                answering: [FeedSearchAnswer.feed(feed)], meanwhile: meanwhile)
            #expect(try reader.run("sources", "add", feed.address.string).code == 0)
        }
        let lines = try subscriptions(reader)
        #expect(lines.contains { $0.hasSuffix("https://moes.example/") })
        #expect(lines.contains { $0.hasSuffix("https://krant.example/rss") })
    }

    @Test func `a page without feeds adds nothing`() throws {
        let reader = try TestReader()
        try reader.employCourier(answering: [FeedSearchAnswer.page(feeds: [])])
        let outcome = try reader.run("sources", "add", "https://krant.example/")
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `a feed is asked for in the name of the page that links it`() throws {
        let reader = try TestReader()
        let feed = FoundFeed(title: "", address: WebAddress(literal: "http://127.0.0.1:9/rss"))
        try reader.employCourier(answering: [FeedSearchAnswer.page(feeds: [feed])])
        let outcome = try reader.run("sources", "add", "http://krant.example/")
        #expect(outcome.code == 1)
        #expect(
            try reader.courierArguments
                == "find http://127.0.0.1:9/rss --page http://krant.example/")
    }

    @Test(arguments: [
        ("http://krant.example/", DeliveryProblem.Code.addressRefused),
        ("http://localhost/", .connectionRefused),
    ])
    func `a feed that is nearer than the page that links it is not asked`(
        page: String, code: DeliveryProblem.Code
    ) throws {
        let outcome = try TestReader().run(
            "find", "http://127.0.0.1:9/rss", "--page", page, of: "portaal-courier")
        let answer = try JSONDecoder().decode(
            FeedSearchAnswer.self, from: Data(outcome.output.utf8))
        guard case .failed(let problem) = answer else {
            Issue.record("nobody listens at port 9")
            return
        }
        #expect(problem.code == code)
    }

    /// A courier that finds what stands at each path, and nothing elsewhere.
    private func employ(_ answers: [String: FeedSearchAnswer], at reader: TestReader) throws {
        let encoder = JSONEncoder()
        let cases = try answers.map { path, answer in
            let line = String(decoding: try encoder.encode(answer), as: UTF8.self)
            return "*\(path)) echo '\(line)' ;;"
        }
        let nothing = FeedSearchAnswer.failed(problem: DeliveryProblem(.status, "404"))
        let line = String(decoding: try encoder.encode(nothing), as: UTF8.self)
        try reader.employCourier(
            script: """
                echo "$2" >> "$HOME/asked"
                case "$2" in
                \(cases.joined(separator: "\n"))
                *) echo '\(line)' ;;
                esac
                """)
    }

    private func found(_ title: SafeText, _ path: String) throws -> FoundFeed {
        FoundFeed(title: title, address: try #require(WebAddress("https://krant.example" + path)))
    }

    @Test func `the first feed of a page that gives news is taken`() throws {
        let reader = try TestReader()
        let feeds = try [found("Oud", "/oud"), found("", "/nieuw"), found("Derde", "/derde")]
        try employ(
            [
                "example/": .page(feeds: feeds), "/nieuw": .feed(found("De Krant", "/nieuw")),
                "/derde": .feed(found("Derde", "/derde")),
            ], at: reader)
        let outcome = try reader.run("sources", "add", "https://krant.example/")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("Gevonden: De Krant · https://krant.example/nieuw\n"))
    }

    @Test func `a page that tells of feeds is looked into`() throws {
        let reader = try TestReader()
        try employ(
            [
                "example/": .page(feeds: [found("RSS", "/over-rss")]),
                "/over-rss": .page(feeds: [found("RSS", "/over-rss"), found("Nieuws", "/n.xml")]),
                "/n.xml": .feed(found("De Krant", "/n.xml")),
            ], at: reader)
        #expect(try reader.run("sources", "add", "https://krant.example/").code == 0)
    }

    @Test func `where a page names no feed, the usual places are looked at one by one`() throws {
        let reader = try TestReader()
        let others = try [found("", "/feed/"), found("", "/rss.xml"), found("", "/atom.xml")]
        try employ(
            [
                "example/": .page(feeds: [], others: others),
                "/rss.xml": .feed(found("De Krant", "/rss.xml")),
            ], at: reader)
        #expect(try reader.run("sources", "add", "https://krant.example/").code == 0)
        let asked = try String(
            contentsOf: reader.home.appendingPathComponent("asked"), encoding: .utf8)
        #expect(
            asked == """
                https://krant.example/
                https://krant.example/feed/
                https://krant.example/rss.xml

                """)
    }

    @Test func `a server that has had enough is not asked for the usual places`() throws {
        let reader = try TestReader()
        let others = try [found("", "/feed/"), found("", "/rss.xml")]
        try employ(
            [
                "example/": .page(feeds: [], others: others),
                "/feed/": .failed(problem: DeliveryProblem(.status, "429")),
                "/rss.xml": .feed(found("De Krant", "/rss.xml")),
            ], at: reader)
        let outcome = try reader.run("sources", "add", "https://krant.example/")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test(arguments: [
        ("krant.example/rss", DeliveryProblem.Code.noConnection, true),
        ("feed://krant.example/rss", .timedOut, true), ("krant.example/rss", .untrusted, false),
        ("krant.example/rss", .hostNotFound, false),
    ])
    func `without a scheme it is tried encrypted and, if nobody is there, plain`(
        typed: String, code: DeliveryProblem.Code, isFound: Bool
    ) throws {
        let reader = try TestReader()
        let plain = FoundFeed(title: "K", address: WebAddress(literal: "http://krant.example/rss"))
        try employ(
            [
                "https://krant.example/rss": .failed(problem: DeliveryProblem(code)),
                "http://krant.example/rss": .feed(plain),
            ], at: reader)
        #expect(try reader.run("sources", "add", typed).code == (isFound ? 0 : 1))
    }

    @Test func `no name or password of an address is told, and it is taken out without`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Dorp"
            sources = [
              { url = "http://jan:geheim@127.0.0.1:1/rss" }, { url = "https://a.example/" },
              { url = "http://jan:geheim@127.0.0.1:1/rss" }, { url = "ftp://jan:geheim@b.example/" },
            ]
            """)
        let commands = [
            "refresh", "sources", "sources list", "sources check", "doctor", "print",
            "print --json",
            "sources remove http://jan:geheim@elders.example/",
            "sources add ftp://jan:geheim@b.example/",
            "sources add http://jan:geheim@127.0.0.1:1/x",
            "sources remove http://127.0.0.1:1/rss",
        ]
        for command in commands {
            let outcome = try reader.run(command.split(separator: " ").map(String.init))
            let said = outcome.output + outcome.errors
            #expect(!said.contains("geheim"), "\(command): \(said)")
        }
        #expect(try !reader.run("sources").output.contains("127.0.0.1"))
    }

    @Test func `why an address gives nothing is told`() throws {
        let reader = try TestReader()
        let problem = DeliveryProblem(.hostNotFound, "krant.example")
        try reader.employCourier(answering: [FeedSearchAnswer.failed(problem: problem)], code: 1)
        let outcome = try reader.run("sources", "add", "https://krant.example/")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.map(String.init) == [problem.sentence.string])
    }

    @Test func `a courier that says nothing is a failure`() throws {
        let reader = try TestReader()
        try reader.employCourier(answering: [FeedSearchAnswer](), code: 139)
        let outcome = try reader.run("sources", "add", "https://krant.example/")
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `a built-in source goes and comes back`() throws {
        let reader = try TestReader()
        let before = try subscriptions(reader)
        let address = "https://feeds.nos.nl/nosvoetbal"
        #expect(try reader.run("sources", "remove", address).code == 0)
        #expect(try !subscriptions(reader).contains("Voetbal"))
        let feed = FoundFeed(title: "NOS", address: try #require(WebAddress(address)))
        try reader.employCourier(answering: [FeedSearchAnswer.feed(feed)])
        let outcome = try reader.run("sources", "add", address)
        #expect(outcome.output.hasSuffix("NOS staat nu in Voetbal.\n"))
        #expect(try subscriptions(reader) == before)
    }

    @Test func `the last source stays`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            "[[section]]\nname = \"A\"\nsources = [{ url = \"https://a.example/\" }]\n")
        #expect(try reader.run("sources", "remove", "https://a.example/").code == 1)
        #expect(try subscriptions(reader).contains("A"))
    }

    @Test func `a file with mistakes is not written over`() throws {
        let reader = try TestReader()
        try reader.configure("sources.toml", "removed = [\"https://a.example/\"")
        let outcome = try reader.run("import", file("lijst.opml", Self.list, at: reader))
        #expect(outcome.code == 1)
        #expect(outcome.errorLines.count == 2)
        let kept = reader.home.appendingPathComponent(".config/portaal/sources.toml")
        #expect(
            try String(contentsOf: kept, encoding: .utf8) == "removed = [\"https://a.example/\"")
    }
}

import LoopbackServing
import NewsStore
import PortalModel
import TestTags
import Testing

/// What a source in the world names that only the reader's machine or network can ask. A proxy on
/// this machine plays the world.
@Suite(.tags(.slow)) struct InwardTests {
    private static func feed(linking address: String) -> [UInt8] {
        Array(
            """
            <rss version="2.0"><channel><title>x</title><item><title>Een</title><guid>1</guid>
            <link>\(address)</link>
            <description>&lt;p&gt;&lt;img src="\(address)" alt="Huis"&gt;&lt;/p&gt;</description>
            </item></channel></rss>
            """.utf8)
    }

    /// Has a courier fetch a feed at `source`, and then the page or picture of its article.
    private func messages(
        from source: String, linking target: String, for command: String...
    ) throws -> (messages: [CourierMessage], paths: [String]) {
        let server = try LoopbackServer { request in
            request.path.hasSuffix("/feed")
                ? .answer(answer(body: Self.feed(linking: target)))
                : .answer(answer(["Content-Type: text/html"].joined(), text: "<p>Geheim.</p>"))
        }
        defer { server.stop() }
        let limit = "export http_proxy=http://127.0.0.1:\(server.port)"
        let home = try CourierHome()
        try home.subscribe(to: [("bron", source)])
        _ = try home.run(["refresh"], after: limit)
        let article = try #require(
            try NewsDatabase(path: home.newsDatabase).headlines(
                on: .section(SectionID(edition: "NL & Wereld", name: "Dorp")), count: 1
            ).first?.id)
        let run = try home.run([command[0], article.text] + command.dropFirst(), after: limit)
        return (run.messages, server.requests.map(\.path))
    }

    @Test(arguments: ["http://127.0.0.1/geheim", "http://169.254.169.254/", "http://nas.lan/"])
    func `a page inside is not asked when its source is outside`(target: String) throws {
        let (messages, paths) = try messages(
            from: "http://krant.example/feed", linking: target, for: "pages")
        let problems = messages.compactMap { message in
            if case .page(let report) = message { report.problem } else { nil }
        }
        #expect(
            problems == [
                DeliveryProblem(.addressRefused, "\(SafeText(cleaning: target)) (intern adres)")
            ])
        #expect(paths == ["http://krant.example/feed"])
    }

    @Test func `a page as near as its source is asked`() throws {
        let (_, paths) = try messages(
            from: "http://krant.lan/feed", linking: "http://nas.lan/stuk", for: "pages")
        #expect(paths == ["http://krant.lan/feed", "http://nas.lan/stuk"])
    }

    @Test func `a picture inside is not asked when its source is outside`() throws {
        let (messages, paths) = try messages(
            from: "http://krant.example/feed", linking: "http://192.168.1.1/beeld", for: "picture",
            "--columns", "40", "--rows", "10")
        let codes = messages.compactMap { message in
            if case .picture(let report) = message { report.problem?.code } else { nil }
        }
        #expect([[.addressRefused], [.noPictureLibraries]].contains(codes))
        #expect(paths == ["http://krant.example/feed"])
    }
}

import PortalModel
import Testing

@testable import Fetching

/// Where a redirect may lead, decided without a network.
struct RedirectRuleTests {
    @Test(arguments: [
        ("https://nos.nl/a", "/b", "https://nos.nl/b"),
        ("http://nos.nl/a", "https://nos.nl/a", "https://nos.nl/a"),
        ("http://nos.nl/a", "//feeds.nos.nl/b", "http://feeds.nos.nl/b"),
        ("https://nos.nl/a", "HTTPS://nos.nl/b", "https://nos.nl/b"),
        ("http://127.0.0.1:80/", "http://[::1]/", "http://[::1]/"),
        ("http://127.0.0.1/", "http://nos.nl/", "http://nos.nl/"),
        ("http://192.168.1.5/", "http://10.0.0.1/", "http://10.0.0.1/"),
        ("http://krant/", "http://10.0.0.1/", "http://10.0.0.1/"),
    ])
    func `a redirect is followed`(from: String, location: String, to: String) throws {
        let current = try #require(WebAddress(from))
        #expect(Redirect(to: location, from: current) == .follow(try #require(WebAddress(to))))
    }

    @Test(arguments: [
        ("https://nos.nl/", "http://nos.nl/b", "http://nos.nl/b (onversleuteld)"),
        ("https://nos.nl/", "ftp://nos.nl/b", "ftp://nos.nl/b (geen webadres)"),
        ("https://nos.nl/", "file:///etc/passwd", "file:///etc/passwd (geen webadres)"),
        ("http://nos.nl/", "http://localhost/", "http://localhost/ (intern adres)"),
        ("http://nos.nl/", "http://u:p@127.0.0.1/", "http://127.0.0.1/ (intern adres)"),
        ("http://nos.nl/", "http://[::1]:80/", "http://[::1]:80/ (intern adres)"),
        ("http://192.168.1.5/", "http://127.0.0.1/", "http://127.0.0.1/ (intern adres)"),
    ])
    func `a redirect is refused with the reason`(
        from: String, location: String, context: String
    ) throws {
        let current = try #require(WebAddress(from))
        #expect(
            Redirect(to: location, from: current)
                == .refuse(DeliveryProblem(.redirectRefused, SafeText(cleaning: context))))
    }

    @Test(arguments: [
        ("localhost", Reach.machine), ("LOCALHOST.", .machine), ("a.localhost", .machine),
        ("127.0.0.1", .machine), ("127.1", .machine), ("2130706433", .machine),
        ("0x7f.0.0.1", .machine), ("0177.0.0.1", .machine), ("127.0.0.%31", .machine),
        ("0.0.0.0", .machine), ("[::]", .machine), ("[::ffff:127.0.0.1]", .machine),
        ("10.1.2.3", .network), ("172.16.0.1", .network), ("172.31.255.255", .network),
        ("192.168.0.1", .network), ("169.254.169.254", .network), ("100.64.0.1", .network),
        ("255.255.255.255", .network), ("[fe80::1%25eth0]", .network), ("[fd00::1]", .network),
        ("[64:ff9b::a00:1]", .network), ("router.lan", .network), ("printer.local", .network),
        ("nas.home.arpa", .network), ("intranet", .network),
        ("nos.nl", .world), ("nos.nl.", .world), ("172.32.0.1", .world), ("8.8.8.8", .world),
        ("[2a00:1450::1]", .world), ("localhost.nl", .world), ("[64:ff9b::808:808]", .world),
    ])
    func `a host's name tells from how far it can be reached`(host: String, reach: Reach) throws {
        #expect(Reach(host: try #require(WebAddress("http://\(host)/"))) == reach)
    }

    @Test func `a name that turns out to be near is refused after one that was far`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var journey = Journey(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        let answer = Answer(status: 302, fields: [.location: "http://kwaad.nl/"])
        let isFarReached = journey.reaches(peer: "8.8.8.8")
        #expect(isFarReached)
        guard case .onward(var next) = journey.step(after: answer, policy: FetchPolicy()) else {
            Issue.record("the redirect itself is harmless")
            return
        }
        for peer in ["127.0.0.1", "::ffff:192.168.0.1", "geen nummer"] {
            let isReached = next.reaches(peer: peer)
            #expect(!isReached, "\(peer)")
        }
        let isReached = next.reaches(peer: "2a00:1450::1")
        #expect(isReached)
    }

    @Test(arguments: [
        ("http://127.0.0.1/", Reach.world), ("http://169.254.169.254/", .world),
        ("http://[::1]/", .network), ("http://router.lan/", .world),
    ])
    func `what is nearer than it may be is refused by its name`(
        text: String, nearest: Reach
    ) throws {
        let address = try #require(WebAddress(text))
        let request = FetchRequest(id: 0, address: address, nearest: nearest)
        let problem = Journey(request, policy: FetchPolicy()).refusal
        #expect(problem?.code == .addressRefused)
        #expect(problem?.context?.string == "\(text) (intern adres)")
        let asNear = FetchRequest(id: 0, address: address, nearest: Reach(host: address))
        #expect(Journey(asNear, policy: FetchPolicy()).refusal == nil)
    }

    @Test func `a name that turns out to be nearer than it may be is refused`() throws {
        let address = try #require(WebAddress("http://kwaad.nl/"))
        let request = FetchRequest(id: 0, address: address, nearest: .world)
        var policy = FetchPolicy()
        policy.hasProxy = false
        var journey = Journey(request, policy: policy)
        for peer in ["127.0.0.1", "192.168.0.1", "::1"] {
            let isReached = journey.reaches(peer: peer)
            #expect(!isReached, "\(peer)")
        }
        #expect(journey.refusedAsInward.code == .addressRefused)
        // A proxy's address tells nothing of the server behind it.
        policy.hasProxy = true
        var proxied = Journey(request, policy: policy)
        let isReached = proxied.reaches(peer: "127.0.0.1")
        #expect(isReached)
    }

    @Test func `every redirect draws on the same time`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var journey = Journey(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        let answer = Answer(status: 302, elapsed: .seconds(7), fields: [.location: "/b"])
        for left in [23, 16, 9, 2] {
            guard case .onward(let next) = journey.step(after: answer, policy: FetchPolicy()) else {
                Issue.record("the redirect itself is harmless")
                return
            }
            #expect(next.remaining == .seconds(left))
            journey = next
        }
    }

    @Test func `a proxy nearby does not stand in the way`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var journey = Journey(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        for _ in 0..<2 {
            let isReached = journey.reaches(peer: "127.0.0.1")
            #expect(isReached)
        }
    }

    @Test(arguments: [
        ("http://a:b@c/d", "http://c/d"), ("https://a@b@c/", "https://c/"), ("//a:b@c", "//c"),
        ("mailto:a@c", "mailto:c"), ("http://c/d@e?f@g", "http://c/d@e?f@g"), ("/d@e", "/d@e"),
        ("http:\\\\a:b@c\\d", "http:\\\\c\\d"),
    ])
    func `user information is left out of what a reader sees`(address: String, shown: String) {
        #expect(withoutUserInformation(address).string == shown)
    }
}

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
        ("localhost", AddressScope.machine), ("LOCALHOST.", .machine), ("a.localhost", .machine),
        ("127.0.0.1", .machine), ("127.1", .machine), ("2130706433", .machine),
        ("0x7f.0.0.1", .machine), ("0177.0.0.1", .machine), ("127.0.0.%31", .machine),
        ("0.0.0.0", .machine), ("[::]", .machine), ("[::ffff:127.0.0.1]", .machine),
        ("10.1.2.3", .localNetwork), ("172.16.0.1", .localNetwork),
        ("172.31.255.255", .localNetwork),
        ("192.168.0.1", .localNetwork), ("169.254.169.254", .localNetwork),
        ("100.64.0.1", .localNetwork),
        ("255.255.255.255", .localNetwork), ("[fe80::1%25eth0]", .localNetwork),
        ("[fd00::1]", .localNetwork),
        ("[64:ff9b::a00:1]", .localNetwork), ("router.lan", .localNetwork),
        ("printer.local", .localNetwork),
        ("nas.home.arpa", .localNetwork), ("intranet", .localNetwork),
        ("nos.nl", .internet), ("nos.nl.", .internet), ("172.32.0.1", .internet),
        ("8.8.8.8", .internet),
        ("[2a00:1450::1]", .internet), ("localhost.nl", .internet),
        ("[64:ff9b::808:808]", .internet),
    ])
    func `a host's name tells from how far it can be reached`(host: String, scope: AddressScope)
        throws
    {
        #expect(AddressScope(host: try #require(WebAddress("http://\(host)/"))) == scope)
    }

    @Test func `a name that turns out to be near is refused after one that was far`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var pending = PendingRequest(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        let answer = Response(status: 302, fields: [.location: "http://kwaad.nl/"])
        let isFarReached = pending.accepts(peer: "8.8.8.8")
        #expect(isFarReached)
        guard case .next(var next) = pending.step(after: answer, policy: FetchPolicy()) else {
            Issue.record("the redirect itself is harmless")
            return
        }
        for peer in ["127.0.0.1", "::ffff:192.168.0.1", "geen nummer"] {
            let isReached = next.accepts(peer: peer)
            #expect(!isReached, "\(peer)")
        }
        let isReached = next.accepts(peer: "2a00:1450::1")
        #expect(isReached)
    }

    @Test(arguments: [
        ("http://127.0.0.1/", AddressScope.internet), ("http://169.254.169.254/", .internet),
        ("http://[::1]/", .localNetwork), ("http://router.lan/", .internet),
    ])
    func `what is nearer than it may be is refused by its name`(
        text: String, narrowestScope: AddressScope
    ) throws {
        let address = try #require(WebAddress(text))
        let request = FetchRequest(id: 0, address: address, narrowestScope: narrowestScope)
        let problem = PendingRequest(request, policy: FetchPolicy()).refusal
        #expect(problem?.code == .addressRefused)
        #expect(problem?.context?.string == "\(text) (intern adres)")
        let asNear = FetchRequest(
            id: 0, address: address, narrowestScope: AddressScope(host: address))
        #expect(PendingRequest(asNear, policy: FetchPolicy()).refusal == nil)
    }

    @Test func `a name that turns out to be nearer than it may be is refused`() throws {
        let address = try #require(WebAddress("http://kwaad.nl/"))
        let request = FetchRequest(id: 0, address: address, narrowestScope: .internet)
        var policy = FetchPolicy()
        policy.hasProxy = false
        var pending = PendingRequest(request, policy: policy)
        for peer in ["127.0.0.1", "192.168.0.1", "::1"] {
            let isReached = pending.accepts(peer: peer)
            #expect(!isReached, "\(peer)")
        }
        #expect(pending.refusedAsInward.code == .addressRefused)
        // A proxy's address tells nothing of the server behind it.
        policy.hasProxy = true
        var proxied = PendingRequest(request, policy: policy)
        let isReached = proxied.accepts(peer: "127.0.0.1")
        #expect(isReached)
    }

    @Test func `every redirect draws on the same time`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var pending = PendingRequest(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        let answer = Response(status: 302, elapsed: .seconds(7), fields: [.location: "/b"])
        for left in [23, 16, 9, 2] {
            guard case .next(let next) = pending.step(after: answer, policy: FetchPolicy()) else {
                Issue.record("the redirect itself is harmless")
                return
            }
            #expect(next.remaining == .seconds(left))
            pending = next
        }
    }

    @Test func `a proxy nearby does not stand in the way`() throws {
        let address = try #require(WebAddress("http://nos.nl/"))
        var pending = PendingRequest(FetchRequest(id: 0, address: address), policy: FetchPolicy())
        for _ in 0..<2 {
            let isReached = pending.accepts(peer: "127.0.0.1")
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

import Fetching
import LoopbackServing
import PortalModel
import Testing

/// Servers that do not speak HTTP, or stop halfway.
struct BrokenServerTests {
    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf een",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf ",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nhalf ",
        "SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/9.9 200 OK\r\n\r\n", "\0\0\0\0",
    ])
    func `what breaks off or is no HTTP is told as such`(words: String) throws {
        let server = try LoopbackServer { _ in .lastWords(Array(words.utf8)) }
        defer { server.stop() }
        let problem = try #require(try server.fetch().problem)
        #expect(problem.code == .brokenOff)
        #expect(problem.context?.isEmpty == false)
    }

    @Test func `control characters of a server stay out of the outcome`() throws {
        let words = "HTTP/1.1 302 \u{1B}[2J\r\nLocation: \u{1B}]0;x\u{7}ftp:\u{202E}x\r\n\r\n"
        let server = try LoopbackServer { _ in .lastWords(Array(words.utf8)) }
        defer { server.stop() }
        let context = try #require(try server.fetch().problem?.context)
        #expect(
            context.string.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
    }

    @Test func `nobody at home is told with the system's words`() throws {
        // Port 1 (tcpmux) has been out of use for decades.
        let address = try #require(WebAddress("http://127.0.0.1:1/"))
        let outcome = try fetchAll([FetchRequest(id: 0, address: address)]).first?.outcome
        #expect(outcome?.problem == DeliveryProblem(.connectionRefused))
    }

    @Test func `a name that cannot exist is told with the name`() throws {
        let host = String(repeating: "a", count: 64) + ".nl"
        let address = try #require(WebAddress("http://jan:geheim@\(host)/feed"))
        let outcome = try #require(fetchAll([FetchRequest(id: 0, address: address)]).first?.outcome)
        #expect(outcome.problem == DeliveryProblem(.hostNotFound, SafeText(cleaning: host)))
    }

    @Test func `plain words where encryption was asked for are not trusted`() throws {
        let server = try LoopbackServer { _ in .lastWords(answer(text: "x")) }
        defer { server.stop() }
        let address = try #require(WebAddress("https://127.0.0.1:\(server.port)/"))
        let outcome = try fetchAll([FetchRequest(id: 0, address: address)]).first?.outcome
        #expect(outcome?.problem?.code == .untrusted)
    }
}

import CCurl
import LoopbackServing
import PortalModel
import Testing

@testable import Fetching

struct TransferTests {
    @Test func `a server nearby is not asked after one that was far away`() throws {
        let server = try LoopbackServer { _ in .answer(answer(text: "x")) }
        defer { server.stop() }
        let request = FetchRequest(id: 0, address: try server.address("/"))
        // As if somebody in the world had sent it here, under a name that told nothing.
        var pending = PendingRequest(request, policy: FetchPolicy())
        let isFarReached = pending.accepts(peer: "8.8.8.8")
        #expect(isFarReached)
        let transfer = try #require(Transfer(for: pending, policy: FetchPolicy()))
        #expect(transfer.begin(pending, at: .zero) == nil)
        guard case .done(let outcome) = transfer.end(curl_easy_perform(transfer.easy)) else {
            Issue.record("it was sent on")
            return
        }
        let context = "http://127.0.0.1:\(server.port)/ (intern adres)"
        #expect(outcome.problem == DeliveryProblem(.addressRefused, SafeText(cleaning: context)))
        #expect(server.requests.isEmpty)
    }
}

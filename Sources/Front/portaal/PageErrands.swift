import PortalCore
import PortalModel

/// The couriers that read pages: several at a time, so that a page that is slow to come holds up
/// none that the reader opens after it.
struct PageErrands {
    private struct Errand {
        var courier: CourierProcess
        let articles: [ArticleID]
    }

    private var errands: [Errand] = []
    /// The pages that are read once a courier has come back, what was asked for last first.
    private var waiting: [ArticleID] = []

    /// Couriers that go at a time.
    private static let limit = 3
    /// Pages that wait; of more, the reader has gone on from the first ones.
    private static let waitingLimit = 9

    /// Where the couriers can be heard.
    var descriptors: [Int32] { errands.map(\.courier.descriptor) }

    /// Sends a courier to the pages of `articles` as soon as one can go.
    mutating func send(to articles: [ArticleID], from office: CourierOffice) -> [Event] {
        guard !articles.isEmpty else { return [] }
        guard errands.count < Self.limit else {
            let all = articles + waiting.filter { !articles.contains($0) }
            waiting = Array(all.prefix(Self.waitingLimit))
            return [.pagesEnded(Array(all.dropFirst(Self.waitingLimit)), nil)]
        }
        do throws(DeliveryProblem) {
            let courier = try office.send(
                ["pages"] + articles.map(\.text), messages: articles.count)
            errands.append(Errand(courier: courier, articles: articles))
            return []
        } catch {
            return [.pagesEnded(articles, error)]
        }
    }

    /// What the couriers have told since the last call.
    mutating func events(from office: CourierOffice) -> [Event] {
        var events: [Event] = []
        for index in errands.indices.reversed() {
            if let messages = errands[index].courier.messages() {
                events += messages.compactMap(Self.event)
            } else {
                let errand = errands.remove(at: index)
                events.append(.pagesEnded(errand.articles, office.conclude(errand.courier)))
                let next = waiting
                waiting = []
                events += send(to: next, from: office)
            }
        }
        return events
    }

    /// Ends the couriers; what they stored stays.
    func stop() {
        for errand in errands { errand.courier.stop() }
    }

    /// The end of a round along pages is not that of a round along sources.
    private static func event(of message: CourierMessage) -> Event? {
        switch message {
        case .finished: nil
        case .failed(let problem): .pagesEnded([], problem)
        case .started, .source, .page, .picture: .courierTold(message)
        }
    }
}

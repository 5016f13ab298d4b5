import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel

extension Session {
    /// Lets the courier tell something. Where none is at work that could, the portal takes it in
    /// all the same.
    public mutating func tell(_ message: CourierMessage) {
        if couriers.tell(message) {
            hearCouriers()
        } else {
            send(.courierReported(message))
        }
    }

    /// Lets the courier finish its round and end; it heard from a source at `checked`.
    public mutating func finish(
        _ round: RoundTotals = RoundTotals(), checked: Timestamp? = nil
    ) {
        tell(.finished(round))
        stand.lastHeard = checked ?? stand.lastHeard
        end(.code(0), problem: nil)
    }

    /// Lets the courier end, having told nothing more.
    public mutating func fail(_ problem: DeliveryProblem) {
        end(.signal(9), problem: problem)
    }

    private mutating func end(_ ending: CourierEnding, problem: DeliveryProblem?) {
        if couriers.endRound(ending) {
            hearCouriers()
        } else {
            send(.roundEnded(problem, lastDelivered: nil))
        }
    }

    /// Lets the courier bring articles and tell so.
    public mutating func bring(_ articles: [Article]) {
        stand.deliver(articles)
        tell(.source(.brought(new: articles.count)))
    }

    /// Lets the courier that goes by the rules for muting do so.
    public mutating func filter() {
        let before = Set(stand.articles.filter { stand.rule(muting: $0) != nil }.map(\.id))
        stand.muting = rules.file.rules
        let now = Set(stand.articles.filter { stand.rule(muting: $0) != nil }.map(\.id))
        tell(
            .filtered(
                MuteReport(
                    muted: now.subtracting(before).count, shown: before.subtracting(now).count)))
    }

    /// Lets the courier bring the page of an article and tell so.
    public mutating func bringPage(of article: ArticleID, _ body: Document) {
        stand.readPage(of: article, body)
        tell(.page(PageReport(article: article)))
    }
}

extension SourceReport {
    /// A source that gave `new` articles never seen before, and others that were changed.
    public static func brought(new: Int, changed: Int = 0) -> SourceReport {
        SourceReport(
            id: SourceID(rawValue: 100), name: "NOS",
            outcome: new + changed > 0 ? .fetched : .unchanged, new: new, changed: changed)
    }
}

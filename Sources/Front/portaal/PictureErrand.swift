import PortalCore
import PortalModel

/// The courier that fetches a picture and draws it: one at a time, since the reader looks at one
/// article.
struct PictureErrand {
    private var courier: CourierProcess?
    private var article: ArticleID?

    /// Where the courier can be heard.
    var descriptors: [Int32] { courier.map { [$0.descriptor] } ?? [] }

    /// Sends a courier for the picture, in the place of one that is still under way.
    mutating func send(
        for order: PictureOrder, in colors: PictureColors, from office: CourierOffice
    ) -> [Event] {
        if let former = courier {
            former.stop()
            _ = former.conclude()
            courier = nil
        }
        article = order.article
        do throws(DeliveryProblem) {
            courier = try office.send(
                [
                    "picture", order.article.text, "--columns", String(order.columns),
                    "--rows", String(order.rows), "--colors", colors.rawValue,
                ], messages: 1)
            return []
        } catch {
            return [Self.failure(error, of: order.article)]
        }
    }

    /// What the courier has told since the last call.
    mutating func events(from office: CourierOffice) -> [Event] {
        guard var working = courier, let article else { return [] }
        let messages = working.messages()
        courier = messages == nil ? nil : working
        guard let messages else {
            return office.conclude(working).map { [Self.failure($0, of: article)] } ?? []
        }
        return messages.compactMap { message in
            if case .picture = message { .courierTold(message) } else { nil }
        }
    }

    /// Ends the courier.
    func stop() {
        courier?.stop()
    }

    private static func failure(_ problem: DeliveryProblem, of article: ArticleID) -> Event {
        .courierTold(.picture(PictureReport(article: article, problem: problem)))
    }
}

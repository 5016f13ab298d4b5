import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

extension Interpreter {
    mutating func sendCourier(to section: SectionID?, isManual: Bool) -> [Event] {
        do throws(DeliveryProblem) {
            courier = try office.sendRound(to: section, isManual: isManual)
            return []
        } catch {
            return [.roundEnded(error, lastChecked: nil)]
        }
    }

    /// Sends a courier to the pages of those of `articles` of which there is a teaser only.
    mutating func fetchPages(_ articles: [ArticleID]) throws(StoreProblem) -> [Event] {
        var teasers: [ArticleID] = []
        for id in articles {
            if let article = try library.article(id), article.isTeaser { teasers.append(id) }
        }
        let others = articles.filter { !teasers.contains($0) }
        return [.pagesEnded(others, nil)] + pageErrands.send(to: teasers, from: office)
    }

    /// What the courier has told since the last call.
    mutating func courierEvents() -> [Event] {
        guard var working = courier else { return [] }
        let messages = working.messages()
        courier = messages == nil ? nil : working
        guard let messages else { return conclude(working) }
        return messages.map(Event.courierTold)
    }

    private mutating func conclude(_ round: CourierProcess) -> [Event] {
        let problem = office.conclude(round)
        do throws(StoreProblem) {
            let checked = try library.lastChecked()
            return tidyMarks() + [.roundEnded(problem, lastChecked: checked)]
        } catch {
            return [.roundEnded(problem, lastChecked: nil), .problemArose(library.settle(error))]
        }
    }

    /// Tidies up what a round along the sources may have left: marks of articles that are gone.
    private mutating func tidyMarks() -> [Event] {
        guard let oldest = configuration.oldestKept(at: clock.now) else { return [] }
        do throws(StoreProblem) {
            try library.tidyMarks(before: oldest)
            return []
        } catch {
            return [.problemArose(library.settle(error))]
        }
    }

    /// Milliseconds after which to ask what couriers have told though nothing can be read; −1 for
    /// never.
    var courierMilliseconds: Int32 { courierDescriptors.isEmpty ? -1 : CourierChild.glance }

    /// Where couriers can be heard.
    var courierDescriptors: [Int32] {
        (courier.map { [$0.descriptor] } ?? []) + pageErrands.descriptors
            + pictureErrand.descriptors
    }

    /// What the couriers that read pages and draw pictures have told since the last call.
    mutating func errandEvents() -> [Event] {
        pageErrands.events(from: office) + pictureErrand.events(from: office)
    }

    /// Ends what was started and is still under way.
    func stop() {
        courier?.stop()
        pageErrands.stop()
        pictureErrand.stop()
    }
}

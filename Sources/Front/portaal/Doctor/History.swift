import PortalConfiguration
import PortalModel
import System

/// What the logs of the portal and the courier tell of the last week.
struct History {
    /// Something that went wrong, and when.
    struct Event {
        let moment: Timestamp
        let incident: Incident
    }

    /// In the order in which it happened.
    let events: [Event]

    /// Seconds that the doctor looks back.
    private static let span: Int64 = 7 * 86_400

    /// What happened in the week before `now`, as far as the logs of `files` tell.
    init(_ files: PortalFiles?, now: Timestamp) {
        let lines = files.map { LogFile.lines($0.portalLog) + LogFile.lines($0.courierLog) } ?? []
        events = lines.filter { $0.moment + Self.span >= now && $0.moment <= now }
            .sorted { $0.moment < $1.moment }
            .compactMap { line in
                Incident(line).map { Event(moment: line.moment, incident: $0) }
            }
    }

    /// When `source` failed after `moment`, from then on.
    func failures(of source: SourceID, after moment: Timestamp?) -> [Timestamp] {
        events.compactMap { event in
            guard case .sourceFailed(source, _, _, _) = event.incident else { return nil }
            return moment.map { event.moment > $0 } ?? true ? event.moment : nil
        }
    }

    /// How often something happened, and when for the last time.
    struct Count {
        var times = 0
        var last = Timestamp(seconds: 0)

        mutating func add(_ moment: Timestamp) {
            times += 1
            last = max(last, moment)
        }
    }

    /// The troubles that `kind` gives a name, each with how often it was, by when it began.
    func troubles(_ kind: (Incident) -> SafeText?) -> [(trouble: SafeText, count: Count)] {
        var counts: [SafeText: Count] = [:]
        var order: [SafeText] = []
        for event in events {
            guard let trouble = kind(event.incident) else { continue }
            if counts[trouble] == nil { order.append(trouble) }
            counts[trouble, default: Count()].add(event.moment)
        }
        return order.map { ($0, counts[$0, default: Count()]) }
    }
}

import Fetching
import PortalModel

extension Reach {
    /// How near that may be what a text from `origin` names: as near as the text is itself, and
    /// out in the world where it is not known (any more) from where it came.
    init(_ origin: WebAddress?) {
        self = origin.map { Reach(host: $0) } ?? .world
    }
}

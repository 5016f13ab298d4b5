import CCage
import Foundation
import PortalModel
import System

/// The portal that started this courier, when one did.
public enum Owner {
    /// Has the courier end with the portal that names itself in `environment`. One that was
    /// started from a shell or a timetable has none, and lives on its own.
    public static func follow(in environment: [String: String]) {
        guard let parent = environment[CourierOwner.variable].flatMap(pid_t.init) else { return }
        // Without the means the courier ends by itself a little later, when its round is over.
        _ = ccage_end_with(parent)
    }
}

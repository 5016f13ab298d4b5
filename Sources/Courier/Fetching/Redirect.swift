import PortalModel

/// What to do about a redirect.
enum Redirect: Equatable {
    /// Go there.
    case follow(WebAddress)
    /// Do not.
    case refuse(DeliveryProblem)

    /// Decides about the `Location` that the server at `current` sent, from the addresses alone:
    /// to http and https only, never from an encrypted connection to a plain one, never from the
    /// world into this machine or its network.
    init(to location: String, from current: WebAddress) {
        guard let target = WebAddress(location, relativeTo: current) else {
            self = .refuse(.redirectRefused(location, because: "geen webadres"))
            return
        }
        if current.isEncrypted && !target.isEncrypted {
            self = .refuse(.redirectRefused(target.string, because: "onversleuteld"))
        } else if Reach(host: target) < Reach(host: current) {
            self = .refuse(.redirectRefused(target.string, because: Redirect.inward))
        } else {
            self = .follow(target)
        }
    }

    /// Why an address is refused that only this machine or its network can ask.
    static let inward: SafeText = "intern adres"
}

extension DeliveryProblem {
    /// A redirect to `location` that is not followed, with the reason in a word or two.
    static func redirectRefused(_ location: String, because reason: SafeText) -> DeliveryProblem {
        DeliveryProblem(.redirectRefused, "\(withoutUserInformation(location)) (\(reason))")
    }

    /// An address that is not asked, with the reason in a word or two.
    static func addressRefused(_ address: WebAddress, because reason: SafeText) -> DeliveryProblem {
        DeliveryProblem(.addressRefused, "\(withoutUserInformation(address.string)) (\(reason))")
    }

    /// An address that cannot be asked.
    static func addressRefused(_ address: WebAddress) -> DeliveryProblem {
        DeliveryProblem(.addressRefused, withoutUserInformation(address.string))
    }
}

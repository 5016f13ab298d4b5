import PortalModel
import TextGrid

/// The words of comparing.
extension Wording {
    /// In place of a comparison.
    public static let nothingToCompare: SafeText =
        "Van dit bericht is geen ander verslag of eerdere versie bewaard."
    static let noOtherVersion: SafeText = "Er is geen andere versie om mee te vergelijken."
    /// How much two texts have in common.
    public static func alike(_ percent: Int) -> SafeText { "\(percent) % gelijk" }
    static func version(_ number: Int, of count: Int) -> SafeText {
        "versie \(number) van \(count) (v)"
    }
    /// For texts that go on after what is compared.
    public static let comparisonIsCut: SafeText = "alleen het begin is vergeleken"
    static let onlyHereLegend: SafeText = "alleen in één van beide"
    /// What stands around the words of one text alone, where no look can tell.
    static let onlyHere: (SafeText, SafeText) = ("{", "}")
    /// In place of a paragraph that one of two texts does not have.
    public static let absent: SafeText = "ontbreekt"
    /// The same, where it has the words in another place.
    public static let elsewhere: SafeText = "staat elders"
    static func bothVersions(_ one: Int, _ other: Int) -> SafeText { "\(one) en \(other):" }
    static let hintVersion: SafeText = "andere versie"
    /// For what an article was before it was changed.
    public static let earlier: SafeText = "eerder"
    static let atPresent: SafeText = "nu"

    /// "1 ZeelandNet · dinsdag 18 januari 2022, 14:05", or "1 ZeelandNet, nu · …", with a shorter
    /// time where that is wider than `width`.
    static func name(
        of version: Version, number: Int, besidesEarlier: Bool, at now: Timestamp, width: Int
    ) -> SafeText {
        let state = version.isEarlier ? earlier : besidesEarlier ? atPresent : .empty
        let name = ["\(number) \(version.source)", state].joined(separator: ", ")
        let whole: SafeText = "\(name) · \(moment(CivilTime(local: version.since)))"
        guard whole.columns > width else { return whole }
        return ("\(name) · \(shortMoment(version.since, at: now))" as SafeText).cut(to: width)
    }

    /// "Bijgewerkt 14:23 · 2 wijzigingen".
    public static func changed(_ changes: Changes, at now: Timestamp) -> SafeText {
        let count: SafeText =
            changes.count == 1 ? "1 wijziging" : "\(changes.count) wijzigingen"
        return "Bijgewerkt \(shortMoment(changes.last, at: now)) · \(count)"
    }
}

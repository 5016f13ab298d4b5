/// Where a report comes from and who sent it, as it stands before its first sentence:
/// `BERLIJN (ANP) - `, `MEITAR (ANP/AFP) - `, `MIDDELBURG - `.
public struct Dateline: Hashable, Sendable {
    /// The place in capitals.
    public let place: SafeText
    /// The news agencies, as abbreviated (and cut short) by the publisher.
    public let agencies: [SafeText]
    /// How many characters of the text the dateline takes, its dash and spaces included.
    public let length: Int

    /// Reads the dateline at the start of `text`; nil where there is none.
    ///
    /// A place has at most 40 characters, is written in capitals throughout and has at least two
    /// letters; after it agencies may follow in brackets; a hyphen or dash between spaces ends it.
    public init?(startOf text: SafeText) {
        let head = text.string.prefix(80)
        let dashes = [" - ", " – "].compactMap { head.firstRange(of: $0) }
        guard let dash = dashes.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
        var words = head[..<dash.lowerBound]
        var agencies: [SafeText] = []
        if words.last == ")", let bracket = words.lastIndex(of: "(") {
            let inside = words[words.index(after: bracket)...].dropLast()
            agencies = inside.split(separator: "/").map { SafeText(line: $0) }
            guard !agencies.isEmpty, inside.allSatisfy(Dateline.isAgencyCharacter) else {
                return nil
            }
            words = words[..<bracket]
        }
        let place = SafeText(line: words)
        guard Dateline.isPlace(place.string) else { return nil }
        self.place = place
        self.agencies = agencies
        length = text.string.distance(from: text.string.startIndex, to: dash.upperBound)
    }

    private static func isPlace(_ text: String) -> Bool {
        text.count <= 40 && text.count(where: \.isLetter) >= 2
            && text.allSatisfy { character in
                character.isLetter ? !character.isLowercase : " -'’./".contains(character)
            }
    }

    private static func isAgencyCharacter(_ character: Character) -> Bool {
        character.isUppercase || character.isNumber || "/ -.".contains(character)
    }
}

import PortalModel

/// That reports of one story give different numbers for the same thing.
///
/// Rather none is found than a wrong one: only persons and houses to which something happened are
/// counted, and of those only what a report counts once or always alike. A number that is an
/// estimate ("zeker drie"), adds to others ("nog twee") or stands in a sentence about what was
/// before does not count.
public struct Contradiction: Hashable, Sendable {
    /// What is counted: "gewonden".
    public let thing: SafeText
    /// The numbers, in the order in which they were first given, and who gives each.
    public let claims: [Claim]

    public struct Claim: Hashable, Sendable {
        public let number: Int
        public internal(set) var sources: [SafeText]
    }

    /// What `reports` differ in. Linear in the first 20,000 bytes of each.
    public static func all(in reports: [StoryReport]) -> [Contradiction] {
        var things: [String] = []
        var claims: [String: [Claim]] = [:]
        for report in reports {
            for (thing, number) in counts(in: "\(report.title.string). \(report.body.searchText)") {
                if claims[thing] == nil { things.append(thing) }
                let same = claims[thing]?.firstIndex { $0.number == number }
                if let same {
                    let isKnown = claims[thing]?[same].sources.contains(report.source) ?? false
                    if !isKnown { claims[thing]?[same].sources.append(report.source) }
                } else {
                    claims[thing, default: []].append(
                        Claim(number: number, sources: [report.source]))
                }
            }
        }
        return things.compactMap { thing in
            guard let claims = claims[thing], claims.count > 1 else { return nil }
            return Contradiction(thing: SafeText(cleaning: thing), claims: claims)
        }
    }

    /// What a text counts, each with its number, in the order of the text.
    private static func counts(in text: String) -> [(thing: String, number: Int)] {
        var order: [String] = []
        var numbers: [String: Set<Int>] = [:]
        for sentence in sentences(of: String(text.prefix(20_000))) {
            guard !sentence.contains(where: past.contains) else { continue }
            for (index, word) in sentence.enumerated() {
                guard let number = number(word),
                    !sentence[..<index].suffix(2).contains(where: vague.contains),
                    let thing = thing(in: sentence[(index + 1)...])
                else { continue }
                if numbers[thing] == nil { order.append(thing) }
                numbers[thing, default: []].insert(number)
            }
        }
        return order.compactMap { thing in
            guard let given = numbers[thing], given.count == 1, let number = given.first else {
                return nil
            }
            return (thing, number)
        }
    }

    private static func sentences(of text: String) -> [[String]] {
        var sentences: [[String]] = [[]]
        var end = text.startIndex
        for range in text.wordRanges {
            let ends = text[end..<range.lowerBound].contains { ".!?;:\n".contains($0) }
            if ends, sentences.last?.isEmpty == false { sentences.append([]) }
            sentences[sentences.count - 1].append(text[range].lowercased())
            end = range.upperBound
        }
        return sentences
    }

    private static func number(_ word: String) -> Int? {
        if let number = numbers[word] { return number }
        let digits = word.replacing(".", with: "")
        guard let number = Int(digits), number > 0, number < 100_000, word.first != "0" else {
            return nil
        }
        return number
    }

    /// A thing that is counted, or persons and, within a few words, what happened to them.
    private static func thing(in words: ArraySlice<String>) -> String? {
        guard let first = words.first else { return nil }
        if let thing = things[first] { return thing }
        let rest = words.dropFirst()
        if degrees.contains(first), let second = rest.first { return things["\(first)\(second)"] }
        guard persons.contains(first) else { return nil }
        let near = Array(rest.prefix(4))
        for (index, word) in near.enumerated() {
            // Others are spoken of from here on.
            if word == "en" || word == "maar" || number(word) != nil { return nil }
            if word == "om", near[index...].starts(with: ["om", "het", "leven"]) { return "doden" }
            guard let thing = casualtyWords[word] else { continue }
            let degree = index > 0 ? near[index - 1] : ""
            let isDegree = degrees.contains(degree) && thing == "gewonden"
            return isDegree ? things["\(degree)gewonden"] : thing
        }
        return nil
    }

    /// From one on.
    static let numberWords = [
        "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
        "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
        "negentien", "twintig",
    ]

    private static let numbers: [String: Int] = {
        var numbers = Dictionary(uniqueKeysWithValues: zip(numberWords, 1...))
        // As a sentence begins with it.
        numbers["eén"] = 1
        return numbers
    }()

    private static let things: [String: String] = [
        "gewonde": "gewonden", "gewonden": "gewonden", "lichtgewonde": "lichtgewonden",
        "lichtgewonden": "lichtgewonden", "zwaargewonde": "zwaargewonden",
        "zwaargewonden": "zwaargewonden", "ernstiggewonden": "zwaargewonden", "dode": "doden",
        "doden": "doden", "vermiste": "vermisten", "vermisten": "vermisten",
        "arrestaties": "arrestaties", "aanhoudingen": "aanhoudingen",
        "arrestanten": "arrestanten", "verdachten": "verdachten", "opvarenden": "opvarenden",
        "inzittenden": "inzittenden", "drenkelingen": "drenkelingen",
        "gijzelaars": "gijzelaars", "slachtoffers": "slachtoffers", "woningen": "woningen",
        "huizen": "woningen", "gezinnen": "gezinnen", "evacués": "evacués",
    ]

    private static let degrees: Set = ["licht", "zwaar", "ernstig"]

    private static let persons: Set = [
        "mensen", "personen", "mannen", "vrouwen", "kinderen", "agenten", "militairen",
        "inwoners", "bewoners", "passagiers", "toeristen", "leerlingen", "brandweerlieden",
        "persoon", "man", "vrouw", "kind",
    ]

    private static let casualtyWords: [String: String] = [
        "gewond": "gewonden", "lichtgewond": "lichtgewonden", "zwaargewond": "zwaargewonden",
        "omgekomen": "doden", "overleden": "doden", "gedood": "doden", "vermist": "vermisten",
        "aangehouden": "aanhoudingen", "opgepakt": "aanhoudingen",
        "gearresteerd": "aanhoudingen",
    ]

    private static let vague: Set = [
        "zeker", "minstens", "minimaal", "ruim", "dan", "ongeveer", "circa", "zo’n", "zo'n",
        "bijna", "mogelijk", "maximaal", "hoogstens", "tot", "schatting", "nog", "ook", "andere",
        "eerste", "laatste", "van", "of", "à", "rond", "enkele", "geen", "onder", "bij", "elk",
        "opnieuw", "weer",
    ]

    private static let past: Set = [
        "eerder", "eerdere", "aanvankelijk", "vorig", "vorige", "destijds", "geleden", "toen",
        "sinds", "vroeger", "oefening", "of", "als", "zou", "zouden",
    ]
}

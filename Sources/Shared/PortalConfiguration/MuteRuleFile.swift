import Foundation
import PortalModel
import System

/// What the reader muted, as it stands in `filters.toml`: kept by the portal, and fit to be changed
/// by hand.
public struct MuteRuleFile: Hashable, Sendable {
    /// In the order of the file.
    public var rules: [MuteRule] = []

    /// What this version writes.
    private static let version = 1
    public static let mostRules = 5000
    /// Clusters that the words of a rule may have.
    public static let longestText = 200

    public init() {}

    /// What `text` says; nil where it says nothing that this version can read.
    ///
    /// What is wrong is left out and named; the rest holds. Linear in the length of the text.
    public static func read(
        _ text: String
    ) -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        if !reader.mistakes.isEmpty { return (nil, reader.mistakes) }
        if case .table(let table) = reader.root.value, let node = table["version"] {
            guard case .integer(let version) = node.value, version > 0 else {
                reader.note("hier hoort version = \(Self.version)", at: node)
                return (nil, reader.mistakes)
            }
            guard version <= Self.version else {
                reader.note(
                    """
                    dit bestand is van een nieuwere versie van het portaal en blijft zoals het is
                    """, at: node)
                return (nil, reader.mistakes)
            }
        }
        let root = reader.table(reader.root, known: ["version", "mute"])
        var file = MuteRuleFile()
        if let node = root["mute"] { file.rules = reader.muteRules(node) }
        return (file, reader.mistakes)
    }

    /// Reads the file at `path`, an absolute one; where there is none, nothing is muted.
    public static func load(
        from path: String
    ) -> (file: MuteRuleFile?, mistakes: [ConfigurationMistake]) {
        do throws(FileProblem) {
            guard let text = try TextFile.read(path) else { return (MuteRuleFile(), []) }
            return read(text)
        } catch {
            return (nil, [ConfigurationMistake(error)])
        }
    }

    /// As the text of a `filters.toml`, which `read` gives back as it was.
    public var text: String {
        var top: [String: TOMLNode] = ["version": TOMLNode(.integer(Self.version))]
        if !rules.isEmpty { top["mute"] = TOMLNode(.array(rules.map(\.node))) }
        return Self.heading + TOMLNode.Value.table(top).document
    }

    private static let heading = """
        # Wat je dempt: bijgehouden met x en X in het portaal; opmerkingen blijven niet staan.
        # words: een woord of zinsdeel, * aan het eind staat voor de rest van een woord
        # place: "title", "teaser" (titel en inleiding) of "everything"
        # section, source, author: alleen daar · until = "2026-12-31": tot en met die dag


        """
}

extension TOMLReader {
    fileprivate mutating func muteRules(_ node: TOMLNode) -> [MuteRule] {
        var rules: [MuteRule] = []
        var known: Set<Int64> = []
        for node in array(node) {
            guard let rule = muteRule(node) else { continue }
            guard rules.count < MuteRuleFile.mostRules else {
                note("meer dan \(MuteRuleFile.mostRules) regels kunnen er niet zijn", at: node)
                break
            }
            if known.insert(rule.id).inserted {
                rules.append(rule)
            } else {
                note("deze regel staat hier voor de tweede keer", at: node)
            }
        }
        return rules
    }

    private mutating func muteRule(_ node: TOMLNode) -> MuteRule? {
        let table = table(
            node, known: ["words", "place", "section", "source", "author", "until"])
        var texts: [String: SafeText] = [:]
        for key in ["words", "section", "source", "author"] {
            guard let node = table[key] else { continue }
            // A rule without what is wrong in it would mute more than was meant.
            guard let text = ruleText(node) else { return nil }
            texts[key] = text
        }
        var place = MuteRule.Place.teaser
        if let node = table["place"] {
            guard let text = string(node) else { return nil }
            guard let known = MuteRule.Place(rawValue: text) else {
                note("hier hoort \"title\", \"teaser\" of \"everything\"", at: node)
                return nil
            }
            place = known
        }
        var lastDay: Int?
        if let node = table["until"] {
            guard let day = day(node) else { return nil }
            lastDay = day
        }
        for key in ["words", "author"] {
            guard let text = texts[key], WordPattern(text.string) == nil else { continue }
            note("hier staat geen woord", at: table[key] ?? node)
            return nil
        }
        let rule = MuteRule(
            words: texts["words"], place: place, section: texts["section"],
            source: texts["source"], author: texts["author"], lastDay: lastDay)
        if rule == nil, case .table = node.value {
            note("deze regel zegt niet wat er te dempen is; geef bijvoorbeeld words", at: node)
        }
        return rule
    }

    private mutating func ruleText(_ node: TOMLNode) -> SafeText? {
        guard let written = string(node) else { return nil }
        let text = SafeText(line: written, limit: MuteRuleFile.longestText)
        if written.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            note("hier staan tekens die geen tekst zijn", at: node)
        } else if written.count > MuteRuleFile.longestText {
            note("dit is langer dan \(MuteRuleFile.longestText) tekens", at: node)
        } else if text.isEmpty {
            note("hier staat geen tekst", at: node)
        } else {
            return text
        }
        return nil
    }

    /// The day that is written as `2026-12-31`.
    private mutating func day(_ node: TOMLNode) -> Int? {
        guard let text = string(node) else { return nil }
        if let moment = Timestamp(iso8601: text + "T00:00:00Z") {
            return CivilTime(utc: moment).daysSinceEpoch
        }
        note("hier hoort een dag, zoals \"2026-12-31\"", at: node)
        return nil
    }
}

extension MuteRule {
    fileprivate var node: TOMLNode {
        var table: [String: TOMLNode] = [:]
        for (key, text) in [
            ("words", words), ("section", section), ("source", source), ("author", author),
        ] {
            if let text { table[key] = TOMLNode(.string(text.string)) }
        }
        if words != nil { table["place"] = TOMLNode(.string(place.rawValue)) }
        if let lastDay {
            let day = CivilTime(daysSinceEpoch: lastDay).utcTimestamp.iso8601.prefix(10)
            table["until"] = TOMLNode(.string(String(day)))
        }
        return TOMLNode(.table(table))
    }
}

extension PortalFiles {
    /// Changes what is muted, while no other process does so.
    ///
    /// - Returns: Why nothing was changed; nil when it was.
    public func changeMuteRules(_ change: (inout MuteRuleFile) -> Void) -> SafeText? {
        do throws(FileProblem) {
            let lock = try lock(muteRulesLock, for: muteRulesFile)
            let (file, mistakes) = MuteRuleFile.load(from: muteRulesFile)
            // Writing it would lose what the mistakes are about.
            guard var file, mistakes.isEmpty else {
                let mistake = mistakes.first?.wording(in: "filters.toml") ?? .empty
                return "\(mistake) Er is niets veranderd."
            }
            let before = file
            change(&file)
            guard file.rules.count <= MuteRuleFile.mostRules else {
                return """
                    In filters.toml staan al \(MuteRuleFile.mostRules) regels; haal er eerst een \
                    weg (X, dan x).
                    """
            }
            if file != before {
                try createConfigurationFolder()
                try TextFile.write(file.text, to: muteRulesFile)
            }
            _ = consume lock
            return nil
        } catch {
            return error.sentence
        }
    }
}

import PortalModel

extension PortalConfiguration {
    /// The edition of a section that names none.
    static let defaultEdition: SafeText = "NL & Wereld"

    /// Reads the text of a `portaal.toml`.
    ///
    /// What is wrong is left out, named, and replaced by the default; the rest holds. A text that
    /// is no TOML gives the defaults and one mistake. Linear in the length of the text.
    ///
    /// - Returns: The configuration, and the mistakes in the order of the text.
    public static func read(
        _ text: String
    ) -> (configuration: PortalConfiguration, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        var configuration = PortalConfiguration()
        let root = reader.table(
            reader.root, known: ["webmail", "refresh", "keep", "display", "reading", "section"])
        configuration.readWebmail(root["webmail"], with: &reader)
        configuration.readRefresh(root["refresh"], with: &reader)
        configuration.readKeep(root["keep"], with: &reader)
        configuration.readDisplay(root["display"], with: &reader)
        configuration.readReading(root["reading"], with: &reader)
        configuration.readSections(root["section"], with: &reader)
        return (configuration, reader.mistakes)
    }

    /// Reads the file at `path`, an absolute one; where there is none, that is no mistake.
    public static func load(
        from path: String
    ) -> (configuration: PortalConfiguration, mistakes: [ConfigurationMistake]) {
        do throws(ConfigurationMistake) {
            guard let text = try TextFile.read(path) else { return (PortalConfiguration(), []) }
            return read(text)
        } catch {
            return (PortalConfiguration(), [error])
        }
    }

    private mutating func readWebmail(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node else { return }
        let table = reader.table(node, known: ["zeelandnet", "delta"])
        if let address = table["zeelandnet"].flatMap({ reader.address($0) }) {
            zeelandNetWebmail = address
        }
        if let address = table["delta"].flatMap({ reader.address($0) }) { deltaWebmail = address }
    }

    private mutating func readRefresh(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node, let every = reader.table(node, known: ["every"])["every"] else { return }
        guard let text = reader.string(every) else { return }
        if text == "never" {
            refreshInterval = nil
        } else if let seconds = RefreshInterval.seconds(in: text) {
            refreshInterval = seconds
        } else {
            let given = SafeText(line: text, limit: 40)
            reader.note(
                """
                “\(given)” is geen tijd van een minuut tot een jaar; schrijf bijvoorbeeld "60m", \
                "2h" of "never".
                """,
                at: every)
        }
    }

    private mutating func readKeep(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node, let days = reader.table(node, known: ["days"])["days"] else { return }
        switch days.value {
        case .string("forever"): daysKept = nil
        case .integer(let count) where Self.keepable.contains(count): daysKept = count
        default: reader.note("Hier hoort een aantal dagen of \"forever\".", at: days)
        }
    }

    private mutating func readDisplay(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node else { return }
        let table = reader.table(node, known: ["theme", "mouse", "ascii", "hyperlinks"])
        if let name = table["theme"].flatMap({ reader.name($0) }) { theme = name }
        if let mouse = table["mouse"].flatMap({ reader.boolean($0) }) { usesMouse = mouse }
        if let value = table["ascii"].flatMap({ reader.boolean($0) }) { isASCII = value }
        if let value = table["hyperlinks"].flatMap({ reader.boolean($0) }) {
            makesHyperlinks = value
        }
    }

    private mutating func readReading(_ node: TOMLNode?, with reader: inout TOMLReader) {
        guard let node else { return }
        let table = reader.table(
            node, known: ["measure", "justify", "hyphenate", "bidi", "linear", "pictures"])
        if let node = table["measure"], let columns = reader.integer(node) {
            if Self.measures.contains(columns) {
                measure = columns
            } else {
                reader.note("Een regel telt 40 tot 72 tekens.", at: node)
            }
        }
        if let value = table["justify"].flatMap({ reader.boolean($0) }) { justifies = value }
        if let value = table["hyphenate"].flatMap({ reader.boolean($0) }) { hyphenates = value }
        if let value = table["bidi"].flatMap({ reader.boolean($0) }) { ordersText = value }
        switch table["pictures"]?.value {
        case nil, .string("auto"): break
        case .boolean(let value): showsPictures = value
        default:
            if let node = table["pictures"] {
                reader.note("Hier hoort true, false of \"auto\".", at: node)
            }
        }
        if let value = table["linear"].flatMap({ reader.boolean($0) }) { isLinear = value }
    }
}

import PortalConfiguration
import PortalCore
import PortalModel
import TextGrid

/// A theme as its file says it: colours still by their names, so that another file laid over it
/// can change what a name means.
struct ThemeDescription {
    /// A colour, or the name of one in the palette.
    enum Ink {
        case color(Color)
        case name(String)
    }

    struct Appearance {
        var foreground: Ink?
        var background: Ink?
        var attributes: TextAttributes = []
    }

    var summary: SafeText = .empty
    var palette: [String: Color] = [:]
    var parts: [Theme.Part: Appearance] = [:]

    /// The theme with every name replaced by its colour.
    func theme(named name: SafeText) -> Theme {
        Theme(
            name: name, summary: summary,
            styles: parts.mapValues { part in
                Style(
                    foreground: part.foreground.flatMap(color),
                    background: part.background.flatMap(color),
                    attributes: part.attributes)
            })
    }

    private func color(_ ink: Ink) -> Color? {
        switch ink {
        case .color(let color): color
        case .name(let name): palette[name]
        }
    }

    fileprivate static let attributes: [(name: String, attribute: TextAttributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
        ("reverse", .reverse),
    ]

    /// Reads a theme's file, described in README.md, over `start`; without one, over the built-in
    /// theme that its `base` names, else over `mono`.
    static func reading(
        _ text: String, over start: ThemeDescription?
    ) -> (description: ThemeDescription, mistakes: [ConfigurationMistake]) {
        var reader = TOMLReader(text)
        let root = reader.table(reader.root, known: ["summary", "base", "colors", "styles"])
        let base = root["base"].flatMap { reader.base($0) }
        var description =
            start ?? base ?? Themes.description(of: "mono")?.description ?? ThemeDescription()
        if let summary = root["summary"].flatMap({ reader.string($0) }) {
            description.summary = SafeText(line: summary, limit: 80)
        }
        if let colors = root["colors"] { description.readPalette(colors, with: &reader) }
        if let styles = root["styles"] { description.readParts(styles, with: &reader) }
        return (description, reader.mistakes)
    }

    private mutating func readPalette(_ node: TOMLNode, with reader: inout TOMLReader) {
        for (name, node) in reader.table(node) {
            guard let text = reader.string(node) else { continue }
            if let color = Color(hex: text) {
                palette[name] = color
            } else {
                reader.note("hier hoort een kleur als \"#0b5cad\"", at: node)
            }
        }
    }

    private mutating func readParts(_ node: TOMLNode, with reader: inout TOMLReader) {
        let known = Theme.Part.allCases.map(\.rawValue)
        for (name, node) in reader.table(node, known: known) {
            guard let part = Theme.Part(rawValue: name), case .table = node.value else {
                reader.note("hier hoort een tabel als { fg = \"#0b5cad\" }", at: node)
                continue
            }
            let table = reader.table(node, known: ["fg", "bg", "attributes"])
            parts[part] = Appearance(
                foreground: table["fg"].flatMap { reader.ink($0, from: palette) },
                background: table["bg"].flatMap { reader.ink($0, from: palette) },
                attributes: table["attributes"].map { reader.attributes($0) } ?? [])
        }
    }
}

extension TOMLReader {
    fileprivate mutating func base(_ node: TOMLNode) -> ThemeDescription? {
        guard let name = string(node) else { return nil }
        if let base = Themes.description(of: SafeText(line: name)) { return base.description }
        let hint = Themes.names.map(\.string).hint(at: name)
        note("zo heet geen ingebouwd thema; \(hint)", at: node)
        return nil
    }

    /// A colour by its digits, or by a name that stands in `palette`.
    fileprivate mutating func ink(
        _ node: TOMLNode, from palette: [String: Color]
    ) -> ThemeDescription.Ink? {
        guard let text = string(node) else { return nil }
        if let color = Color(hex: text) { return .color(color) }
        if palette[text] != nil { return .name(text) }
        let given = SafeText(line: text, limit: 40)
        guard let meant = palette.keys.sorted().nearest(to: text) else {
            note("'\(given)' is geen kleur als \"#0b5cad\" en staat niet in [colors]", at: node)
            return nil
        }
        note("'\(given)' staat niet in [colors]; bedoelde je '\(SafeText(line: meant))'?", at: node)
        return nil
    }

    fileprivate mutating func attributes(_ node: TOMLNode) -> TextAttributes {
        var attributes: TextAttributes = []
        for node in array(node) {
            guard let name = string(node) else { continue }
            if let known = ThemeDescription.attributes.first(where: { $0.name == name }) {
                attributes.insert(known.attribute)
            } else {
                let hint = ThemeDescription.attributes.map(\.name).hint(at: name)
                note("dit is onbekend; \(hint)", at: node)
            }
        }
        return attributes
    }
}

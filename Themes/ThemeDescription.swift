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

    /// How one part looks.
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
}

import PortalModel

/// Something that a reader does with keyboard or mouse.
public enum Key: Hashable, Sendable {
    /// A key that types a character: a letter, a digit, a sign or a space.
    case character(Character)
    /// A letter with Control, in lower case.
    case control(Character)
    case enter, escape, tab, backTab
    /// The keys that delete to the left and to the right.
    case backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1 to F12.
    case function(Int)
    /// The left button, pressed and released at a cell.
    case click(Point)
    /// The wheel, one notch away from the reader and towards him, at a cell.
    case wheelUp(Point), wheelDown(Point)
    /// Text that was pasted: never commands.
    case paste(SafeText)
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
    /// The key that types a character.
    public init(extendedGraphemeClusterLiteral character: Character) {
        self = .character(character)
    }
}

/// Keys as they are written in portaal.toml and in the help.
extension Key {
    private static let named: [(name: String, label: SafeText, key: Key)] = [
        ("Space", "Spatie", .character(" ")), ("Enter", "Enter", .enter), ("Esc", "Esc", .escape),
        ("Tab", "Tab", .tab), ("Shift-Tab", "Shift-Tab", .backTab),
        ("Backspace", "Backspace", .backspace), ("Delete", "Delete", .delete), ("Up", "↑", .up),
        ("Down", "↓", .down), ("Left", "←", .left), ("Right", "→", .right),
        ("PgUp", "PgUp", .pageUp), ("PgDn", "PgDn", .pageDown), ("Home", "Home", .home),
        ("End", "End", .end),
    ]

    /// The key that `name` names: a sign, `^X` for one with Control, `F1` to `F12`, or a word such
    /// as `Space` or `PgDn`; nil for any other.
    public init?(name: String) {
        if let named = Self.named.first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = named.key
        } else if name.count == 1, let character = name.first,
            SafeText(cleaning: name).string == name, !character.isWhitespace
        {
            self = .character(character)
        } else if name.utf8.count == 2, name.first == "^", let letter = name.lowercased().last,
            ("a"..."z").contains(letter)
        {
            self = .control(letter)
        } else if name.first == "F", let number = Int(name.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The key that the help writes so.
    public init?(label: some StringProtocol) {
        if let named = Self.named.first(where: { $0.label.string == label }) {
            self = named.key
        } else {
            self.init(name: String(label))
        }
    }

    /// How the help writes it.
    public var label: SafeText {
        if let named = Self.named.first(where: { $0.key == self }) { return named.label }
        return switch self {
        case .character(let character): SafeText(cleaning: String(character))
        case .control(let letter): SafeText(cleaning: "^" + letter.uppercased())
        case .function(let number): "F\(number)"
        default: .empty
        }
    }
}

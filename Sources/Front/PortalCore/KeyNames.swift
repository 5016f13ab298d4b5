import PortalModel
import TextGrid

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
    init?(name: String) {
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
    init?(label: some StringProtocol) {
        if let named = Self.named.first(where: { $0.label.string == label }) {
            self = named.key
        } else {
            self.init(name: String(label))
        }
    }

    /// How the help writes it.
    var label: SafeText {
        if let named = Self.named.first(where: { $0.key == self }) { return named.label }
        return switch self {
        case .character(let character): SafeText(cleaning: String(character))
        case .control(let letter): SafeText(cleaning: "^" + letter.uppercased())
        case .function(let number): "F\(number)"
        default: .empty
        }
    }
}

extension Command {
    /// What it is called in portaal.toml and in the help; nil for what digits do.
    var name: String? {
        switch self {
        case .moveDown: "down"
        case .moveUp: "up"
        case .pageDown: "page-down"
        case .pageUp: "page-up"
        case .toStart: "start"
        case .toEnd: "end"
        case .readOn: "read-on"
        case .open: "open"
        case .back: "back"
        case .leave: "leave"
        case .nextArticle: "next-article"
        case .previousArticle: "previous-article"
        case .nextReport: "next-version"
        case .nextPage: "next-page"
        case .previousPage: "previous-page"
        case .nextEdition: "next-edition"
        case .otherPane: "other-pane"
        case .changeListForm: "list-form"
        case .refreshPage: "refresh"
        case .refreshAll: "refresh-all"
        case .openInBrowser: "browser"
        case .copyAddress: "copy"
        case .sendOn: "send"
        case .toggleRead: "read"
        case .markReadToHere: "read-to-here"
        case .markAllRead: "read-all"
        case .choose: "choose"
        case .toggleSaved: "save"
        case .label: "label"
        case .mute: "mute"
        case .showMuted: "muted"
        case .undo: "undo"
        case .search: "search"
        case .nextHit: "next-hit"
        case .previousHit: "previous-hit"
        case .togglePictures: "pictures"
        case .compare: "compare"
        case .openWebmail: "webmail"
        case .changeWebmail: "change-webmail"
        case .chooseTheme: "theme"
        case .renameSource: "source-name"
        case .moveSource: "source-section"
        case .raiseSource: "source-up"
        case .lowerSource: "source-down"
        case .pauseSource: "source-pause"
        case .changeInterval: "source-interval"
        case .showSources: "sources"
        case .showSaved: "saved"
        case .showSettings: "settings"
        case .showHelp: "help"
        case .redraw: "redraw"
        case .suspend: "suspend"
        case .quit: "quit"
        case .page, .report: nil
        }
    }
}

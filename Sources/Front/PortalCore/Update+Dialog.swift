import PortalModel
import TextGrid

extension State {
    /// A dialog takes every key but those that end or stop the portal.
    mutating func press(_ key: Key, in dialog: Dialog) -> [Effect] {
        switch key {
        case .control("c"): return [.quit]
        case .control("z"): return [.suspend]
        case .control("l"): return [.redraw]
        default: break
        }
        switch dialog {
        case .webmail(let webmail): return press(key, in: webmail)
        case .themes(let themes): return press(key, in: themes)
        }
    }

    private mutating func press(_ key: Key, in webmail: WebmailDialog) -> [Effect] {
        guard !webmail.isStoring else { return [] }
        var webmail = webmail
        switch key {
        case .left, .right, .tab, .backTab, .character("h"), .character("l"), .up, .down:
            webmail.choice = webmail.choice == .zeelandnet ? .delta : .zeelandnet
        case .character("1"):
            webmail.choice = .zeelandnet
        case .character("2"):
            webmail.choice = .delta
        case .click(let point):
            guard let choice = WebmailDialogLayout(size, form).choice(at: point) else { return [] }
            if choice == webmail.choice { return store(webmail) }
            webmail.choice = choice
        case .enter:
            return store(webmail)
        case .escape, .character("q"):
            dialog = nil
            return []
        default:
            return []
        }
        dialog = .webmail(webmail)
        return []
    }

    /// The dialog stays until the choice is on the disk.
    private mutating func store(_ webmail: WebmailDialog) -> [Effect] {
        var webmail = webmail
        webmail.isStoring = true
        dialog = .webmail(webmail)
        return [.storeWebmail(webmail.choice)]
    }

    /// Opens the choice of themes on the one in use.
    mutating func openThemeDialog(_ themes: [Theme]) {
        guard !themes.isEmpty else { return }
        let selected = themes.firstIndex { $0.name == theme.name } ?? 0
        dialog = .themes(ThemeDialog(themes: themes, selected: selected, original: theme))
    }

    private mutating func press(_ key: Key, in choice: ThemeDialog) -> [Effect] {
        var choice = choice
        let last = choice.themes.count - 1
        switch key {
        case .down, .right, .character("j"), .character("l"), .tab, .character("t"), .wheelDown:
            choice.selected = choice.selected == last ? 0 : choice.selected + 1
        case .up, .left, .character("k"), .character("h"), .backTab, .wheelUp:
            choice.selected = choice.selected == 0 ? last : choice.selected - 1
        case .enter:
            dialog = nil
            return [.storeTheme(theme.name)]
        case .escape, .character("q"):
            theme = choice.original
            dialog = nil
            return []
        default:
            return []
        }
        theme = choice.themes[choice.selected]
        dialog = .themes(choice)
        return []
    }
}

import PortalModel
import TextGrid

extension State {
    /// Puts the article that is read beside another version of it, if there is one.
    mutating func compare(_ versions: [Version]) {
        guard versions.count > 1 else {
            notice = Notice(text: Wording.nothingToCompare, isProblem: false)
            return
        }
        screens.append(.comparison(CompareScreen(versions, in: self)))
    }

    mutating func perform(_ command: Command, on screen: CompareScreen) -> [Effect] {
        var screen = screen
        let page = max(1, layout.main.height - CompareHead.height(of: screen.text) - 2)
        switch command {
        case .back, .leave:
            pop()
            return []
        case .moveDown: screen.scroll(to: screen.top + 1, in: self)
        case .moveUp: screen.scroll(to: screen.top - 1, in: self)
        case .pageDown: screen.scroll(to: screen.top + page, in: self)
        case .pageUp: screen.scroll(to: screen.top - page, in: self)
        case .toStart: screen.scroll(to: 0, in: self)
        case .toEnd: screen.scroll(to: .max, in: self)
        case .nextVersion:
            guard screen.versions.count > 2 else {
                notice = Notice(text: Wording.noOtherVersion, isProblem: false)
                return []
            }
            screen.choose(screen.chosen % (screen.versions.count - 1) + 1, in: self)
        case .version(let number): screen.choose(number - 1, in: self)
        default: return []
        }
        replaceTop(with: .comparison(screen))
        return []
    }
}

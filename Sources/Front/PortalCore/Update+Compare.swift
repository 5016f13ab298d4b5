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
        case .nextVersion:
            guard screen.versions.count > 2 else {
                notice = Notice(text: Wording.noOtherVersion, isProblem: false)
                return []
            }
            screen.choose(screen.chosen % (screen.versions.count - 1) + 1, in: self)
        case .version(let number): screen.choose(number - 1, in: self)
        default:
            guard let row = command.moved(screen.top, byPageOf: page) else { return [] }
            screen.scroll(to: row, in: self)
        }
        replaceTop(with: .comparison(screen))
        return []
    }
}

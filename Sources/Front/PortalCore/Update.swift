import PortalModel
import TextGrid

/// Takes in one event: changes `state` and returns what is to be done outside it.
///
/// Pure: no clock, no disk, no terminal. The answers to the effects come as later events.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    var effects = state.take(event)
    effects += state.requestSidebar()
    return effects
}

extension State {
    fileprivate mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .started:
            return loadList() + refreshIfDue()
        case .keyPressed(let key):
            return press(key)
        case .resized(let size):
            resize(to: size)
            return []
        case .clockRead(let moment):
            now = moment
            return refreshIfDue()
        case .headlinesLoaded(let piece):
            return take(piece)
        case .justInLoaded(let headlines):
            justIn = headlines
            return []
        case .moreLoaded(let section, let headlines, let read):
            more[section] = headlines
            self.read.formUnion(read)
            return []
        case .articleLoaded(let article, let replacing):
            return show(article, replacing: replacing)
        case .webmailStored(let provider, let problem):
            webmail = provider
            dialog = nil
            notice = Notice(
                text: problem ?? Wording.webmailChosen(provider), isProblem: problem != nil)
            return []
        case .courierTold(let message):
            return take(message)
        case .sourcesLoaded(let sources):
            showSources(sources)
            return []
        case .themesLoaded(let themes):
            openThemeDialog(themes)
            return []
        case .browserOpened(let address):
            notice = Notice(text: Wording.opens(address.host), isProblem: false)
            return []
        case .browserMissing(let address):
            notice = Notice(text: Wording.copied(address.text), isProblem: false)
            return [.copy(address)]
        case .copyWanted(let address):
            notice = Notice(text: Wording.copied(address.text), isProblem: false)
            return [.copy(address)]
        case .problemArose(let sentence):
            notice = Notice(text: sentence, isProblem: true)
            return []
        case .endRequested:
            return [.quit]
        }
    }

    /// A key goes to the dialog, else to the screen on top, else to the table of all keys.
    private mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        if let dialog { return press(key, in: dialog) }
        switch key {
        case .click(let point): return click(point)
        case .wheelDown: return wheel(by: 3)
        case .wheelUp: return wheel(by: -3)
        case .paste: return []
        default: break
        }
        if case .article = top, let effects = typeLinkNumber(key) { return effects }
        let place: KeyTable.Place = if case .article = top { .article } else { .everywhere }
        guard let command = KeyTable.command(for: key, in: place) else { return [] }
        return perform(command)
    }

    private mutating func resize(to size: Size) {
        self.size = size
        fitArticle()
        keepSelectionVisible()
    }
}

import PortalModel
import TextGrid

/// Takes in one event: changes `state` and returns what is to be done outside it.
///
/// Pure: no clock, no disk, no terminal. The answers to the effects come as later events.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    var effects = state.take(event)
    effects += state.requestSidebar()
    effects += state.requestPicture()
    // The time moves no headline, and comes before every key.
    if case .clockRead = event { return effects }
    state.keepSetHeadlines()
    return effects
}

extension State {
    fileprivate mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .started:
            return loadList() + begin()
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
        case .newestLoaded(let piece):
            return takeNewest(piece)
        case .justInLoaded(let headlines):
            justIn = headlines
            return []
        case .moreLoaded(let section, let headlines, let marks):
            more[section] = headlines
            take(marks)
            return []
        case .articleLoaded(let loaded, let replacing):
            return show(loaded, replacing: replacing)
        case .versionLoaded(let loaded):
            return showVersion(loaded)
        case .articleReloaded(let article):
            renew(with: article)
            return []
        case .comparisonLoaded(let versions):
            compare(versions)
            return []
        case .found(let query, let headlines, let marks):
            takeFound(query, headlines, marks)
            return []
        case .savedLoaded(let headlines, let marks):
            showSaved(headlines, marks)
            return []
        case .performed(let act):
            take(act)
            return []
        case .undone(let act):
            takeUndone(act)
            return []
        case .openedMarked(let article):
            read.insert(article)
            return []
        case .themeStored(let name):
            guard case .settings = top else {
                notice = Notice(text: Wording.themeChosen(name), isProblem: false)
                return []
            }
            return []
        case .delayed(let effect):
            notice = Notice(text: Wording.waits, isProblem: false)
            return [.retry(effect)]
        case .waited:
            notice = nil
            return []
        case .allMarkedRead(let articles):
            return takeAllRead(articles)
        case .webmailStored(let provider, let problem):
            webmail = provider
            dialog = nil
            notice = Notice(
                text: problem ?? Wording.webmailChosen(provider), isProblem: problem != nil)
            return []
        case .courierTold(let message):
            return take(message)
        case .roundEnded(let problem, let lastChecked):
            return endRound(problem, lastChecked)
        case .pagesEnded(let articles, let problem):
            pagesUnderWay.subtract(articles)
            if let problem { notice = Notice(text: problem.sentence, isProblem: true) }
            return []
        case .pageWanted(let article):
            return fetchPages(of: [article])
        case .sourcesLoaded(let sources):
            showSources(sources)
            return []
        case .sourcesDiffer:
            return refreshAhead()
        case .themesLoaded(let themes):
            takeThemes(themes)
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
        if let effects = type(key) { return effects }
        if let effects = changeSetting(key) { return effects }
        switch key {
        case .click(let point): return click(point)
        case .wheelDown: return wheel(by: 3)
        case .wheelUp: return wheel(by: -3)
        case .paste: return []
        default: break
        }
        if case .article = top, let effects = typeLinkNumber(key) { return effects }
        guard let command = KeyTable.command(for: key, in: places) else { return [] }
        return perform(command)
    }

    /// Whose keys hold, the most particular first.
    private var places: [KeyTable.Place] {
        switch top {
        case .article(let screen) where !screen.query.isEmpty: [.search, .article, .everywhere]
        case .article: [.article, .everywhere]
        case .comparison: [.comparison, .everywhere]
        case .results(let screen) where screen.kind == .search: [.search, .everywhere]
        case .list, .results, .help, .sources, .settings: [.everywhere]
        }
    }

    private mutating func resize(to size: Size) {
        self.size = size
        fit()
    }
}

import PortalModel
import TextGrid

extension State {
    /// Does what a key asks for, wherever the reader is.
    mutating func perform(_ command: Command) -> [Effect] {
        switch command {
        case .page(let number):
            return openPage(number: number)
        case .nextPage:
            return openPage(beside: 1)
        case .previousPage:
            return openPage(beside: -1)
        case .nextEdition:
            editionIndex = (editionIndex + 1) % editions.count
            return open(frontPage)
        case .refreshAll:
            return refresh(nil)
        case .refreshPage:
            return refreshPage()
        case .openWebmail:
            guard let webmail else { return perform(.changeWebmail) }
            return [.openWebmail(webmail)]
        case .changeWebmail:
            dialog = .webmail(WebmailDialog(choice: webmail ?? .zeelandnet))
            return []
        case .chooseTheme:
            return [.loadThemes]
        case .search:
            return openSearch()
        case .showSaved:
            if case .results(let screen) = top, screen.kind == .saved { return [] }
            return [.loadSaved]
        case .markAllRead:
            return [.markAllRead(list.page)]
        case .toggleRead:
            guard let id = selectedHeadline?.id else { return [] }
            return [.perform(.markedRead([id], !read.contains(id)))]
        case .toggleSaved:
            guard let id = selectedHeadline?.id else { return [] }
            return [.perform(.saved(id, !saved.contains(id)))]
        case .undo:
            return undo()
        case .showSources:
            return [.loadSources]
        case .showSettings:
            return openSettings()
        case .showHelp:
            if case .help = top { return [] }
            screens.append(.help(ScrolledScreen()))
            return []
        case .redraw:
            return [.redraw]
        case .suspend:
            return [.suspend]
        case .quit:
            return [.quit]
        case .openInBrowser:
            return selectedHeadline.map { [.openArticle($0.id)] } ?? []
        case .copyAddress:
            return selectedHeadline.map { [.copyArticle($0.id)] } ?? []
        default:
            return performOnTop(command)
        }
    }

    private mutating func performOnTop(_ command: Command) -> [Effect] {
        switch top {
        case .list: performOnList(command)
        case .article(let screen): perform(command, on: screen)
        case .comparison(let screen): perform(command, on: screen)
        case .results: performOnResults(command)
        case .help, .sources, .settings: performOnRows(command)
        }
    }

    /// Leaves the screen on top; the one below is as it was, fitted to the window as it is.
    mutating func pop() {
        guard screens.count > 1 else { return }
        screens.removeLast()
        fit()
    }

    /// Fits the screen on top to the window: its text, and its selection into sight. A window too
    /// small for it changes nothing.
    mutating func fit() {
        guard !Layout.isTooSmall(size) else { return }
        let rows = layout.belowTitle.height
        switch top {
        case .article(var screen):
            screen.fit(layout, in: self)
            replaceTop(with: .article(screen))
        case .comparison(var screen):
            screen.fit(in: self)
            replaceTop(with: .comparison(screen))
        case .results(var screen):
            screen.keepSelectionVisible(layout)
            replaceTop(with: .results(screen))
        case .help(var screen):
            screen.keepFilled(layout)
            replaceTop(with: .help(screen))
        case .sources(var screen):
            screen.keepSelectionVisible(rows: rows)
            replaceTop(with: .sources(screen))
        case .settings(var screen):
            screen.keepSelectionVisible(rows: rows)
            replaceTop(with: .settings(screen))
        case .list:
            keepSelectionVisible()
        }
    }

    mutating func replaceTop(with screen: Screen) {
        screens[screens.count - 1] = screen
    }

    /// The headline that the keys of the screen on top are about.
    var selectedHeadline: Headline? {
        switch top {
        case .list(let list):
            list.pane == .main ? list.selection : headlineOfSidebar(list.sidebarSelected)
        case .article(let screen):
            screen.pane == .main
                ? screen.article.headline : headlineOfSidebar(screen.sidebarSelected)
        case .results(let screen):
            screen.headlines.indices.contains(screen.selected)
                ? screen.headlines[screen.selected] : nil
        case .comparison, .help, .sources, .settings:
            nil
        }
    }

    func headlineOfSidebar(_ index: Int) -> Headline? {
        let headlines = sidebarHeadlines
        return headlines.indices.contains(index) ? headlines[index] : nil
    }

    private mutating func openPage(number: Int) -> [Effect] {
        guard number > 1 else { return open(frontPage) }
        guard edition.sections.indices.contains(number - 2) else { return [] }
        return open(.section(edition.sections[number - 2].id))
    }

    private mutating func openPage(beside step: Int) -> [Effect] {
        let count = edition.sections.count + 1
        let current =
            edition.sections.firstIndex { .section($0.id) == list.page }.map { $0 + 1 } ?? 0
        return openPage(number: (current + step + count) % count + 1)
    }

    private mutating func open(_ page: NewsPage) -> [Effect] {
        screens = [.list(ListScreen(page: page))]
        return loadList() + [.storePage(page)]
    }
}

import PortalModel
import TextGrid
import Typesetting

extension State {
    /// Puts an article on top of the screens or, when `replacing`, in place of those there.
    mutating func show(_ loaded: LoadedArticle?, replacing: Bool) -> [Effect] {
        guard let loaded else {
            notice = Notice(text: Wording.articleGone, isProblem: true)
            return []
        }
        var query = SafeText.empty
        if case .results(let results) = top { query = results.query }
        if replacing { screens.removeSubrange(1...) }
        return put(loaded, query: query)
    }

    /// Puts another report of a story in the place of the one that is on top of the screens.
    mutating func showVersion(_ loaded: LoadedArticle?) -> [Effect] {
        guard case .article(let screen) = top else { return [] }
        guard let loaded else {
            notice = Notice(text: Wording.articleGone, isProblem: true)
            return []
        }
        screens.removeLast()
        return put(loaded, query: screen.query)
    }

    private mutating func put(_ loaded: LoadedArticle, query: SafeText) -> [Effect] {
        let article = loaded.article
        if loaded.isSaved { saved.insert(article.id) }
        let layout = Layout(self, showsPages: size.height >= 30, showsSidebar: true)
        var screen = ArticleScreen(
            article: article,
            text: SetArticle(
                article.body, layout.measure, typography, language: article.language),
            others: loaded.others, asOf: builtIn?.moment, query: query)
        if loaded.block > 0 { screen.scroll(toBlock: loaded.block, layout, in: self) }
        screens.append(.article(screen))
        let effects = fetchPages(around: article)
        return read.contains(article.id) ? effects : effects + [.markOpened(article.id)]
    }

    mutating func perform(_ command: Command, on screen: ArticleScreen) -> [Effect] {
        var screen = screen
        defer {
            if case .article = top { replaceTop(with: .article(screen)) }
        }
        switch command {
        case .leave,
            .back where screen.pane == .main:
            pop()
            if case .article(let below) = top { screen = below }
            return []
        case .back:
            screen.pane = .main
            return []
        case .otherPane:
            if screen.pane == .sidebar {
                screen.pane = .main
            } else if !sidebarHeadlines.isEmpty {
                screen.pane = .sidebar
                screen.revealSidebarSelection(in: self)
            }
            return []
        case .compare:
            return [.loadComparison(screen.article.id)]
        case .togglePictures:
            togglePictures(on: &screen)
            return []
        case .nextArticle:
            return openNeighbour(of: screen, by: 1)
        case .previousArticle:
            return openNeighbour(of: screen, by: -1)
        case .nextVersion:
            guard let next = screen.others.first else {
                notice = Notice(text: Wording.noVersions, isProblem: false)
                return []
            }
            return [.loadVersion(next.id)]
        case .nextHit:
            screen.scrollToHit(from: screen.top, by: 1, in: self)
            return storePosition(of: screen)
        case .previousHit:
            screen.scrollToHit(from: screen.top, by: -1, in: self)
            return storePosition(of: screen)
        default:
            break
        }
        if screen.pane == .sidebar {
            if command == .open {
                return headlineOfSidebar(screen.sidebarSelected)
                    .map { [.loadArticle($0.id, replacing: false)] } ?? []
            }
            screen.sidebarSelected = moved(screen.sidebarSelected, by: command)
            screen.revealSidebarSelection(in: self)
            return []
        }
        let page = max(1, layout.main.height - 2)
        if command == .readOn, screen.top >= screen.lastTop(in: self) {
            return openNextUnread(after: screen)
        }
        guard let row = command.moved(screen.top, byPageOf: page) else { return [] }
        screen.scroll(to: row, in: self)
        return storePosition(of: screen)
    }

    func storePosition(of screen: ArticleScreen) -> [Effect] {
        [.storePosition(screen.article.id, block: screen.block(in: self))]
    }

    /// Takes the digits of a link's number, and what is to be done with it after them: Enter or the
    /// key for the browser opens it, that for copying copies it. Nil for any other key.
    mutating func typeLinkNumber(_ key: Key) -> [Effect]? {
        guard case .article(var screen) = top else { return nil }
        defer { replaceTop(with: .article(screen)) }
        let links = screen.text.text.links
        if case .character(let digit) = key, ("0"..."9").contains(digit) {
            let places = max(3, String(links.count).count)
            screen.linkDigits = String((screen.linkDigits + String(digit)).suffix(places))
            let number = Int(screen.linkDigits) ?? 0
            notice =
                links.indices.contains(number - 1)
                ? Notice(
                    text: Wording.openLink(number, host: links[number - 1].host), isProblem: false)
                : Notice(text: Wording.noLink(number), isProblem: true)
            return []
        }
        guard let number = Int(screen.linkDigits) else { return nil }
        screen.linkDigits = ""
        let command = KeyTable.command(for: key, in: [.everywhere])
        switch key {
        case .escape, .backspace: return []
        case _ where key == .enter || command == .openInBrowser || command == .copyAddress:
            guard links.indices.contains(number - 1) else {
                notice = Notice(text: Wording.noLink(number), isProblem: true)
                return []
            }
            let address = links[number - 1]
            guard command == .copyAddress else { return [.openInBrowser(address)] }
            notice = Notice(text: Wording.copied(address.text), isProblem: false)
            return [.copy(address)]
        default: return nil
        }
    }

    private mutating func openNeighbour(of screen: ArticleScreen, by step: Int) -> [Effect] {
        let index = list.headlines.firstIndex { $0.id == screen.article.id } ?? list.selected
        guard list.headlines.indices.contains(index + step) else {
            notice = Notice(text: Wording.noMoreArticles, isProblem: false)
            return []
        }
        return openFromList(index + step)
    }

    private mutating func openNextUnread(after screen: ArticleScreen) -> [Effect] {
        let index = list.headlines.firstIndex { $0.id == screen.article.id } ?? list.selected
        let next = list.headlines.indices.first { position in
            position > index && !read.contains(list.headlines[position].id)
        }
        guard let next else {
            notice = Notice(text: Wording.lastArticle, isProblem: false)
            return []
        }
        return openFromList(next)
    }

    private mutating func openFromList(_ index: Int) -> [Effect] {
        list.isFresh = false
        select(index)
        return [.loadArticle(list.headlines[index].id, replacing: true)] + loadFurther()
    }
}

extension ArticleScreen {
    /// Sets the text anew for another layout or typography; the block that was on top stays there,
    /// and a selected headline below the article stays in sight.
    mutating func fit(_ layout: Layout, in state: State) {
        if layout.measure != text.measure || state.typography != text.typography {
            let line = top - ArticlePage.bodyStart(of: self, state, measure: text.measure)
            let block = text.text.lines.indices.contains(line) ? text.text.lines[line].block : nil
            text = SetArticle(
                article.body, layout.measure, state.typography, isDutch: text.isDutch,
                picture: text.picture)
            if let block { scroll(toBlock: block, layout, in: state) }
        }
        if !state.showsPictures { show(nil, in: state) }
        if text.picture == nil { pictureOrder = nil }
        scroll(to: top, layout, in: state)
        if pane == .sidebar { revealSidebarSelection(in: state) }
    }

    /// Brings the first line of a top-level block to the top of the screen.
    mutating func scroll(toBlock block: Int, _ layout: Layout, in state: State) {
        text.set(article.body, upToBlock: block)
        guard let first = text.text.lines.firstIndex(where: { $0.block >= block }) else { return }
        let start = ArticlePage.bodyStart(of: self, state, measure: text.measure)
        scroll(to: start + first, layout, in: state)
    }

    /// The top-level block on top of the screen; 0 as long as the title is in sight, and the last
    /// one where what follows the text is.
    func block(in state: State) -> Int {
        let line = top - ArticlePage.bodyStart(of: self, state, measure: text.measure)
        guard line >= 0, let last = text.text.lines.last else { return 0 }
        return text.text.lines.indices.contains(line) ? text.text.lines[line].block : last.block
    }

    /// Brings the next row with a word that was searched for to the top of the screen.
    mutating func scrollToHit(from row: Int, by step: Int, in state: State) {
        if !query.isEmpty { text.set(article.body, upTo: .max) }
        let page = ArticlePage(self, state: state, layout: state.layout)
        func isHit(_ row: Int) -> Bool { !SearchHits(of: query, in: page[row].text).isEmpty }
        let next =
            step > 0
            ? page.indices.dropFirst(row + 1).first(where: isHit)
            : page.indices.prefix(row).last(where: isHit)
        if let next { scroll(to: next, in: state) }
    }

    /// The highest row that may be on top of the screen.
    func lastTop(in state: State) -> Int {
        lastTop(state.layout, in: state)
    }

    mutating func scroll(to row: Int, in state: State) {
        scroll(to: row, state.layout, in: state)
    }

    /// Where there is no sidebar, brings the selected headline below the article into view.
    mutating func revealSidebarSelection(in state: State) {
        let layout = state.layout
        guard layout.sidebar == nil,
            let rows = ArticlePage(self, state: state, layout: layout)
                .rows(ofItem: sidebarSelected)
        else { return }
        let height = layout.main.height
        if rows.lowerBound < top + 2 { top = max(0, rows.lowerBound - 2) }
        if rows.upperBound > top + height { top = rows.upperBound - height }
    }

    private func lastTop(_ layout: Layout, in state: State) -> Int {
        let page = ArticlePage(self, state: state, layout: layout)
        return max(0, page.indices.count - layout.main.height)
    }

    private mutating func scroll(to row: Int, _ layout: Layout, in state: State) {
        text.set(article.body, upTo: row)
        top = max(0, min(row, lastTop(layout, in: state)))
    }
}

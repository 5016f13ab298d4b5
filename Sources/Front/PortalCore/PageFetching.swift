import PortalModel
import TextGrid

extension State {
    /// Sends the courier for the page of an article that is opened, and for those of its
    /// neighbours in the list, which the reader is likely to open next, as far as they have not
    /// been asked for yet.
    mutating func fetchPages(around article: Article) -> [Effect] {
        var articles = [article.id]
        if let index = list.headlines.firstIndex(where: { $0.id == article.id }) {
            articles += [index + 1, index - 1].filter(list.headlines.indices.contains)
                .map { list.headlines[$0].id }.filter { !pagesAsked.contains($0) }
        }
        return fetchPages(of: articles)
    }

    /// Sends the courier for the pages of those of `articles` that it is not on the way to.
    mutating func fetchPages(of articles: [ArticleID]) -> [Effect] {
        let articles = articles.filter { !pagesUnderWay.contains($0) }
        guard !articles.isEmpty else { return [] }
        pagesUnderWay.formUnion(articles)
        pagesAsked.formUnion(articles)
        return [.fetchPages(articles)]
    }

    /// Handles what came of a page: an article that is open or saved is loaded again.
    mutating func handlePage(_ report: PageReport) -> [Effect] {
        let article = report.article
        pageProblems[article] = report.problem
        let isOpen = screens.contains { screen in
            (screen as? ArticleScreen)?.article.id == article
        }
        // That it is fetched is said until the new text is there.
        if !isOpen { pagesUnderWay.remove(article) }
        let compared = (top as? ComparisonScreen)?.articles ?? []
        let isCompared = compared.contains(article) && report.problem == nil
        let isKept = saved.contains(article) && report.problem == nil
        // One that was read may be another now.
        let isReadAgain = !isOpen && report.problem == nil && read.contains(article)
        return (isOpen || isKept ? [.reloadArticle(article)] : [])
            + (isReadAgain ? readAgain() : [])
            + (isCompared ? [.loadComparison(compared[0])] : [])
    }

    /// Puts the new text in the place of the old one, without moving the lines that are read. It
    /// counts as read as it is now.
    mutating func renew(with article: Article?) -> [Effect] {
        guard let article else { return [] }
        let former = self
        var effects: [Effect] = []
        pagesUnderWay.remove(article.id)
        renewPreview(of: article.id)
        for index in screens.indices {
            guard var screen = screens[index] as? ArticleScreen, screen.article.id == article.id
            else { continue }
            screen.renew(with: article, from: former, to: self)
            screens[index] = screen
            effects.append(.markOpened(article.id))
        }
        let isKept = saved.contains(article.id) && pageProblems[article.id] == nil
        return isKept ? effects + [.updateSaved(article)] : effects
    }

    /// Takes in how often an article was changed by now. One that is open stays as it is: the
    /// status line says that it was changed, and what it is now is read with the comparison.
    mutating func noteChanges(_ changes: Changes?, of article: ArticleID) {
        for index in screens.indices {
            guard var screen = screens[index] as? ArticleScreen, screen.article.id == article,
                let changes, changes.count > screen.changes?.count ?? 0
            else { continue }
            screen.changedAt = changes.last
            screen.changes = changes
            screens[index] = screen
        }
    }
}

extension ArticleScreen {
    /// Something on the page stays on its row of the screen: the selected headline below the text,
    /// else what follows the text when that is what is read, else the first paragraph in sight
    /// that the new text has too. What the feed gave is, as a rule, the beginning of what the page
    /// gives; but something may stand before it there. From the beginning nothing is moved: the
    /// title stays in sight.
    fileprivate mutating func renew(with renewed: Article, from former: State, to state: State) {
        let before = self
        let isSamePicture =
            article.body.leadPicture?.address == renewed.body.leadPicture?.address
        article = renewed
        (changedAt, hitRow) = (nil, nil)
        if let changes = renewed.changes, changes.count > self.changes?.count ?? 0 {
            self.changes = changes
            isChanged = lastReading != nil
        }
        text = ArticleLayout(
            renewed.body, text.measure, text.typography, language: renewed.language,
            picture: isSamePicture ? text.picture : nil)
        if isSamePicture, text.picture == nil {
            // It is still on its way.
            let rows = before.text.pictureLines.isEmpty ? 0 : pictureOrder?.rows ?? 0
            text.makeRoom(rows: rows, in: renewed.body)
        }
        text.typeset(article.body, upTo: before.text.text.lines.count)
        guard top > 0 || pane == .sidebar else { return }
        top += before.shift(in: former, to: self, in: state)
        top = max(0, min(top, lastTop(in: state)))
    }

    /// By how many rows what is read stands lower on the page of `renewed`.
    private func shift(
        in state: State, to renewed: ArticleScreen, in renewedState: State
    ) -> Int {
        if pane == .sidebar, let row = rowOfSelection(in: state),
            let renewedRow = renewed.rowOfSelection(in: renewedState)
        {
            return renewedRow - row
        }
        let end = bodyStart(in: state) + text.text.lines.count
        if top >= end { return renewed.text.text.lines.count - text.text.lines.count }
        let renewedBeginnings = renewed.beginnings(in: renewedState)
        for beginning in beginnings(in: state) where beginning.row >= top {
            if let same = renewedBeginnings.first(where: { $0.words == beginning.words }) {
                return same.row - beginning.row
            }
        }
        return 0
    }

    /// The first row of the selected headline below the text; nil where those stand beside it.
    private func rowOfSelection(in state: State) -> Int? {
        ArticlePage(self, state: state, layout: Self.layout(in: state))
            .rows(ofItem: sidebarSelected)?.lowerBound
    }

    /// The rows of the page on which paragraphs begin, with their first words.
    private func beginnings(in state: State) -> [(row: Int, words: Substring)] {
        let start = bodyStart(in: state)
        let lines = text.text.lines.map(\.text)
        return lines.indices.compactMap { index in
            guard !lines[index].isEmpty, index == 0 || lines[index - 1].isEmpty else { return nil }
            return (start + index, lines[index].prefix(20))
        }
    }
}

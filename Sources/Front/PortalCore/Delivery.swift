import PortalModel
import TextGrid

public struct DeliveryState: Hashable, Sendable {
    /// When any source last gave a feed, or said that nothing had changed.
    var lastDelivered: Timestamp?
    /// When the courier was last sent, in this session or by an earlier one.
    var lastAttempt: Timestamp?
    /// How far the round is that goes on; nil when none does.
    var progress: DeliveryProgress?
    /// How the last round of this session went.
    var lastRound: RoundTotals?
    /// How many sources failed the last time that they were asked, counted after that round.
    var failing: Int?
    /// Whether no source could be reached in it.
    var isOffline = false
    var wasManual = false

    /// Whether a round should begin by itself, `interval` seconds after the last; nil for never.
    func isDue(at now: Timestamp, every interval: Int64?) -> Bool {
        guard let interval, progress == nil else { return false }
        return lastAttempt.map { now - $0 >= interval } ?? true
    }

    /// Puts the next round that begins by itself off to `seconds` from now.
    mutating func postpone(by seconds: Int64, from now: Timestamp, every interval: Int64?) {
        guard let interval else { return }
        lastAttempt = now + min(0, seconds - interval)
    }

    public init(lastDelivered: Timestamp? = nil) {
        self.lastDelivered = lastDelivered
        lastAttempt = lastDelivered
    }
}

struct DeliveryProgress: Hashable, Sendable {
    let isManual: Bool
    /// The one source that the reader asked for; nil where there are more.
    var source: SourceHealth?
    /// Sources asked; nil until the courier has counted them.
    var total: Int?
    var done = 0
    /// Those of them that no connection led to.
    var unreached = 0
}

extension DeliveryProblem {
    /// Whether there may be no internet: where it is so with all sources, there is none.
    public var isUnreached: Bool { code == .hostNotFound || code == .noConnection }
}

extension State {
    /// Sends the courier first thing, if the interval has passed or the configuration has changed.
    mutating func begin() -> [Effect] {
        guard !sharesNews else { return [] }
        let effects = refreshIfDue()
        let isEarly = effects.isEmpty && settings.refreshInterval != nil
        return (isEarly ? [.compareSources] : effects) + [.compareMuteRules]
    }

    /// Whether sources are asked without the reader's doing anything.
    var fetchesByItself: Bool { sharesNews || settings.refreshInterval != nil }

    /// Sends the courier before the interval has passed.
    mutating func refreshAhead() -> [Effect] {
        delivery.progress == nil && !sharesNews ? send(to: nil, isManual: false) : []
    }

    mutating func refreshIfDue() -> [Effect] {
        guard !sharesNews, delivery.isDue(at: now, every: settings.refreshInterval) else {
            return []
        }
        return send(to: nil, isManual: false)
    }

    mutating func refresh(_ section: SectionID?) -> [Effect] {
        canRefresh() ? send(to: section, isManual: true) : []
    }

    mutating func refresh(only source: SourceHealth) -> [Effect] {
        guard !source.source.isPaused else {
            tell(Wording.isPaused(source.source.name))
            return []
        }
        guard canRefresh() else { return [] }
        delivery.progress = DeliveryProgress(isManual: true, source: source)
        return [.refreshSource(source.source.id)]
    }

    /// Whether the courier can be sent; if not, the reader is told why.
    private mutating func canRefresh() -> Bool {
        guard sharesNews || delivery.progress != nil else { return true }
        tell(sharesNews ? DeliveryProblem(.sharedNews).sentence : Wording.alreadyRefreshing)
        return false
    }

    mutating func refreshPage() -> [Effect] {
        switch list.page {
        case .front: refresh(nil)
        case .section(let id):
            // What a search finds may come of any source.
            refresh(edition.sections.first { $0.id == id }?.query == nil ? id : nil)
        }
    }

    mutating func handle(_ message: CourierMessage) -> [Effect] {
        switch message {
        case .started(let sources):
            delivery.progress?.total = sources
            return []
        case .source(let report):
            delivery.progress?.done += 1
            if report.problem?.isUnreached == true { delivery.progress?.unreached += 1 }
            var effects: [Effect] = report.new + report.changed > 0 ? showDelivered() : []
            if report.changed > 0 { effects += lookForChanges() }
            if top is SourcesScreen { effects.append(.loadSources) }
            return effects
        case .page(let report):
            return handlePage(report)
        case .picture:
            // It is told with what was asked for.
            return []
        case .filtered(let report):
            return handleFiltered(report)
        case .finished(let round):
            delivery.lastRound = round
            let reached = round.fetched + round.unchanged
            delivery.isOffline =
                reached == 0 && round.failed > 1 && delivery.progress?.unreached == round.failed
            delivery.wasManual = delivery.progress?.isManual == true
            return []
        case .failed(let problem):
            fail(problem)
            return []
        }
    }

    /// Takes in that the courier has ended. All is read again, since others may have delivered too.
    mutating func endRound(
        _ problem: DeliveryProblem?, _ lastDelivered: Timestamp?, failing: Int?
    ) -> [Effect] {
        // What the reader waited for takes the place of what was said meanwhile.
        if delivery.progress?.isManual == true, notice?.isProblem == false { notice = nil }
        // What another's round brought is counted with what is new in the list.
        if delivery.progress == nil { delivery.lastRound = nil }
        if let problem { fail(problem) }
        if let lastDelivered { delivery.lastDelivered = lastDelivered }
        delivery.failing = failing
        tellNotAsked()
        var effects = keepsBuiltIn ? [] : readAgain() + lookForChanges()
        if top is SourcesScreen { effects.append(.loadSources) }
        delivery.progress = nil
        return effects
    }

    /// Says so where the one source that the reader asked for was not asked.
    private mutating func tellNotAsked() {
        guard let progress = delivery.progress, let source = progress.source, progress.total == 0
        else { return }
        tell(Wording.notAsked(source, isWaiting: delivery.lastRound?.waiting ?? 0 > 0, at: now))
    }

    /// Shows other sections than before, and still the same page where it is among them.
    mutating func show(_ editions: [Edition]) -> [Effect] {
        guard !editions.isEmpty, editions != self.editions else { return [] }
        self.editions = editions
        forgetPreviousLists()
        let index = editionIndex(of: list.page)
        editionIndex = index ?? 0
        if index == nil { list = ListScreen(page: frontPage) }
        return readAgain()
    }

    private mutating func fail(_ problem: DeliveryProblem) {
        if problem.code == .busy, delivery.progress?.isManual == false {
            // What the other courier brings is worth a look soon.
            delivery.postpone(by: 60, from: now, every: settings.refreshInterval)
        } else {
            tellProblem(problem.sentence)
        }
    }

    private mutating func send(to section: SectionID?, isManual: Bool) -> [Effect] {
        delivery.progress = DeliveryProgress(isManual: isManual)
        delivery.lastAttempt = now
        return [.refresh(section, isManual: isManual)]
    }

    private mutating func showDelivered() -> [Effect] {
        guard !keepsBuiltIn else {
            // The news waits above until the reader goes there.
            list.hasUncountedAbove = true
            return []
        }
        return readAgain()
    }

    /// The built-in edition gives way to news unless the reader is at work in it.
    private var keepsBuiltIn: Bool {
        let isAtWork = list.selected > 0 || !screens.isEmpty
        return builtIn != nil && isAtWork && delivery.progress?.isManual == false
    }

    /// Looks whether the article on top is one of those that were changed.
    private func lookForChanges() -> [Effect] {
        (top as? ArticleScreen).map { [.lookForChanges($0.article.id)] } ?? []
    }

    mutating func readAgain() -> [Effect] {
        forgetSidebar()
        return [.loadNewest(list.page, count: list.pieceCount(in: self))]
    }

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
        page(in: state).rows(ofItem: sidebarSelected)?.lowerBound
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

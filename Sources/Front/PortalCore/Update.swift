import PortalModel
import TextGrid

/// Handles one event: changes `state` and returns what is to be done outside it.
///
/// Pure: no clock, no disk, no terminal. The answers to the effects come as later events.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    var effects = state.handle(event)
    effects += state.requestPreview()
    effects += state.requestSidebar()
    effects += state.requestPicture() + state.findFrontPicture()
    // The time moves no headline, and comes before every key.
    if case .clockRead = event { return effects }
    state.keepHeadlineLines()
    return effects
}

extension State {
    fileprivate mutating func handle(_ event: Event) -> [Effect] {
        switch event {
        case .started:
            return [list.load(.start, in: self)] + begin()
        case .keyPressed(let key):
            let (former, depth) = (previewed?.id, screens.count)
            let effects = press(key)
            noteMove(from: former, depth: depth)
            return effects
        case .keysPaused:
            return handlePause()
        case .resized(let size):
            self.size = size
            fit()
            return fillList()
        case .clockRead(let moment):
            now = moment
            return refreshIfDue()
        case .headlinesLoaded(let piece):
            apply(piece)
        case .newestLoaded(let piece):
            applyNewest(piece)
        case .justInLoaded(let headlines):
            justIn = headlines
        case .moreLoaded(let section, let headlines, let marks):
            more[section] = headlines
            apply(marks)
        case .articleLoaded(let loaded, let replacing):
            return show(loaded, replacing: replacing)
        case .previewLoaded(let loaded):
            showPreview(loaded)
        case .versionLoaded(let loaded):
            return top is ArticleScreen ? show(loaded, replacing: true) : []
        case .articleReloaded(let article):
            return renew(with: article)
        case .comparisonLoaded(let reports):
            return compare(reports)
        case .changesFound(let article, let changes):
            noteChanges(changes, of: article)
        case .found(let query, let results, let marks):
            applyFound(query, results, marks)
        case .savedLoaded(let saved):
            showSaved(saved)
        case .labelsLoaded(let labels, let known):
            applyLabels(labels, known: known)
        case .labelsChanged(let known):
            noteLabels(known)
        case .loadedForMuting(let article):
            openMuting(of: article)
        case .mutedLoaded(let page, let muted, let marks):
            showMuted(muted, of: page, marks)
        case .headlinesReloaded(let piece):
            applyReloaded(piece)
        case .marksLoaded(let articles, let marks):
            forgetMarks(of: articles)
            apply(marks)
        case .performed(let action):
            return apply(action)
        case .undone(let action):
            revert(action)
            if case .changedSources = action { return [.compareSources] }
        case .openedMarked(let article):
            mark([article], asRead: true)
        case .themeStored(let name):
            if !(top is SettingsScreen) { tell(Wording.themeChosen(name)) }
        case .storeLocked:
            tell(Wording.waits)
        case .storeUnlocked:
            notice = nil
        case .allMarkedRead(let articles, let former):
            applyAllRead(articles, former: former)
        case .webmailStored(let provider, let problem):
            settings.webmail = provider
            dialog = nil
            notice = Notice(
                text: problem ?? Wording.webmailChosen(provider), isProblem: problem != nil)
        case .pictureFound(let article, let address):
            handlePictureAddress(address, of: article)
        case .pictureDrawn(let order, let report):
            handlePicture(report, for: order)
        case .courierReported(let message):
            return handle(message)
        case .roundEnded(let problem, let lastDelivered, let failing):
            return endRound(problem, lastDelivered, failing: failing)
        case .pagesEnded(let articles, let problem):
            pagesUnderWay.subtract(articles)
            if let problem { tellProblem(problem.sentence) }
        case .pagesOutdated(let articles):
            return fetchPages(of: articles)
        case .sourcesLoaded(let sources):
            showSources(sources)
        case .sourcesDiffer:
            return refreshAhead()
        case .editionsChanged(let editions):
            return show(editions) + (top is SourcesScreen ? [.loadSources] : [])
                + (settings.refreshInterval == nil ? [] : [.compareSources])
        case .nextRoundKnown(let moment):
            delivery.postpone(by: moment - now, from: now, every: settings.refreshInterval)
        case .themesLoaded(let themes):
            applyThemes(themes)
        case .customizationsLoaded(let customizations, let uninstalled):
            applyCustomizations(customizations, uninstalled: uninstalled)
        case .backgroundKnown(let isLight):
            guard isBackgroundLight != isLight else { return [] }
            isBackgroundLight = isLight
            return theme.name == Theme.automatic ? [.loadTheme(isBackgroundLight: isLight)] : []
        case .themeLoaded(let fitting):
            if theme.name == fitting.name { theme = fitting }
        case .opened(let address, let program):
            tell(
                program.map { Wording.opens(address.host, with: $0) }
                    ?? Wording.opens(address.host))
        case .commandEnded(let result):
            apply(result)
        case .addressCopied(let address, let isForBrowser):
            tell(
                isForBrowser
                    ? Wording.copiedForBrowser(address.text) : Wording.copied(address.text))
        case .problemArose(let sentence):
            tellProblem(sentence)
        case .endRequested:
            return [.quit]
        }
        return []
    }

    /// A key goes to the dialog, else to the screen on top, else to the table of all keys.
    private mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        if let dialog { return press(key, in: dialog) }
        switch key {
        case .click(let point): return click(point)
        case .wheelDown(let point): return scroll(by: 3, at: point)
        case .wheelUp(let point): return scroll(by: -3, at: point)
        default: break
        }
        var screen = top
        let effects = screen.press(key, in: &self)
        top = screen
        if let effects { return effects }
        let command = keys.command(for: key, in: screen.keyPlaces + [.everywhere])
        guard let command else {
            // What is pasted is no key.
            if !key.label.isEmpty { tell(whyNothing(comesOf: key)) }
            return []
        }
        return perform(command)
    }

    private mutating func press(_ key: Key, in dialog: any Dialog) -> [Effect] {
        switch key {
        case .control("c"): return [.quit]
        case .control("z"): return isRestricted ? [] : [.suspend]
        case .control("l"): return [.redraw]
        default: break
        }
        var dialog = dialog
        let key = dialog.owns(key) ? key : keys.keyForDialogs(key)
        switch dialog.press(key, in: &self) {
        case .stays(let effects):
            self.dialog = dialog
            return effects
        case .closes(let effects):
            self.dialog = nil
            return effects
        }
    }

    /// A click does what stands there: what a key does that is named, what a link leads to, what
    /// Enter does to the item that is selected.
    private mutating func click(_ point: Point) -> [Effect] {
        let frame = view(self)
        if let keys = frame.keys(at: point) {
            return keys.flatMap { press($0) }
        }
        if let address = frame.link(at: point) { return [.openInBrowser(.link(address))] }
        if movesList, self.layout.columns?.article.contains(point) == true {
            return openPreviewed()
        }
        if listBeside != nil, self.layout.columns?.list.contains(point) == true { leaveArticles() }
        let layout = layout
        if layout.pages.contains(point),
            let page = SectionBar(self, layout).entries.first(where: { $0.rect.contains(point) })
        {
            return perform(.page(page.number))
        }
        if let area = layout.sidebar, area.contains(point),
            var screen = top.withSidebar
        {
            let effects = screen.clickSidebar(point, area, in: self)
            top = screen
            return effects
        }
        guard layout.main.contains(point) else { return [] }
        var screen = top
        let effects = screen.click(point, in: &self)
        top = screen
        return effects
    }

    /// One notch of the wheel moves what is under it: a text by rows, a list by items.
    private mutating func scroll(by rows: Int, at point: Point) -> [Effect] {
        if movesList, layout.columns?.article.contains(point) == true {
            return scrollPreview(by: rows)
        }
        if listBeside != nil, layout.columns?.list.contains(point) == true { leaveArticles() }
        let isBeside = layout.sidebar?.contains(point) == true
        if layout.sidebar != nil, var screen = top.withSidebar {
            screen.pane = isBeside ? .sidebar : .main
            top = screen
        }
        guard !isBeside else { return perform(rows > 0 ? .moveDown : .moveUp) }
        var screen = top
        let effects = screen.scroll(by: rows, in: self)
        top = screen
        return effects ?? perform(rows > 0 ? .moveDown : .moveUp)
    }

    /// Does what a key asks for: on the screen on top, else what it does wherever the reader is.
    mutating func perform(_ command: Command) -> [Effect] {
        guard !isRestricted || !command.isWithheld else {
            tell(Wording.withheld)
            return []
        }
        var screen = top
        let effects = screen.perform(command, in: &self)
        top = screen
        if let effects { return effects }
        switch command {
        case .back where isChoosing, .leave where isChoosing:
            chosen = []
        case .back where screens.isEmpty, .leave where screens.isEmpty:
            if list.page != frontPage { return open(frontPage) }
            if command == .leave { return [.quit] }
            tell(Wording.nothingToGoBackTo(quit: keys.label(of: .leave)))
        case .back, .leave:
            pop()
        case .otherPane where listBeside != nil:
            leaveArticles()
        case .page(let number):
            return openPage(number: number)
        case .nextPage:
            return openPage(beside: 1)
        case .previousPage:
            return openPage(beside: -1)
        case .nextEdition where editions.count == 1:
            tell(Wording.onlyEdition)
        case .nextEdition:
            return openNextEdition()
        case .refreshAll:
            return refresh(nil)
        case .refreshPage:
            return refreshPage()
        case .openWebmail:
            guard let webmail = settings.webmail else { return perform(.changeWebmail) }
            return [.openInBrowser(.webmail(webmail))]
        case .changeWebmail:
            dialog = WebmailDialog(choice: settings.webmail ?? .zeelandnet)
        case .chooseTheme:
            return [.loadThemes(isBackgroundLight: isBackgroundLight)]
        case .search:
            openSearch()
        case .changeListForm:
            let form = settings.listForm.next
            tell(Wording.listForm(form))
            return setListForm(form)
        case .showSaved:
            return top is SavedScreen ? [] : [.loadSaved(labelled: nil)]
        case .label:
            return openLabels()
        case .mute:
            return withSelection { [.loadForMuting($0)] }
        case .showMuted:
            return top is MutedScreen ? [] : [.loadMuted(list.page)]
        case .markAllRead:
            return [.markAllRead(list.page)]
        case .markReadToHere:
            guard let list = top.withHeadlines else { return tellNothingSelected() }
            return list.markReadToHere()
        case .toggleRead:
            // What was made unread stays so.
            awaitsRest = false
            return concerned.isEmpty ? tellNothingSelected() : toggleRead(concerned)
        case .toggleSaved:
            return concerned.isEmpty ? tellNothingSelected() : toggleSaved(concerned)
        case .choose:
            return choose()
        case .openInBrowser:
            return withSelection { [.openInBrowser(.article($0))] }
        case .copyAddress:
            return withSelection { [.copyAddress(.article($0))] }
        case .sendOn:
            openSending()
        case .undo:
            return undo()
        case .showSources:
            return [.loadSources]
        case .showSettings:
            return openSettings()
        case .showHelp:
            if !(top is HelpScreen) { screens.append(HelpScreen()) }
        case .redraw:
            return [.redraw]
        case .suspend:
            return [.suspend]
        case .quit:
            return [.quit]
        default:
            tell(Wording.notHere)
        }
        return []
    }

    /// What `work` wants of the selected article.
    mutating func withSelection(_ work: (ArticleID) -> [Effect]) -> [Effect] {
        guard let headline = top.selectedHeadline(in: self) else { return tellNothingSelected() }
        return work(headline.id)
    }

    mutating func tellNothingSelected() -> [Effect] {
        tell(Wording.nothingSelected)
        return []
    }

    /// Why a key does nothing on the screen on top: it may do something elsewhere.
    private func whyNothing(comesOf key: Key) -> SafeText {
        let help = keys.label(of: .showHelp)
        switch keys.place(of: key) {
        case .article: return Wording.onlyInArticle
        case .comparison: return Wording.onlyInComparison
        case .search: return Wording.onlyInSearch(keys.label(of: .search))
        case .sources: return Wording.onlyInSources(keys.label(of: .showSources))
        case .everywhere, nil: return Wording.noCommand(of: written(key.label), help: help)
        }
    }
}

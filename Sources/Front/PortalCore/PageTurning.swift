import PortalModel

/// Going from page to page. A list that the reader was at work in is found again as it was left.
extension State {
    /// Lists that are kept: pages that a reader goes to and fro between.
    private static let mostLists = 8

    mutating func openPage(number: Int) -> [Effect] {
        guard number > 1 else { return open(frontPage) }
        guard edition.sections.indices.contains(number - 2) else {
            tell(Wording.noPage(number))
            return []
        }
        return open(.section(edition.sections[number - 2].id))
    }

    mutating func openPage(beside step: Int) -> [Effect] {
        let count = edition.sections.count + 1
        let current =
            edition.sections.firstIndex { .section($0.id) == list.page }.map { $0 + 1 } ?? 0
        return openPage(number: (current + step + count) % count + 1)
    }

    /// Opens the next edition on the page on which the reader left it.
    mutating func openNextEdition() -> [Effect] {
        pagesOfEditions[edition.id] = list.page
        editionIndex = (editionIndex + 1) % editions.count
        let page = pagesOfEditions[edition.id]
        return open(pages.map(\.page).first { $0 == page } ?? frontPage)
    }

    /// Opens a page; the one that is open already from its beginning.
    mutating func open(_ page: NewsPage) -> [Effect] {
        screens = []
        forgetPreview()
        let isAtWork = list.selected > 0 || list.top > 0
        if page != list.page, isAtWork { leftLists.append(list) }
        if leftLists.count > Self.mostLists { leftLists.removeFirst() }
        let left = leftLists.firstIndex { $0.page == page }.map { leftLists.remove(at: $0) }
        guard let left, page != list.page else {
            list = ListScreen(page: page)
            return [list.load(.start, in: self), .storePage(page)]
        }
        list = left
        list.pane = .main
        fit()
        return [.loadNewest(page, count: list.pieceCount(in: self)), .storePage(page)]
            + fillList()
    }

    /// Lets pages begin again that were left: other headlines stand there now.
    mutating func forgetLeftLists() {
        leftLists = []
    }
}

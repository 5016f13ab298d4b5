import PortalModel
import TextGrid

extension State {
    /// A click selects; on what is selected already it opens.
    mutating func click(_ point: Point) -> [Effect] {
        let layout = layout
        if layout.pages.contains(point),
            let page = PageRow(self, layout).entries.first(where: { $0.rect.contains(point) })
        {
            return perform(.page(page.number))
        }
        if let sidebar = layout.sidebar, sidebar.contains(point) { return clickSidebar(point) }
        switch top {
        case .list where layout.main.contains(point):
            let items = ListGeometry(layout).visible(list.headlines, from: list.top)
            guard let item = items.first(where: { $0.rect.contains(point) }) else { return [] }
            if list.pane == .main, list.selected == item.index { return performOnList(.open) }
            list.isFresh = false
            list.pane = .main
            select(item.index)
            return loadFurther()
        case .article(var screen) where layout.main.contains(point):
            let page = ArticlePage(screen, state: self, layout: layout)
            let row = screen.top + point.row - layout.main.top
            guard page.indices.contains(row), case .more(let item, _, _) = page[row] else {
                return []
            }
            if screen.pane == .sidebar, screen.sidebarSelected == item {
                return perform(.open, on: screen)
            }
            screen.pane = .sidebar
            screen.sidebarSelected = item
            replaceTop(with: .article(screen))
            return []
        case .results(var screen) where layout.main.contains(point):
            let geometry = ListGeometry(layout, headerRows: screen.headerRows)
            let items = geometry.visible(screen.headlines, from: screen.top)
            guard let item = items.first(where: { $0.rect.contains(point) }) else { return [] }
            if !screen.isTyping, screen.selected == item.index { return perform(.open) }
            screen.isTyping = false
            screen.selected = item.index
            replaceTop(with: .results(screen))
            return []
        case .settings where layout.main.contains(point):
            return clickSetting(point)
        default:
            return []
        }
    }

    private mutating func clickSidebar(_ point: Point) -> [Effect] {
        guard let area = layout.sidebar else { return [] }
        let page = SidebarPage(self, size: area.size)
        let row = point.row - area.top + sidebarTop(page, height: area.height)
        guard page.rows.indices.contains(row), let item = page.rows[row].item else { return [] }
        switch top {
        case .list:
            if list.pane == .sidebar, list.sidebarSelected == item { return perform(.open) }
            list.pane = .sidebar
            list.sidebarSelected = item
        case .article(var screen):
            if screen.pane == .sidebar, screen.sidebarSelected == item { return perform(.open) }
            screen.pane = .sidebar
            screen.sidebarSelected = item
            replaceTop(with: .article(screen))
        case .comparison, .results, .help, .sources, .settings:
            break
        }
        return []
    }

    /// One notch of the wheel: an article scrolls by rows, a list by items.
    mutating func wheel(by rows: Int) -> [Effect] {
        switch top {
        case .article(var screen):
            screen.scroll(to: screen.top + rows, in: self)
            replaceTop(with: .article(screen))
            return storePosition(of: screen)
        case .comparison(var screen):
            screen.scroll(to: screen.top + rows, in: self)
            replaceTop(with: .comparison(screen))
            return []
        case .list, .results, .help, .sources, .settings:
            return perform(rows > 0 ? .moveDown : .moveUp)
        }
    }
}

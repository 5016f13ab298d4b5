import PortalModel

extension State {
    /// Sends the courier for the page of an article that is a teaser only, and for those of its
    /// neighbours in the list, which the reader is likely to open next.
    mutating func fetchPages(around article: Article) -> [Effect] {
        guard article.isTeaser, !pagesUnderWay.contains(article.id) else { return [] }
        pagesUnderWay.insert(article.id)
        var articles = [article.id]
        if let index = list.headlines.firstIndex(where: { $0.id == article.id }) {
            articles += [index + 1, index - 1].filter(list.headlines.indices.contains)
                .map { list.headlines[$0].id }
        }
        return [.fetchPages(articles)]
    }

    /// Takes in what came of a page: an article that is open is read anew.
    mutating func takePage(_ report: PageReport) -> [Effect] {
        pagesUnderWay.remove(report.article)
        let isOpen = screens.contains { screen in
            guard case .article(let screen) = screen else { return false }
            return screen.article.id == report.article
        }
        return isOpen ? [.reloadArticle(report.article)] : []
    }

    /// Puts the new text in the place of the old one. The row on top of the screen stays: what the
    /// feed gave is, as a rule, the beginning of what the page gives.
    mutating func renew(with article: Article?) {
        guard let article else { return }
        for index in screens.indices {
            guard case .article(var screen) = screens[index], screen.article.id == article.id
            else { continue }
            screen.renew(with: article)
            screens[index] = .article(screen)
        }
    }
}

extension ArticleScreen {
    fileprivate mutating func renew(with renewed: Article) {
        article = renewed
        text = SetArticle(renewed.body, text.measure, text.typography)
    }
}

import PortalModel
import TextGrid
import Typesetting

/// The body of an article, set for a measure: kept with the screen, since setting is the most
/// costly part of drawing an article.
struct SetArticle: Hashable, Sendable {
    /// Columns.
    let measure: Int
    /// How it is set.
    let typography: Typography
    /// Whether the text is taken for Dutch, whose words can be divided.
    let isDutch: Bool
    /// Lines and links.
    private(set) var text: TypesetText
    /// The lead picture, where it is shown.
    private(set) var picture: Picture?
    /// The lines that are left free for it.
    private(set) var pictureLines = 0..<0

    /// Sets `body` in lines of `measure` columns; whether it is Dutch is guessed unless known.
    init(
        _ body: Document, _ measure: Int, _ typography: Typography, isDutch: Bool? = nil,
        picture: Picture? = nil
    ) {
        self.measure = measure
        self.typography = typography
        let isDutch = isDutch ?? DutchText.isLikely(body.plainText)
        self.isDutch = isDutch
        text = typography.typesetter(measure, isDutch: isDutch).typeset(body)
        show(picture, of: body)
    }

    /// Makes room for `picture` above the caption of the first picture of `body`, or none with nil
    /// and where it is wider than the measure.
    mutating func show(_ picture: Picture?, of body: Document) {
        text.lines.removeSubrange(pictureLines)
        pictureLines = 0..<0
        self.picture = nil
        guard let picture, picture.columns <= measure, let lead = body.leadPicture,
            let line = text.lines.firstIndex(where: { $0.block >= lead.block })
        else { return }
        let hasCaption = text.lines[line].block == lead.block
        let count = picture.rows.count + (hasCaption ? 0 : 1)
        let free = TypesetLine(block: text.lines[line].block)
        text.lines.insert(contentsOf: Array(repeating: free, count: count), at: line)
        pictureLines = line..<(line + count)
        self.picture = picture
    }
}

/// One row of an article's page.
enum ArticleRow {
    case blank
    case title(SafeText)
    case meta(SafeText)
    case text(TypesetLine)
    /// A row of the lead picture, which may be one too many.
    case picture(Int)
    case note(SafeText)
    case subhead(SafeText)
    case link(number: Int, SafeText)
    /// A row of a headline that follows the article, where there is no sidebar.
    case more(item: Int, SafeText, Theme.Part)
}

extension ArticleRow {
    /// What stands in the row.
    var text: String {
        switch self {
        case .blank, .picture: ""
        case .title(let text), .meta(let text), .note(let text), .subhead(let text): text.string
        case .link(_, let text), .more(_, let text, _): text.string
        case .text(let line): line.text
        }
    }
}

/// The page of an article from its title to the last headline that follows it.
struct ArticlePage {
    /// From top to bottom.
    private(set) var rows: [ArticleRow] = []

    init(_ screen: ArticleScreen, state: State, layout: Layout) {
        let article = screen.article
        let measure = layout.measure
        rows = Self.head(of: screen, state, measure: measure)
        let picture = screen.text.pictureLines
        for (index, line) in screen.text.text.lines.enumerated() {
            rows.append(
                picture.contains(index) ? .picture(index - picture.lowerBound) : .text(line))
        }
        appendNote(on: article, state, measure)
        appendLinks(screen.text.text.links, measure)
        if layout.sidebar == nil { appendMore(state.sidebar, state, measure) }
    }

    /// The first row of the body at a measure, which need not be the window's.
    static func bodyStart(of screen: ArticleScreen, _ state: State, measure: Int) -> Int {
        head(of: screen, state, measure: measure).count
    }

    private static func head(
        of screen: ArticleScreen, _ state: State, measure: Int
    ) -> [ArticleRow] {
        let article = screen.article
        var rows: [ArticleRow] = []
        let order = state.typography.order
        for line in wrap(article.headline.title, width: measure, order: order) {
            rows.append(.title(line))
        }
        let now = screen.asOf ?? state.now
        for parts in [
            Self.time(of: article, at: now), Self.changes(of: article, at: now),
            Self.origin(of: article),
        ] {
            rows += Self.filling(parts, measure: measure).map(ArticleRow.meta)
        }
        if let outlets = screen.otherOutlets {
            let line = Wording.alsoIn(outlets)
            for part in wrap(line, width: measure, order: order) { rows.append(.meta(part)) }
        }
        rows.append(.blank)
        return rows
    }

    /// The rows of the `item`th headline that follows the article.
    func rows(ofItem item: Int) -> Range<Int>? {
        let indices = rows.indices.filter { index in
            if case .more(item, _, _) = rows[index] { true } else { false }
        }
        guard let first = indices.first, let last = indices.last else { return nil }
        return first..<(last + 1)
    }

    private static func time(of article: Article, at now: Timestamp) -> [SafeText] {
        let published = article.headline.published
        return [
            Wording.moment(CivilTime(local: published)),
            RelativeTime(of: published, at: now).wording,
            article.body.isEmpty ? .empty : Wording.minutesToRead(article.readingMinutes),
        ]
    }

    private static func changes(of article: Article, at now: Timestamp) -> [SafeText] {
        article.changes.map { ["\(Wording.changed($0, at: now)) (c)"] } ?? []
    }

    private static func origin(of article: Article) -> [SafeText] {
        [article.headline.sectionName, article.headline.source] + article.authors.prefix(6)
    }

    /// The parts with dots between them, in lines that break between parts only.
    private static func filling(_ parts: [SafeText], measure: Int) -> [SafeText] {
        var lines: [SafeText] = []
        for part in parts where !part.isEmpty {
            if let last = lines.last, last.columns + 3 + part.columns <= measure {
                lines[lines.count - 1] = "\(last) · \(part)"
            } else {
                lines.append(part.cut(to: measure))
            }
        }
        return lines
    }

    /// Below a text that is not the whole article, why it is not.
    private mutating func appendNote(on article: Article, _ state: State, _ measure: Int) {
        let note: SafeText? =
            if article.isTeaser, state.pagesUnderWay.contains(article.id) {
                Wording.pageUnderWay
            } else if case .refused(let problem) = article.page {
                Wording.pageRefused(problem.sentence)
            } else if article.isTeaser, let problem = state.pageProblems[article.id] {
                Wording.pageRefused(problem.sentence)
            } else {
                article.body.isEmpty ? Wording.noText : nil
            }
        guard let note else { return }
        if !article.body.isEmpty { rows.append(.blank) }
        for line in wrap(note, width: measure, maximumLines: nil) { rows.append(.note(line)) }
    }

    private mutating func appendLinks(_ links: [WebAddress], _ measure: Int) {
        guard !links.isEmpty else { return }
        rows += [.blank, .subhead(Wording.links)]
        for (index, address) in links.enumerated() {
            let text: SafeText = "[\(index + 1)] \(address.text)"
            for line in wrap(text, width: measure, maximumLines: 2) {
                rows.append(.link(number: index + 1, line))
            }
        }
    }

    private mutating func appendMore(_ groups: [SidebarGroup], _ state: State, _ measure: Int) {
        var item = 0
        let order = state.typography.order
        for group in groups where !group.headlines.isEmpty {
            rows += [.blank, .blank, .subhead(group.title)]
            for headline in group.headlines {
                if item > 0 { rows.append(.blank) }
                let isRead = state.read.contains(headline.id)
                for line in wrap(headline.title, width: measure, maximumLines: 2, order: order) {
                    rows.append(.more(item: item, line, isRead ? .readHeadline : .headline))
                }
                for line in wrap(
                    headline.teaser, width: measure, maximumLines: 3, order: order)
                where !line.isEmpty {
                    rows.append(.more(item: item, line, .teaser))
                }
                let time = RelativeTime(of: headline.published, at: state.listMoment).wording
                rows.append(.more(item: item, time, .meta))
                item += 1
            }
        }
    }
}

extension [SafeText] {
    /// The texts that are not empty, with `separator` between them.
    public func joined(separator: SafeText) -> SafeText {
        var result = SafeText.empty
        for text in self where !text.isEmpty {
            result = result.isEmpty ? text : "\(result)\(separator)\(text)"
        }
        return result
    }
}

import PortalModel
import TextGrid

enum ArticleRow {
    case blank
    /// Of the title, what is said below it or below the text, or a heading.
    case line(SafeText, Theme.Part)
    case text(TypesetLine)
    /// A row of the lead picture, which may be one too many.
    case picture(Int)
    case link(number: Int, SafeText)
    /// A row of a headline that follows the article, where there is no sidebar.
    case more(item: Int, SafeText, Theme.Part)

    var text: String {
        switch self {
        case .blank, .picture: ""
        case .line(let text, _), .link(_, let text), .more(_, let text, _): text.string
        case .text(let line): line.text
        }
    }
}

/// The page of an article from its title to the last headline that follows it: its rows by number,
/// from top to bottom.
///
/// The text and its links stay where they were typeset, so that making a page costs the same
/// however long they are.
struct ArticlePage {
    let layout: Layout
    private let head: [ArticleRow]
    private let text: ArticleLayout
    /// Between the text and the list of its links.
    private var note: [ArticleRow] = []
    private var more: [ArticleRow] = []

    init(_ screen: ArticleScreen, _ state: State, _ layout: Layout) {
        self.layout = layout
        let measure = layout.measure
        text = screen.text
        head = Self.head(of: screen, state, measure: measure)
        // What follows the text comes after all of it.
        guard text.isWhole else { return }
        appendNote(on: screen.article, state, measure)
        if !text.linkLines.isEmpty { note += [.blank, .line(Wording.links, .subhead)] }
        if layout.sidebar == nil { appendMore(screen.sidebar(in: state), state, measure) }
    }

    var indices: Range<Int> { 0..<(articleCount + more.count) }

    /// The rows of the article alone.
    var articleCount: Int {
        head.count + text.text.lines.count + note.count + text.linkLines.count
    }

    /// The same, or about as many as long as not all of the text is typeset.
    var estimatedCount: Int { articleCount - text.text.lines.count + text.estimatedLines }

    subscript(index: Int) -> ArticleRow {
        var rest = index
        if rest < head.count { return head[rest] }
        rest -= head.count
        if text.pictureLines.contains(rest) {
            return .picture(rest - text.pictureLines.lowerBound)
        }
        if rest < text.text.lines.count { return .text(text.text.lines[rest]) }
        rest -= text.text.lines.count
        if rest < note.count { return note[rest] }
        rest -= note.count
        if rest < text.linkLines.count {
            return .link(number: text.linkLines[rest].number, text.linkLines[rest].text)
        }
        return more[rest - text.linkLines.count]
    }

    /// The rows above the body, at a measure that need not be the window's.
    static func head(
        of screen: ArticleScreen, _ state: State, measure: Int
    ) -> [ArticleRow] {
        let article = screen.article
        let order = state.typography.order
        let title = state.typography.written(article.headline.title)
        let rows: [ArticleRow] = wrap(title, width: measure, order: order).map {
            .line($0, .title)
        }
        var facts: [SafeText] = []
        let now = screen.asOf ?? state.now
        for parts in [
            Self.time(of: article, screen.text, at: now), Self.changes(of: screen, at: now),
            Self.origin(of: article) + Self.mark(of: article, state),
        ] {
            facts += parts.filling(measure)
        }
        if let outlets = screen.otherOutlets {
            // The last line has room for the other key.
            let room = max(1, measure - Wording.compareWithKey.columns - 3)
            var lines = wrap(Wording.alsoInWithKey(outlets), width: room, order: order)
            let end = lines.popLast() ?? .empty
            facts += lines + [end, Wording.compareWithKey].filling(measure)
        }
        for contradiction in screen.contradictions.prefix(3) {
            facts += wrap(Wording.differ(contradiction), width: measure, order: order)
        }
        return rows + facts.map { .line($0, .meta) } + [.blank]
    }

    /// The rows of the `item`th headline that follows the article.
    func rows(ofItem item: Int) -> Range<Int>? {
        let rows = more.indices.filter { index in
            if case .more(item, _, _) = more[index] { true } else { false }
        }
        guard let first = rows.first, let last = rows.last else { return nil }
        let start = indices.upperBound - more.count
        return (start + first)..<(start + last + 1)
    }

    private static func time(
        of article: Article, _ text: ArticleLayout, at now: Timestamp
    ) -> [SafeText] {
        let minutes = Article.readingMinutes(ofWords: text.words)
        return Wording.appearance(of: article.headline, at: now)
            + [article.body.isEmpty ? .empty : Wording.minutesToRead(minutes)]
    }

    private static func mark(of article: Article, _ state: State) -> [SafeText] {
        state.saved.contains(article.id) ? [state.savedMark] : []
    }

    private static func changes(of screen: ArticleScreen, at now: Timestamp) -> [SafeText] {
        if screen.formerReading != nil, let changes = screen.changes {
            return [Wording.changedSinceReading(changes.last, at: now)]
        }
        return screen.article.changes.map { ["\(Wording.changed($0, at: now)) (c)"] } ?? []
    }

    private static func origin(of article: Article) -> [SafeText] {
        [article.headline.sectionName, article.headline.source] + article.authors.prefix(6)
    }

    /// Below a text that is not the whole article, why it is not.
    private mutating func appendNote(on article: Article, _ state: State, _ measure: Int) {
        let isTeaser = article.isTeaser(ofWords: text.words)
        let sentence: SafeText? =
            if isTeaser, state.pagesUnderWay.contains(article.id) {
                Wording.pageUnderWay
            } else if article.page == .beginning {
                Wording.pageRefused(Wording.restForSubscribers)
            } else if case .refused(let problem) = article.page,
                text.words < Article.wordsOfTeaser
            {
                Wording.pageFailed(problem.sentence)
            } else if isTeaser, let problem = state.pageProblems[article.id] {
                Wording.pageFailed(problem.sentence)
            } else if isTeaser, state.movesList {
                Wording.previewOfTeaser
            } else {
                article.body.isEmpty ? Wording.noText : nil
            }
        guard let sentence else { return }
        if !article.body.isEmpty { note.append(.blank) }
        // What the portal says in a text stands in brackets, as an editor's words do; what is over
        // in a moment needs none.
        let isPassing = sentence == Wording.pageUnderWay
        note += wrap(isPassing ? sentence : "[\(sentence)]", width: measure).map {
            .line($0, .meta)
        }
    }

    static func measureBelow(_ measure: Int, _ state: State) -> HeadlineLines.Measure {
        HeadlineLines.Measure(
            width: measure, titleLines: state.isLinear ? nil : 3, teaserLines: nil,
            typography: state.typography)
    }

    private mutating func appendMore(_ groups: [SidebarGroup], _ state: State, _ measure: Int) {
        var item = 0
        for group in groups where !group.headlines.isEmpty {
            more += [.blank, .blank, .line(group.title, .subhead)]
            for headline in group.headlines {
                if item > 0 { more.append(.blank) }
                let isRead = state.read.contains(headline.id)
                let lines = state.headlineCache.lines(
                    of: headline, Self.measureBelow(measure, state))
                more += lines.title.map {
                    .more(item: item, $0, isRead ? .readHeadline : .headline)
                }
                more += lines.teaser.map { .more(item: item, $0, .teaser) }
                let time = Wording.age(of: headline, at: state.listMoment)
                more.append(.more(item: item, time, .meta))
                item += 1
            }
        }
    }
}

extension Frame {
    mutating func draw(
        _ row: ArticleRow, of layout: ArticleLayout, at point: Point, in area: Rect,
        _ state: State
    ) {
        let theme = state.theme
        let links = layout.text.links
        switch row {
        case .blank: break
        case .picture(let row):
            if let picture = layout.picture { draw(picture, row: row, at: point, in: area, theme) }
        case .line(let text, let part), .more(_, let text, let part):
            write(text, at: point, style: theme[part], in: area)
        case .link(let number, let text):
            let columns = write(text, at: point, style: theme[.link], in: area)
            link(
                Rect(point, width: columns).intersection(area), to: links[number - 1],
                number: number)
        case .text(let line):
            draw(line, at: point, in: area, state, links: links, style: theme.style(of:))
        }
    }

    mutating func draw(
        _ line: TypesetLine, at point: Point, in area: Rect, _ state: State,
        links: [WebAddress] = [], style: (TypesetRun) -> Style
    ) {
        var place = point.moved(right: line.indent)
        for run in line.runs {
            let columns = write(state.drawn(run), at: place, style: style(run), in: area)
            if let number = run.link, links.indices.contains(number - 1) {
                link(
                    Rect(place, width: columns).intersection(area), to: links[number - 1],
                    number: number)
            }
            place.column += columns
        }
    }
}

/// The body of an article, typeset for a measure: kept with the screen, since typesetting is the
/// most costly part of drawing an article.
struct ArticleLayout: Sendable {
    /// Columns.
    let measure: Int
    let typography: Typography
    /// Whether the text is taken for Dutch, whose words can be divided.
    let isDutch: Bool
    /// The words of the text, counted once since it may be long.
    let words: Int
    /// Lines and links, of a long text as far as it is typeset.
    private(set) var text = TypesetText()
    /// The addresses of the links, in lines of the measure, once all of the text is typeset.
    private(set) var linkLines: [(number: Int, text: SafeText)] = []
    /// How many top-level blocks the text has, and how many of them are typeset.
    private let blocks: Int
    private var doneBlocks = 0
    /// The lead picture, where it is shown.
    private(set) var picture: Picture?
    /// The lines that are left free for it, also as long as it is on its way.
    private(set) var pictureLines = 0..<0

    /// Typesets `body` in lines of `measure` columns; whether it is Dutch is guessed unless known,
    /// with the `language` that its page gives. So many lines are typeset `ahead` of the reader.
    init(
        _ body: Document, _ measure: Int, _ typography: Typography, language: SafeText? = nil,
        isDutch: Bool? = nil, picture: Picture? = nil, ahead: Int = Self.usualAhead
    ) {
        self.measure = measure
        self.ahead = ahead
        self.typography = typography
        let isDutch = isDutch ?? DutchDetector.isDutch(body.searchText, told: language)
        self.isDutch = isDutch
        words = body.wordCount
        blocks = body.blocks.count
        typeset(body, upTo: 0)
        show(picture, of: body)
    }

    private let ahead: Int
    /// Far more lines than most articles have.
    static let usualAhead = 1000

    var isWhole: Bool { doneBlocks == blocks }

    /// The lines that there are or, as long as not all of the text is typeset, about as many.
    var estimatedLines: Int {
        isWhole ? text.lines.count : text.lines.count / max(1, doneBlocks) * blocks
    }

    /// Typesets what is not yet done of `body` as far as line number `line`, and some way ahead.
    mutating func typeset(_ body: Document, upTo line: Int) {
        guard !isWhole, line > text.lines.count - ahead else { return }
        doneBlocks = typesetter.typeset(
            body, from: doneBlocks, onto: &text, until: min(line, .max / 2) + ahead)
        if isWhole { listLinks() }
    }

    /// Typesets what is not yet done of `body` as far as its top-level block number `block`.
    mutating func typeset(_ body: Document, upToBlock block: Int) {
        while !isWhole, doneBlocks <= block { typeset(body, upTo: text.lines.count) }
    }

    private var typesetter: Typesetter { typography.typesetter(measure, isDutch: isDutch) }

    private mutating func listLinks() {
        linkLines = text.links.enumerated().flatMap { index, address in
            wrap("[\(index + 1)] \(address.text)", width: measure, maximumLines: 2)
                .map { (index + 1, $0) }
        }
    }

    /// Puts a picture that is no wider than the measure above the caption of the first one.
    mutating func show(_ picture: Picture?, of body: Document) {
        let picture = picture.flatMap { $0.columns <= measure ? $0 : nil }
        makeRoom(rows: picture?.rows.count ?? 0, in: body)
        self.picture = pictureLines.isEmpty ? nil : picture
    }

    /// Leaves so many rows free for the first picture of `body`.
    mutating func makeRoom(rows: Int, in body: Document) {
        text.lines.removeSubrange(pictureLines)
        pictureLines = 0..<0
        picture = nil
        guard rows > 0, let lead = body.leadPicture, let line = firstLine(of: lead.block) else {
            return
        }
        let hasCaption = text.lines[line].block == lead.block
        let count = rows + (hasCaption ? 0 : 1)
        let free = TypesetLine(block: text.lines[line].block)
        text.lines.insert(contentsOf: Array(repeating: free, count: count), at: line)
        pictureLines = line..<(line + count)
    }

    /// How many lines stand above the first picture of `body`.
    func linesAbovePicture(of body: Document) -> Int {
        body.leadPicture.flatMap { firstLine(of: $0.block) } ?? 0
    }

    private func firstLine(of block: Int) -> Int? {
        text.lines.firstIndex { $0.block >= block }
    }
}

import Foundation
import GRDB
import PortalModel

/// Where a headline stands on a front page: the higher the score, the nearer to the top.
///
/// A score is the moment at which the article appeared, or at which another outlet joined its
/// story, and four hours more for each doubling of the outlets, less a quarter of an hour for each
/// section that comes before its own in the edition. What has no date or no text, or is one of a
/// series that its source sends by the dozen, counts as a day older (`DemotionReasons`). Within any
/// ten headlines a source has at most three places and a section at most five, and none of the
/// first ten goes to a demoted one, while there are others that are not much older; below those a
/// demoted one passes over no other (`HeadlineQuota`).
///
/// Scores are in seconds and need no counting again as time passes: all grow old at one speed.
enum FrontScore {
    /// Seconds for each doubling of the outlets that tell a story.
    private static let doubling = 4.0 * 3600
    /// Seconds by which a story may count as newer than the report that leads it.
    private static let growth: Int64 = 6 * 3600
    private static let sectionStep: Int64 = 900
    private static let lastPlace: Int64 = 8

    /// Seconds that a story of so many outlets gains.
    static func bonus(outlets: Int) -> Int64 {
        Int64(doubling * log2(Double(max(1, outlets))))
    }

    /// Seconds that an article loses in the section that is the `place`th of its edition, from 0.
    static func loss(inSection place: Int64) -> Int64 { min(place, lastPlace) * sectionStep }

    /// The score of a report that leads its story: `joined` is when an outlet last joined that,
    /// and `loss` what the section loses for its place.
    static func score(
        published: Timestamp, joined: Timestamp? = nil, outlets: Int = 1, loss: Int64,
        _ demotion: DemotionReasons
    ) -> Int64 {
        let since = min(max(published, joined ?? published), published + growth)
        return since.seconds + bonus(outlets: outlets) - loss - demotion.loss
    }

    /// The place of the section `section.id` in its edition, from 0, in SQL.
    static let place = """
        (SELECT count(*) FROM section AS own JOIN section AS other
           ON other.edition = own.edition AND other.position < own.position
         WHERE own.id = article.section)
        """

    /// The score of an article that tells its story alone, in SQL.
    static let alone = """
        published - min(\(place), \(lastPlace)) * \(sectionStep) - \(DemotionReasons.lossInSQL)
        """

    /// What the articles of each section lose for its place in its edition.
    static func losses(_ database: Database) throws -> [Int64: Int64] {
        var places: [Int64: Int64] = [:]
        var losses: [Int64: Int64] = [:]
        let sections = try database.rows("SELECT id, edition FROM section ORDER BY position") {
            (id: try $0.number(0), edition: try $0.number(1))
        }
        for section in sections {
            losses[section.id] = loss(inSection: places[section.edition, default: 0])
            places[section.edition, default: 0] += 1
        }
        return losses
    }

    /// Gives articles of an older version what they need: a score, and those of the last week what
    /// may demote them.
    static func fillIn(_ database: Database) throws {
        let week: Int64 = 7 * 86_400
        let recent = try database.rows(
            """
            SELECT article.id, article.source, article.title, article.teaser, document.body,
                   article.is_dated, article.published
            FROM article JOIN document ON document.article = article.id
            WHERE published > (SELECT max(published) FROM article) - ?
            """, [week]
        ) { row in
            let (title, teaser) = (try row.line(2).string, try row.line(3).string)
            let text = Document(stored: try row.text(4)).searchText
            return (
                id: try row.number(0),
                demotion: DemotionReasons(title: title, teaser: teaser, text: text)
                    .union(try row.flag(5) ? [] : .undated),
                series: Series(Series.Pattern(title: title, text: text), of: try row.number(1)),
                published: try row.moment(6)
            )
        }
        for article in recent {
            try database.cachedStatement(
                sql: "UPDATE article SET demotion = ?, series = ? WHERE id = ?"
            ).execute(arguments: [
                article.demotion.rawValue, article.series.rawValue, article.id,
            ])
        }
        try database.execute(
            sql: "UPDATE article SET demotion = 1 WHERE NOT is_dated AND demotion = 0")
        try database.execute(sql: "UPDATE article SET score = \(alone)")
        var spans: [Series: ClosedRange<Timestamp>] = [:]
        for article in recent { spans.widen(article.series, to: article.published) }
        _ = try Series.demote(spans, database)
        try StoryStore(database).reassignAllLeaders()
    }
}

/// Why an article never leads a front page.
struct DemotionReasons: OptionSet, Hashable {
    let rawValue: Int64

    /// Its source does not say when it appeared.
    static let undated = DemotionReasons(rawValue: 1)
    /// It has no text, or none but its title.
    static let textless = DemotionReasons(rawValue: 2)
    /// It is one of a series; see `Series`.
    static let series = DemotionReasons(rawValue: 4)
    /// Its text breaks off after a few words.
    static let cutOff = DemotionReasons(rawValue: 8)

    private static let severe: DemotionReasons = [.undated, .textless, .series]
    /// Seconds by which it counts as older.
    private static let losses: (severe: Int64, other: Int64) = (86_400, 7200)

    /// Whether it stays out of the first ten.
    var isSevere: Bool { !isDisjoint(with: Self.severe) }

    /// Seconds by which it counts as older.
    var loss: Int64 { isSevere ? Self.losses.severe : isEmpty ? 0 : Self.losses.other }

    /// The same of the column `demotion`.
    static let lossInSQL = """
        CASE WHEN demotion & \(severe.rawValue) THEN \(losses.severe)
          WHEN demotion THEN \(losses.other) ELSE 0 END
        """

    init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// What an article that is dated is demoted for by itself; `text` is its body without markup.
    init(title: String, teaser: String, text: String) {
        self = []
        let told = text.isEmpty ? teaser : text
        let isTitle =
            told.utf8.count == title.utf8.count && told.lowercased() == title.lowercased()
        if told.isEmpty || isTitle {
            insert(.textless)
        } else if Self.breaksOff(told) {
            insert(.cutOff)
        }
    }

    private static func breaksOff(_ text: String) -> Bool {
        text.utf8.count < 400 && ["…", "...", "…]", "...]"].contains(where: text.hasSuffix)
    }
}

/// The pattern that the title of an article has in common with others of its source: such as of
/// alarms, results, or releases of programs.
///
/// Six articles of one source with the same pattern make a series if they appeared within a day
/// before or after one of them; that one is of the series, and all with the pattern that appeared
/// within a month before or after it: on a quiet day, too, an alarm is one. A pattern is a code at
/// the beginning ("A1", "P 2"), a number of five digits or more, a version ("25.8.3") or, where the
/// text is no longer than a teaser, a label ("112:") or else the first three words, whatever the
/// numbers in them.
struct Series: RawRepresentable, Hashable {
    /// A digest of source and pattern; 0 for none.
    let rawValue: Int64

    static let size = 6
    private static let day: Int64 = 86_400
    private static let month = 30 * day
    /// Articles of one series that are looked at, the newest.
    private static let most = 4000

    init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    init(_ pattern: Pattern?, of source: Int64) {
        guard let pattern else {
            rawValue = 0
            return
        }
        let digest = StableHash.of([String(source), pattern.rawValue])
        rawValue = digest == 0 ? 1 : digest
    }

    /// Demotes the articles that are one of a series by now, since those of `spans` have come.
    ///
    /// - Returns: Those that were not before.
    static func demote(
        _ spans: [Series: ClosedRange<Timestamp>], _ database: Database
    ) throws -> Set<Int64> {
        var demoted: Set<Int64> = []
        guard !spans.isEmpty else { return demoted }
        let find = try database.cachedStatement(
            sql: """
                SELECT id, published, demotion FROM article
                WHERE series = ? AND series <> 0 AND published BETWEEN ? AND ?
                ORDER BY published DESC LIMIT \(most)
                """)
        for (series, span) in spans {
            let articles = try find.rows([
                series.rawValue, span.lowerBound.seconds - month - day,
                span.upperBound.seconds + month + day,
            ]) { row in
                (
                    id: try row.number(0), published: try row.moment(1).seconds,
                    demotion: DemotionReasons(rawValue: try row.number(2))
                )
            }
            let isMember = members(articles.map(\.published))
            for (article, isMember) in zip(articles, isMember)
            where isMember && !article.demotion.contains(.series) {
                try demote(article.id, article.demotion, database)
                demoted.insert(article.id)
            }
        }
        return demoted
    }

    /// Which of the articles that appeared at these moments, the newest first, are of a series.
    private static func members(_ moments: [Int64]) -> [Bool] {
        guard moments.count >= size else { return moments.map { _ in false } }
        // Those of which enough others are near.
        var centres: [Int64] = []
        var (first, end) = (0, 0)
        for moment in moments {
            while moments[first] > moment + day { first += 1 }
            while end < moments.count, moments[end] >= moment - day { end += 1 }
            if end - first >= size { centres.append(moment) }
        }
        var rest = centres[...]
        return moments.map { moment in
            rest = rest.drop { $0 > moment + month }
            return rest.first.map { $0 >= moment - month } ?? false
        }
    }

    private static func demote(
        _ article: Int64, _ former: DemotionReasons, _ database: Database
    ) throws {
        let demotion = former.union(.series)
        try database.cachedStatement(
            sql: "UPDATE article SET demotion = ?, score = score - ? WHERE id = ?"
        ).execute(arguments: [demotion.rawValue, demotion.loss - former.loss, article])
    }
}

extension Series {
    /// What the title of an article has in common with others.
    struct Pattern {
        let rawValue: String

        /// Bytes of the longest text that is no longer than a teaser: some 25 words.
        private static let shortText = 160

        /// Nil where it has nothing that others may have; `text` is its body without markup.
        init?(title: String, text: String) {
            guard let pattern = Self.pattern(of: title, text) else { return nil }
            rawValue = pattern
        }

        private static func pattern(of title: String, _ text: String) -> String? {
            // Longer ones are no titles, and patterns stand in front.
            let title = String(title.prefix(200))
            let ranges = title.wordRanges.prefix(12)
            let words = ranges.map { title[$0] }
            guard let first = words.first else { return nil }
            let isCode =
                first.isCode || first.isCapital && words.count > 1 && words[1].isNumber
            if isCode { return "code" }
            if words.contains(where: { $0.count >= 5 && $0.isNumber }) { return "number" }
            if words.contains(where: \.isVersion) { return "version" }
            guard text.utf8.count <= shortText else { return nil }
            if let label = label(of: title, ranges) { return "label \(label.withoutNumbers)" }
            guard words.count > 3 else { return nil }
            return words.prefix(3).joined(separator: " ").withoutNumbers
        }

        /// What stands before a colon or a dash, if that is one word or two.
        private static func label(
            of title: String, _ words: ArraySlice<Range<String.Index>>
        ) -> String? {
            for (word, next) in zip(words, words.dropFirst()).prefix(2) {
                let between = title[word.upperBound..<next.lowerBound]
                if between.contains(where: { ":–—|".contains($0) }) || between == " - " {
                    return String(title[..<word.upperBound])
                }
            }
            return nil
        }
    }
}

extension [Series: ClosedRange<Timestamp>] {
    /// Notes that an article of `series`, if it is of any, appeared at `moment`.
    mutating func widen(_ series: Series, to moment: Timestamp) {
        guard series.rawValue != 0 else { return }
        let span = self[series] ?? moment...moment
        self[series] = Swift.min(span.lowerBound, moment)...Swift.max(span.upperBound, moment)
    }
}

extension Substring {
    fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }

    fileprivate var isCapital: Bool { utf8.count == 1 && (65...90).contains(utf8.first ?? 0) }

    /// One or two capitals and a number of one or two digits, such as "A1".
    fileprivate var isCode: Bool {
        let letters = prefix { $0.isASCII && $0.isUppercase }
        let digits = dropFirst(letters.count)
        return (1...2).contains(letters.count) && digits.count <= 2 && digits.isNumber
    }

    /// "25.8.3" or "145.0": neither a time, nor a date, nor thousands.
    fileprivate var isVersion: Bool {
        let parts = drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy(\.isNumber) else { return false }
        return parts.count == 2
            ? parts[1].count == 1 : parts.allSatisfy { $0.count < 4 } && parts[1].count < 3
    }
}

extension String {
    /// The text in lower case, with one sign for each number.
    fileprivate var withoutNumbers: String {
        var text = ""
        for character in lowercased() {
            if !character.isNumber {
                text.append(character)
            } else if text.last != "0" {
                text.append("0")
            }
        }
        return text
    }
}

import GRDB
import PortalModel

/// All that the reader chose once and keeps to.
public struct ReaderChoices: Hashable, Sendable {
    /// What was chosen for settings, whether this version knows them or not.
    public fileprivate(set) var settings: [SettingChoice] = []
    /// The page that was open last; nil as long as none was kept.
    public fileprivate(set) var page: NewsPage?
    /// When the portal was last left; nil when it never was.
    public fileprivate(set) var lastVisit: Timestamp?

    public init() {}

    /// The settings that hold where `base` would without any choice.
    public func settings(over base: Settings = Settings()) -> Settings {
        var settings = base
        for choice in self.settings { settings.apply(choice) }
        return settings
    }
}

extension ReaderDatabase {
    /// The reader's choices, in one read.
    public func choices() throws(StoreProblem) -> ReaderChoices {
        try connection.read { database in
            var choices = ReaderChoices()
            // As many as any version keeps, and more.
            let rows = try database.cachedStatement(
                sql: "SELECT name, value FROM setting ORDER BY name LIMIT 100")
            try rows.forEachRow([]) { row in
                let value = try row.text(1, upTo: StoredRow.lineLength)
                switch try row.text(0, upTo: StoredRow.lineLength) {
                case "page": choices.page = NewsPage(stored: value)
                case "visit":
                    choices.lastVisit = Int64(value).flatMap {
                        Timestamp.written.contains($0) ? Timestamp(seconds: $0) : nil
                    }
                case let name: choices.settings.append(SettingChoice(name: name, value: value))
                }
            }
            return choices
        }
    }

    /// Keeps the choice of webmail; nil asks again at the next start.
    public func setWebmail(_ choice: WebmailProvider?) throws(StoreProblem) {
        try set("webmail", to: choice?.rawValue)
    }

    public func setTheme(_ name: SafeText) throws(StoreProblem) {
        try set("theme", to: name.string)
    }

    public func setPage(_ page: NewsPage) throws(StoreProblem) {
        try set("page", to: page.stored)
    }

    public func setLastVisit(_ moment: Timestamp) throws(StoreProblem) {
        try set("visit", to: String(moment.seconds))
    }

    /// Keeps a choice in place of the one for the same setting.
    public func keep(_ choice: SettingChoice) throws(StoreProblem) {
        try set(choice.name, to: choice.value)
    }

    func setting(_ name: String) throws(StoreProblem) -> String? {
        try connection.read { database in
            try database.row("SELECT value FROM setting WHERE name = ?", [name]) {
                try $0.text(0, upTo: StoredRow.lineLength)
            }
        }
    }

    /// Keeps a value under `name`, or none with nil.
    func set(_ name: String, to value: String?) throws(StoreProblem) {
        try connection.write { database in
            if let value {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                    arguments: [name, value])
            } else {
                try database.execute(
                    sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
            }
        }
    }
}

/// Labels that the reader gave saved articles.
extension ReaderDatabase {
    /// Gives saved articles these labels and no others.
    public func setLabels(_ labels: [ArticleID: [SafeText]]) throws(StoreProblem) {
        try connection.write { database in
            for (article, labels) in labels {
                try database.execute(
                    sql: "DELETE FROM label WHERE article = ?", arguments: [article.rawValue])
                for (position, label) in labels.enumerated() {
                    try database.execute(
                        sql: """
                            INSERT OR IGNORE INTO label (name, article, position) VALUES (?, ?, ?)
                            """, arguments: [label.string, article.rawValue, position])
                }
            }
        }
    }

    /// The labels of an article, in the order in which the reader gave them.
    public func labels(of article: ArticleID) throws(StoreProblem) -> [SafeText] {
        try labels(of: [article])[article] ?? []
    }

    public func labels(
        of articles: [ArticleID]
    ) throws(StoreProblem) -> [ArticleID: [SafeText]] {
        try connection.read { database in
            var labels: [ArticleID: [SafeText]] = [:]
            let rows = try database.rows(
                """
                SELECT article, name FROM label
                WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, position
                """, [articles.jsonArray]
            ) { (try $0.article(0), try $0.line(1)) }
            for (article, label) in rows { labels[article, default: []].append(label) }
            return labels
        }
    }

    /// All labels of saved articles, by name.
    public func labels() throws(StoreProblem) -> [SafeText] {
        try connection.read { database in
            try database.rows(
                """
                SELECT DISTINCT name FROM label
                WHERE article IN (SELECT article FROM saved) ORDER BY name COLLATE NOCASE LIMIT 1000
                """
            ) { try $0.line(0) }
        }
    }
}

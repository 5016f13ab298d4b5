import GRDB
import PortalModel

/// All that the reader chose once and keeps to.
public struct ReaderChoices: Hashable, Sendable {
    /// The webmail; nil as long as none was chosen.
    public var webmail: WebmailProvider?
    /// The theme by name; nil as long as none was chosen.
    public var theme: SafeText?
    /// The page that was open last; nil as long as none was kept.
    public var page: NewsPage?
    /// What was set in the portal besides.
    public var settings: [Setting] = []

    /// No choice made yet.
    public init() {}
}

extension ReaderDatabase {
    /// The reader's choices, in one read; a value of a version that this one does not know is left
    /// out.
    public func choices() throws(StoreProblem) -> ReaderChoices {
        try read { database in
            var choices = ReaderChoices()
            // As many as any version keeps, and more.
            let rows = try database.cachedStatement(
                sql: "SELECT name, value FROM setting ORDER BY name LIMIT 100")
            try rows.forEachRow([]) { row in
                let value = try row.text(1, upTo: StoredRow.lineLength)
                switch try row.text(0, upTo: StoredRow.lineLength) {
                case "webmail": choices.webmail = WebmailProvider(rawValue: value)
                case "theme": choices.theme = SafeText(line: value)
                case "page": choices.page = NewsPage(stored: value)
                case let name:
                    if let setting = Setting(name: name, value: value) {
                        choices.settings.append(setting)
                    }
                }
            }
            return choices
        }
    }

    /// Keeps the choice of webmail; nil asks anew at the next start.
    public func setWebmail(_ choice: WebmailProvider?) throws(StoreProblem) {
        try set("webmail", to: choice?.rawValue)
    }

    /// Keeps the name of the theme.
    public func setTheme(_ name: SafeText) throws(StoreProblem) {
        try set("theme", to: name.string)
    }

    /// Keeps the page that is open.
    public func setPage(_ page: NewsPage) throws(StoreProblem) {
        try set("page", to: page.stored)
    }

    /// Keeps a setting in place of the one of its kind.
    public func keep(_ setting: Setting) throws(StoreProblem) {
        try set(setting.name, to: setting.value)
    }

    /// The value that was kept under `name`.
    func setting(_ name: String) throws(StoreProblem) -> String? {
        try read { database in
            try database.row("SELECT value FROM setting WHERE name = ?", [name]) {
                try $0.text(0, upTo: StoredRow.lineLength)
            }
        }
    }

    /// Keeps a value under `name`, or none with nil.
    func set(_ name: String, to value: String?) throws(StoreProblem) {
        try write { database in
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

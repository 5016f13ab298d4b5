import PortalCore
import PortalModel
import TestSupport
import Testing
import TextGrid

/// A screen of the portal by name, and how a reader gets there.
struct NamedScreen: Sendable, CustomTestStringConvertible {
    let name: String
    /// The least columns at which there is such a screen.
    var minimumWidth = 0
    /// Whether it is recorded in wide windows too.
    var isRecordedWide = false
    /// Opens the portal in a window and goes there.
    let session: @Sendable (Size) throws -> Session

    var testDescription: String { name }

    /// Every screen that there is.
    static let all: [NamedScreen] = firstRun + lists + articles + comparisons + others + linear
}

extension NamedScreen {
    private static let firstRun = [
        NamedScreen(name: "webmail-prompt") { try .firstRun($0) },
        NamedScreen(name: "front-page-first-run") { try .firstRun($0, pressing: "→ Enter") },
        NamedScreen(name: "edition-zeeland-first-run") {
            try .firstRun($0, pressing: "Esc e")
        },
    ]

    private static let lists = [
        NamedScreen(name: "front-page", isRecordedWide: true) {
            try .daily($0, pressing: "j Enter q m j")
        },
        NamedScreen(name: "headlines-chosen") { try .daily($0, pressing: "v j v") },
        NamedScreen(name: "section-page", isRecordedWide: true) { try .daily($0, pressing: "3 j") },
        NamedScreen(name: "front-page-two-lines", isRecordedWide: true) {
            try .daily($0, pressing: "d j")
        },
        NamedScreen(name: "front-page-picture", minimumWidth: 80, isRecordedWide: true) { size in
            var session = try Session.pictured(width: size.width, height: size.height)
            session.wait(500)
            session.bringPicture(of: Newsroom.articles[0].id, try #require(Picture.house))
            return session
        },
        NamedScreen(name: "section-page-one-line") { try .daily($0, pressing: "d d 3 j") },
        NamedScreen(name: "section-page-empty") { try .daily($0, pressing: "8") },
        NamedScreen(name: "edition-zeeland") { try .daily($0, pressing: "e") },
        NamedScreen(name: "sidebar-selection", minimumWidth: 100) {
            try .daily($0, pressing: "Tab j*9")
        },
        NamedScreen(name: "new-headlines-above") { size in
            var session = try Session.daily(size, pressing: "j*8")
            session.bring(Newsroom.late)
            return session
        },
    ]

    private static let articles = [
        NamedScreen(name: "article", isRecordedWide: true) {
            try .firstRun($0, pressing: "→ Enter Enter")
        },
        NamedScreen(name: "article-other-report") {
            try .firstRun($0, pressing: "→ Enter Enter v")
        },
        NamedScreen(name: "article-end") { try .firstRun($0, pressing: "→ Enter Enter G") },
        NamedScreen(name: "article-more-selected") {
            try .firstRun($0, pressing: "→ Enter Enter Tab j j")
        },
        NamedScreen(name: "article-all-blocks") {
            try .daily($0, pressing: "j*6 Enter")
        },
        NamedScreen(name: "article-picture", minimumWidth: 80) { size in
            var session = try Session.pictured(width: size.width, height: size.height)
            try session.press("Enter")
            session.bringPicture(of: Newsroom.articles[0].id, try #require(Picture.house))
            return session
        },
        NamedScreen(name: "article-link-typed") { try .daily($0, pressing: "j*6 Enter G 2") },
        NamedScreen(name: "article-published") { try .published($0, pressing: "Enter") },
        NamedScreen(name: "article-published-tables") {
            try .published($0, pressing: "Enter j*16")
        },
        NamedScreen(name: "article-published-end") { try .published($0, pressing: "Enter G") },
        NamedScreen(name: "article-without-text") { try .daily($0, pressing: "j*9 Enter") },
    ]

    private static let comparisons = [
        NamedScreen(name: "compare", isRecordedWide: true) {
            try .firstRun($0, pressing: "→ Enter Enter c")
        },
        NamedScreen(name: "compare-end") { try .firstRun($0, pressing: "→ Enter Enter c G") },
        NamedScreen(name: "article-changed") { try .changed($0, pressing: "Enter") },
        NamedScreen(name: "compare-earlier") { try .changed($0, pressing: "Enter c v j j") },
    ]

    private static let others = [
        NamedScreen(name: "search") { try .daily($0, pressing: "/ s t e") },
        NamedScreen(name: "search-hit-selected") {
            try .daily($0, pressing: "/ s t e Enter j")
        },
        NamedScreen(name: "search-in-vain") { try .daily($0, pressing: "/ q q q") },
        NamedScreen(name: "saved") { try .daily($0, pressing: "s j j s S j") },
        NamedScreen(name: "saved-by-label") {
            try .daily($0, pressing: "s L n a t u u r Enter j s S ]")
        },
        NamedScreen(name: "label-dialog") {
            try .daily($0, pressing: "s L n a t u u r , d i j k e n Enter j s L n a")
        },
        NamedScreen(name: "mute-dialog") { try .daily($0, pressing: "j x ↓") },
        NamedScreen(name: "muted") { size in
            var session = try Session.daily(size, pressing: "x ↓ Enter")
            session.filter()
            try session.press("X")
            return session
        },
        NamedScreen(name: "front-page-muted") { size in
            var session = try Session.daily(size, pressing: "x ↓ Enter")
            session.filter()
            try session.press("j")
            return session
        },
        NamedScreen(name: "source-dialog") { try .daily($0, pressing: "B j v B") },
        NamedScreen(name: "source-name-dialog") { try .daily($0, pressing: "B j n") },
        NamedScreen(name: "sources-changed") { try .changedSources($0) },
        NamedScreen(name: "settings-own") { try .daily($0, pressing: ", G") },
        NamedScreen(name: "saved-empty") { try .daily($0, pressing: "S") },
        NamedScreen(name: "help", isRecordedWide: true) { try .daily($0, pressing: "?") },
        NamedScreen(name: "sources") { try .daily($0, pressing: "B j") },
        NamedScreen(name: "settings") { try .daily($0, pressing: ", j j") },
        NamedScreen(name: "send-dialog") { try .sending($0) },
        NamedScreen(name: "theme-dialog") { try .daily($0, pressing: "t j j") },
        NamedScreen(name: "refreshing") { size in
            var session = try Session.daily(size, pressing: "R")
            session.tell(.started(sources: 9))
            for _ in 0..<4 { session.tell(.source(.brought(new: 0))) }
            return session
        },
        NamedScreen(name: "problem") { size in
            var session = try Session.daily(size)
            session.fail(DeliveryProblem(.courierStopped, "signaal 9"))
            return session
        },
        NamedScreen(name: "after-refresh") { size in
            var session = try Session.daily(size, pressing: "R")
            var round = RoundTotals()
            round.fetched = 7
            round.failed = 2
            round.new = 12
            session.finish(round, checked: PinnedClock.now)
            return session
        },
    ]
}

extension NamedScreen {
    private static let linear = [
        NamedScreen(name: "linear-front-page") { try .linear($0, pressing: "j Enter q m j") },
        NamedScreen(name: "linear-one-line") { try .linear($0, pressing: "j m d d") },
        NamedScreen(name: "linear-headlines-chosen") { try .linear($0, pressing: "v j v") },
        NamedScreen(name: "linear-article") { try .linear($0, pressing: "j*6 Enter") },
        NamedScreen(name: "linear-article-end") { try .linear($0, pressing: "j*6 Enter G Tab j") },
        NamedScreen(name: "linear-article-published") {
            try .published($0, pressing: "Enter j*14", isLinear: true)
        },
        NamedScreen(name: "linear-article-published-end") {
            try .published($0, pressing: "Enter G", isLinear: true)
        },
        NamedScreen(name: "linear-compare") { size in
            var session = try Session(
                width: size.width, height: size.height, articles: [], isLinear: true)
            try session.press("Enter c")
            return session
        },
        NamedScreen(name: "linear-settings") { try .linear($0, pressing: ", j j") },
        NamedScreen(name: "linear-sources") { try .linear($0, pressing: "B j") },
        NamedScreen(name: "linear-send-dialog") { try .sending($0, isLinear: true) },
        NamedScreen(name: "linear-mute-dialog") { try .linear($0, pressing: "j x ↓") },
        NamedScreen(name: "linear-muted") { size in
            var session = try Session.linear(size, pressing: "x ↓ Enter")
            session.filter()
            try session.press("X")
            return session
        },
        NamedScreen(name: "linear-saved-by-label") {
            try .linear($0, pressing: "s L n a t u u r Enter j s S ]")
        },
        NamedScreen(name: "linear-sources-changed") { try .changedSources($0, isLinear: true) },
        NamedScreen(name: "linear-source-dialog") { try .linear($0, pressing: "B j v B") },
        NamedScreen(name: "linear-settings-own") { try .linear($0, pressing: ", G") },
        NamedScreen(name: "linear-label-dialog") {
            try .linear($0, pressing: "s L n a t u u r Enter j s L n a")
        },
        NamedScreen(name: "linear-webmail") { try .linear($0, pressing: "W") },
        NamedScreen(name: "linear-themes") { try .linear($0, pressing: "t j") },
        NamedScreen(name: "linear-refreshing") { size in
            var session = try Session.linear(size, pressing: "R")
            session.tell(.started(sources: 120))
            for _ in 0..<34 { session.tell(.source(.brought(new: 0))) }
            return session
        },
    ]
}

extension Session {
    fileprivate static func linear(_ size: Size, pressing script: String) throws -> Session {
        var session = try Session(width: size.width, height: size.height, isLinear: true)
        try session.press(script)
        session.wait(100)
        return session
    }

    /// A list over which commands are shown that an article can be sent on to.
    fileprivate static func sending(_ size: Size, isLinear: Bool = false) throws -> Session {
        var commands = ReaderCommands()
        let names: KeyValuePairs<SafeText, Character?> = [
            "Later lezen": "p", "Naar mezelf mailen": "m", "Notitie in ~/notities.md": nil,
            "Vertalen naar het Engels": "t",
        ]
        commands.send = try names.map { name, key in
            SendCommand(name: name, key: key, command: try CommandTemplate(["a"], allowed: []))
        }
        var session = try Session(
            width: size.width, height: size.height, isLinear: isLinear, commands: commands)
        try session.press("j | j")
        return session
    }

    /// The sources, one of which is renamed and one paused and asked once in six hours.
    fileprivate static func changedSources(_ size: Size, isLinear: Bool = false) throws -> Session {
        var session = try Session(width: size.width, height: size.height, isLinear: isLinear)
        try session.press("B j n ^u H a v e n b o d e Enter j p i i")
        session.stand.health = session.subscriptions.sections.flatMap { section in
            section.sources.map { SourceHealth(source: $0, section: section.name) }
        }
        try session.press("q B j")
        return session
    }

    /// The article with everything that is easily lost.
    fileprivate static func published(
        _ size: Size, pressing script: String, isLinear: Bool = false
    ) throws -> Session {
        var session = try Session(
            width: size.width, height: size.height, articles: Newsroom.published, isLinear: isLinear
        )
        try session.press("e " + script)
        session.wait(100)
        return session
    }

    /// The lead of the built-in edition, as if it had been changed twice.
    fileprivate static func changed(_ size: Size, pressing script: String) throws -> Session {
        var session = try Session(
            width: size.width, height: size.height, articles: [], isBuiltInChanged: true)
        try session.press(script)
        session.wait(100)
        return session
    }

    fileprivate static func firstRun(_ size: Size, pressing script: String = "") throws -> Session {
        var session = try Session.firstRun(width: size.width, height: size.height)
        try session.press(script)
        session.wait(100)
        return session
    }

    fileprivate static func daily(_ size: Size, pressing script: String = "") throws -> Session {
        var session = try Session(width: size.width, height: size.height)
        try session.press(script)
        session.wait(100)
        return session
    }
}

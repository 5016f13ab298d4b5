import PortalModel
import TextGrid

/// What a key can ask for.
enum Command: Hashable, Sendable {
    case moveDown, moveUp
    case pageDown, pageUp
    case toStart, toEnd
    /// A page on in an article, and at its end to the next unread one.
    case readOn
    case open, back
    /// Back, and out of the portal where there is nothing to go back to.
    case leave
    case nextArticle, previousArticle
    /// The next report of the same story.
    case nextVersion
    /// The front page is 1.
    case page(Int)
    case nextPage, previousPage
    case nextEdition
    case otherPane
    case refreshPage, refreshAll
    case openInBrowser, copyAddress
    /// To a command of the reader's.
    case sendOn
    case toggleRead, toggleSaved, markAllRead
    /// Headlines of a list, for the next act to be about.
    case choose
    /// The selected headline and all above it.
    case markReadToHere
    case undo
    case search
    /// How much of each headline lists show.
    case changeListForm
    /// Show or hide the lead pictures of articles.
    case togglePictures
    /// Beside another version.
    case compare
    case version(Int)
    /// In what was found.
    case nextHit, previousHit
    case openWebmail, changeWebmail
    case chooseTheme
    case showSources, showSaved, showSettings, showHelp
    case redraw, suspend, quit
}

extension Command {
    /// Where it moves a position among rows, of which `page` make a page: any number that lies
    /// outside them means the end on that side. Nil for a command that moves nothing.
    func moved(_ position: Int, byPageOf page: Int) -> Int? {
        switch self {
        case .moveDown: position + 1
        case .moveUp: position - 1
        case .pageDown, .readOn: position + page
        case .pageUp: position - page
        case .toStart: 0
        case .toEnd: .max
        default: nil
        }
    }
}

extension Command {
    /// Whether it goes through a list downwards, item by item or page by page.
    var scrollsDown: Bool {
        switch self {
        case .moveDown, .nextArticle, .pageDown, .readOn: true
        default: false
        }
    }
}

/// The keys as data: what each does where, and what the help says of it.
struct KeyTable {
    /// Where a binding holds.
    enum Place: Hashable {
        /// On every screen that does not bind the key itself.
        case everywhere
        /// In an article.
        case article
        /// In what was found, and in an article opened from there.
        case search
        /// Beside another version.
        case comparison
    }

    /// One row of the help.
    struct Row {
        /// How the keys are written.
        let keys: SafeText
        /// What they do.
        let action: SafeText
        /// The bindings behind it.
        let bindings: [(Command, [Key])]
        /// Where they hold.
        var place = Place.everywhere
    }

    /// Keys of one purpose, under a heading in the help.
    struct Group {
        let title: SafeText
        let rows: [Row]
    }

    /// All keys, in the order of the help: what is used most comes first.
    static let groups: [Group] = [
        Group(
            title: "Lezen",
            rows: [
                Row(
                    keys: "j k ↓ ↑", action: "omlaag, omhoog",
                    bindings: [
                        (.moveDown, [.character("j"), .down]), (.moveUp, [.character("k"), .up]),
                    ]),
                Row(
                    keys: "Enter l →", action: "lezen",
                    bindings: [(.open, [.enter, .character("l"), .right])]),
                Row(
                    keys: "q Esc h ← Backspace", action: "terug; q op de voorpagina stopt",
                    bindings: [
                        (.leave, [.character("q")]),
                        (.back, [.escape, .character("h"), .left, .backspace]),
                    ]),
                Row(
                    keys: "Spatie b PgDn PgUp ^F ^B", action: "bladeren",
                    bindings: [
                        (.pageDown, [.character(" "), .pageDown, .control("f")]),
                        (.pageUp, [.character("b"), .pageUp, .control("b")]),
                    ]),
                Row(
                    keys: "Spatie",
                    action: "in een artikel: verder, aan het eind naar het volgende ongelezen",
                    bindings: [(.readOn, [.character(" ")])], place: .article),
                Row(
                    keys: "g G Home End", action: "naar het begin, naar het eind",
                    bindings: [
                        (.toStart, [.character("g"), .home]), (.toEnd, [.character("G"), .end]),
                    ]),
                Row(
                    keys: "J K n p", action: "volgende, vorige artikel",
                    bindings: [
                        (.nextArticle, [.character("J"), .character("n")]),
                        (.previousArticle, [.character("K"), .character("p")]),
                    ]),
                Row(
                    keys: "m M A",
                    action: "gelezen of ongelezen, gelezen tot hier, alles op deze pagina",
                    bindings: [
                        (.toggleRead, [.character("m")]), (.markReadToHere, [.character("M")]),
                        (.markAllRead, [.character("A")]),
                    ]),
                Row(
                    keys: "s S", action: "bewaren of loslaten, wat bewaard is",
                    bindings: [
                        (.toggleSaved, [.character("s")]), (.showSaved, [.character("S")]),
                    ]),
                Row(
                    keys: "|", action: "doorsturen naar een opdracht van jezelf",
                    bindings: [(.sendOn, [.character("|")])]),
                Row(
                    keys: "v",
                    action: "in een lijst: kiezen voor m en s, meer dan één; Esc laat los",
                    bindings: [(.choose, [.character("v")])]),
                Row(
                    keys: "u", action: "m, M, A of s ongedaan maken",
                    bindings: [(.undo, [.character("u")])]),
            ]),
        Group(
            title: "Zoeken",
            rows: [
                Row(
                    keys: "/", action: "zoeken in alle berichten",
                    bindings: [(.search, [.character("/")])]),
                Row(
                    keys: "n N", action: "na het zoeken: volgende, vorige treffer",
                    bindings: [
                        (.nextHit, [.character("n")]), (.previousHit, [.character("N")]),
                    ], place: .search),
            ]),
        Group(
            title: "Pagina’s",
            rows: [
                Row(
                    keys: "1–9", action: "pagina kiezen; in een artikel een link, dan Enter of y",
                    bindings: (1...9).map { (.page($0), [.character(Character(String($0)))]) }),
                Row(
                    keys: "[ ]", action: "vorige, volgende pagina",
                    bindings: [
                        (.previousPage, [.character("[")]), (.nextPage, [.character("]")]),
                    ]),
                Row(
                    keys: "e", action: "andere editie",
                    bindings: [(.nextEdition, [.character("e")])]),
                Row(
                    keys: "Tab", action: "naar de andere lijst en terug",
                    bindings: [(.otherPane, [.tab, .backTab])]),
                Row(
                    keys: "d", action: "lijsten met teasers, van twee regels of van één regel",
                    bindings: [(.changeListForm, [.character("d")])]),
                Row(
                    keys: "r R", action: "deze pagina verversen, alles verversen",
                    bindings: [
                        (.refreshPage, [.character("r")]), (.refreshAll, [.character("R")]),
                    ]),
            ]),
        Group(
            title: "In een artikel",
            rows: [
                Row(
                    keys: "v", action: "hetzelfde verhaal bij de volgende bron",
                    bindings: [(.nextVersion, [.character("v")])], place: .article),
                Row(
                    keys: "c",
                    action: "ander verslag of eerdere versie ernaast",
                    bindings: [(.compare, [.character("c")])], place: .article),
                Row(
                    keys: "v 2–9", action: "na c: volgende versie, versie met dat nummer",
                    bindings: [(.nextVersion, [.character("v")])]
                        + (2...9).map { (.version($0), [.character(Character(String($0)))]) },
                    place: .comparison),
                Row(
                    keys: "i", action: "beeld tonen of verbergen",
                    bindings: [(.togglePictures, [.character("i")])], place: .article),
                Row(
                    keys: "o y", action: "openen in de browser, adres kopiëren",
                    bindings: [
                        (.openInBrowser, [.character("o")]), (.copyAddress, [.character("y")]),
                    ]),
            ]),
        Group(
            title: "Portaal",
            rows: [
                Row(
                    keys: "w W", action: "webmail openen, webmail kiezen",
                    bindings: [
                        (.openWebmail, [.character("w")]), (.changeWebmail, [.character("W")]),
                    ]),
                Row(
                    keys: "t", action: "thema kiezen", bindings: [(.chooseTheme, [.character("t")])]
                ),
                Row(
                    keys: ",", action: "instellingen",
                    bindings: [(.showSettings, [.character(",")])]),
                Row(
                    keys: "B", action: "bronnen en hoe het ermee gaat",
                    bindings: [(.showSources, [.character("B")])]),
                Row(
                    keys: "? F1", action: "deze hulp",
                    bindings: [(.showHelp, [.character("?"), .function(1)])]),
                Row(
                    keys: "^L", action: "scherm opnieuw tekenen",
                    bindings: [(.redraw, [.control("l")])]),
                Row(
                    keys: "^Z", action: "even naar de shell; met fg kom je terug",
                    bindings: [(.suspend, [.control("z")])]),
                Row(
                    keys: "Q ^C", action: "stoppen",
                    bindings: [(.quit, [.character("Q"), .control("c")])]),
            ]),
    ]

    static let rows = groups.flatMap(\.rows)

    /// The command that `key` gives in the first of `places` that binds it.
    static func command(for key: Key, in places: [Place]) -> Command? {
        places.lazy.compactMap { commands[$0]?[key] }.first
    }

    private static let commands: [Place: [Key: Command]] = {
        var commands: [Place: [Key: Command]] = [:]
        for row in rows {
            for (command, keys) in row.bindings {
                for key in keys { commands[row.place, default: [:]][key] = command }
            }
        }
        return commands
    }()
}

import DutchCommandLine
import PortalCore
import PortalModel

/// A page that the reader named on the command line.
public struct PageChoice {
    /// The page.
    let page: NewsPage
    /// As it stands in the header.
    let name: SafeText
    /// The edition that it belongs to.
    let edition: Edition
    /// The section that the page is of; nil for a front page.
    public let section: Section?
    /// Whether it is the front page of the first edition, which is what `portaal read` counts on.
    let isFrontPage: Bool

    /// The front page of the first edition.
    public init(frontPageOf editions: [Edition]) {
        self.init(frontPageOf: editions[0], of: editions, name: Wording.frontPage)
    }

    /// The page called `name`, without regard to case: a section, an edition's front page, also as
    /// "Voorpagina Zeeland" where a section is called like the edition, or "Voorpagina"; without a
    /// name the front page of the first edition.
    public init(_ name: String?, in editions: [Edition]) throws(CommandFailure) {
        guard let name else {
            self.init(frontPageOf: editions)
            return
        }
        if let choice = PageChoice(section: name, in: editions) {
            self = choice
        } else if Self.matches(Wording.frontPage, name) {
            self.init(frontPageOf: editions)
        } else if let edition = editions.first(where: { edition in
            [edition.name, Self.frontPage(of: edition)].contains { Self.matches($0, name) }
        }) {
            self.init(frontPageOf: edition, of: editions, name: Self.frontPage(of: edition))
        } else {
            throw Self.unknown(name, in: editions)
        }
    }

    /// The section called `name`; the first where two editions have one of that name.
    public init(sectionNamed name: String, in editions: [Edition]) throws(CommandFailure) {
        guard let choice = PageChoice(section: name, in: editions) else {
            throw Self.unknown(name, in: editions)
        }
        self = choice
    }

    private init?(section name: String, in editions: [Edition]) {
        for edition in editions {
            guard let section = edition.sections.first(where: { Self.matches($0.name, name) })
            else { continue }
            page = .section(section.id)
            self.name = section.name
            self.edition = edition
            self.section = section
            isFrontPage = false
            return
        }
        return nil
    }

    private init(frontPageOf edition: Edition, of editions: [Edition], name: SafeText) {
        page = .front(edition.id)
        self.name = name
        self.edition = edition
        section = nil
        isFrontPage = edition.id == editions[0].id
    }

    private static func frontPage(of edition: Edition) -> SafeText {
        [Wording.frontPage, edition.name].joined(separator: " ")
    }

    /// What a page can be called, each once: where a section is called like an edition, the name
    /// means the section.
    public static func names(in editions: [Edition]) -> [SafeText] {
        var names: [SafeText] = []
        for name in editions.flatMap({ $0.sections.map(\.name) }) where !names.contains(name) {
            names.append(name)
        }
        let sections = names
        return names + [Wording.frontPage]
            + editions.map { edition in
                let isTaken = sections.contains { matches($0, edition.name.string) }
                return isTaken ? frontPage(of: edition) : edition.name
            }
    }

    private static func matches(_ name: SafeText, _ typed: String) -> Bool {
        name.string.lowercased() == typed.lowercased()
    }

    private static func unknown(_ name: String, in editions: [Edition]) -> CommandFailure {
        .wrongUse(
            Wording.noSection(
                SafeText(line: name, limit: 60), among: names(in: editions)))
    }
}

extension NewsLibrary {
    /// The article that a reader names: by its identifier, or by its place on the front page of
    /// `editions`.
    public mutating func identifier(
        _ name: String, in editions: [Edition]
    ) throws -> ArticleID {
        if let id = ArticleID(name) { return id }
        guard let number = Int(name), number > 0 else {
            throw CommandFailure.wrongUse(Wording.noArticleName(SafeText(line: name, limit: 40)))
        }
        let count = min(number, PlainPage.headlineCount)
        let page = PageChoice(frontPageOf: editions).page
        let headlines = try headlines(on: page, from: .start, count: count).headlines
        guard headlines.indices.contains(number - 1) else {
            throw CommandFailure.failed(Wording.frontPageHasOnly(headlines.count))
        }
        return headlines[number - 1].id
    }
}

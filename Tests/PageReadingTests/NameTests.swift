import PageReading
import PortalModel
import Testing

/// What the names of elements take away from an article, and what they do not.
struct NameTests {
    /// Paragraphs of another part of the same article.
    private let others = paragraphs.map { "<p>Eerder: \($0)</p>" }

    private var whole: [String] { paragraphs + paragraphs.map { "Eerder: \($0)" } }

    @Test(arguments: [
        "cta", "readmore-body", "weiterlesen", "callout", "slideshow-text", "social-wall",
        "gallery-intro", "feedback", "wrapper-sidebar", "container-menu", "no-sidebar",
        "has-comments", "zonder-banner", "block-ad0e91c", "x-3ad8c30", "popup-text",
    ])
    func `a name takes away nothing that holds a real share of the text`(name: String) throws {
        let part = "<div class='\(name)'>\(others.joined())</div>"
        #expect(try lines(page("<article>\(prose)\(part)</article>")) == whole)
    }

    @Test(arguments: [
        "chapter-header", "extra", "scroll-anchor", "media-body", "contact-remark", "foot-stuff",
    ])
    func `one weak word takes no paragraph away`(name: String) throws {
        let part = "<div class='\(name)'><p>Zaterdag varen er twee boten meer dan anders.</p></div>"
        let text = try lines(page("<article>\(prose)\(part)\(others.joined())</article>"))
        #expect(text.contains("Zaterdag varen er twee boten meer dan anders."))
    }

    @Test(arguments: [
        "cta", "newsletter-content", "share", "social-links", "advertentie", "poll", "ad", "ads1",
        "cookie-text", "related-content", "col-sidebar__ad",
    ])
    func `a name takes away what is as little as it says`(name: String) throws {
        let part =
            "<div class='\(name)'><p>Elke ochtend het eiland in je mail, zonder kosten.</p></div>"
        #expect(try lines(page("<article>\(prose)\(part)\(others.joined())</article>")) == whole)
    }

    @Test(arguments: [
        "block-3e43930238a3ad8c3099", "el-ad97b7a", "c-7c9e6679-7425-40de-944b-ad07fc1f90ae",
        "css-1ad2x9", "m4nav9",
    ])
    func `what a program made up says nothing`(name: String) throws {
        let part =
            "<div id='\(name)' class='\(name)'><p>Zaterdag varen er twee boten meer.</p></div>"
        let text = try lines(page("<article>\(prose)\(part)\(others.joined())</article>"))
        #expect(text.contains("Zaterdag varen er twee boten meer."))
    }

    @Test(arguments: ["hidden", "box d-none", "is-hidden", "js-hidden slot"])
    func `what a class hides is not read`(name: String) throws {
        let part = "<div class='\(name)'><p>Word nu lid en lees alles over het eiland.</p></div>"
        #expect(try lines(page("<article>\(prose)\(part)</article>")) == paragraphs)
    }

    @Test(arguments: ["hidden md:block", "d-none d-lg-block", "hidden-xs", "overflow-hidden"])
    func `what is hidden on some screens only is read`(name: String) throws {
        let part = "<div class='\(name)'>\(others.joined())</div>"
        #expect(try lines(page("<article>\(prose)\(part)</article>")) == whole)
    }
}

import CLibXML2
import Foundation
import Markup

/// What the names that a page's makers gave to an element (its class and id) say of it.
///
/// Names are taken apart into whole words (`NameWords`), so that `ad` is not found in `header`.
struct ClassNameHints {
    /// Never a part of the article, however long: comments, other articles, advertisements, what
    /// is said about cookies.
    private(set) var isForeign = false
    /// Something little that stands with an article: buttons to share it, a request to subscribe,
    /// a series of pictures.
    private(set) var isAccessory = false
    /// The text of such a thing, as a `slideshow-intro-content` is.
    private(set) var isTextOfAccessory = false
    /// Something beside the article, as far as a word for it tells: navigation, a side column.
    var isPerhapsBeside: Bool { hasWordBeside && !isArticle && !isBody }
    private var hasWordBeside = false
    /// Something beside the article of any of these three kinds.
    var isBeside: Bool { isForeign || isAccessory || isPerhapsBeside }
    var isArticle = false
    /// The very text of the article, by a name that hardly means anything else.
    var isBody = false
    /// Something told about the article: who wrote it, when, how long it takes.
    var isDetail = false
    var isAuthor = false
    var isCaption = false
    var isPicture = false
    var isFolded = false
    /// Points for or against its being the text, as Readability gives them: −25, 0 or 25 for each
    /// of class and id.
    var weight = 0

    init(_ node: PageNode) {
        let id = node["id"].flatMap { ClassNameHints.isSlug($0) ? nil : $0 }
        for name in [node["class"], id] {
            guard let name, !name.isEmpty else { continue }
            if name.contains("visually-hidden") || name.contains("sr-only") { isForeign = true }
            note(name)
        }
    }

    private mutating func note(_ name: String) {
        var isGood = false
        var isBad = false
        for part in name.utf8.prefix(400).split(whereSeparator: { $0 <= 0x20 }) {
            let words = NameWords.of(part)
            let isOfText = words.contains { HintWords.article.contains($0) }
            let isLayout = NameWords.isLayout(words, of: part)
            for word in words {
                let isForeign = HintWords.foreign.contains(word)
                let isAccessory = HintWords.accessories.contains(word)
                let isBeside = HintWords.beside.contains(word) && !isLayout
                if isForeign { self.isForeign = true }
                if isAccessory { self.isAccessory = true }
                if isAccessory, isOfText { isTextOfAccessory = true }
                if isBeside { hasWordBeside = true }
                if HintWords.details.contains(word) { isDetail = true }
                if HintWords.author.contains(word) { isAuthor = true }
                if HintWords.folded.contains(word) { isFolded = true }
                if HintWords.captions.contains(word) { isCaption = true }
                if HintWords.pictures.contains(word) { isPicture = true }
                if HintWords.good.contains(word) { isGood = true }
                if isForeign || isAccessory || isBeside || HintWords.bad.contains(word) {
                    isBad = true
                }
            }
            if isOfText { isArticle = true }
            if part.count >= 8, HintWords.isBody(words.joined()) { isBody = true }
        }
        weight += (isGood ? 25 : 0) - (isBad ? 25 : 0)
    }

    /// Whether an id is a sentence: it was made from a heading, and says what the text is about.
    private static func isSlug(_ id: String) -> Bool {
        id.utf8.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.count > 4
    }

    /// Whether one of the names in `classes` hides, and none shows again on a screen of some width.
    private static func hides(_ classes: String) -> Bool {
        let names = classes.lowercased().split(whereSeparator: \.isWhitespace)
        guard names.contains(where: { HintWords.hiding.contains(String($0)) }) else { return false }
        return !names.contains { name in
            name.split(whereSeparator: { "-_:@".contains($0) }).contains {
                HintWords.widths.contains(String($0))
            }
        }
    }

    /// Whether the class of `node` hides it, by a name that style sheets everywhere give that
    /// meaning. Costs little where no such name is near.
    static func hides(_ node: PageNode) -> Bool {
        guard let bytes = node.pointer?.attributeBytes("class") else { return false }
        let isNear = bytes.withMemoryRebound(to: CChar.self, capacity: 1) { text in
            HintWords.hidingParts.contains { strstr(text, $0) != nil }
        }
        return isNear && hides(String(cString: bytes))
    }
}

/// The words that names of elements are put together from.
enum NameWords {
    /// The words of `name`, which is one class or id, in lower case: parted by anything that is no
    /// letter, and where lower case turns into upper case after more than three letters, since
    /// names that programs make up are full of shorter ones. What else programs make up, digits
    /// and letters mixed, says nothing; nor does a word that tells what is absent (`no-sidebar`) or
    /// stands elsewhere on the page (`has-comments`).
    static func of(_ name: Substring.UTF8View) -> [String] {
        let parts = name.split { !isLetter($0) && !isDigit($0) }
        let isMade = parts.contains { isMadeUp($0) }
        var words: [String] = []
        for part in parts where !(isMade && part.contains(where: isDigit)) {
            appendWords(of: part, to: &words)
        }
        guard let negation = words.firstIndex(where: HintWords.absence.contains) else {
            return words
        }
        return Array(words[..<negation])
    }

    /// Whether the place on the page among `words` of `name` says only how the element is laid out:
    /// a `container-sidebar` is a container, a `layout__sidebar` the side bar of a layout.
    static func isLayout(_ words: [String], of name: Substring.UTF8View) -> Bool {
        guard let place = words.firstIndex(where: HintWords.places.contains) else { return false }
        return words[..<place].contains(where: HintWords.layouts.contains)
            && !String(Substring(name)).contains("__")
    }

    /// Whether a program made up `part`: letters and digits mixed, or a number in base 16.
    private static func isMadeUp(_ part: Substring.UTF8View) -> Bool {
        guard part.contains(where: isDigit), part.contains(where: isLetter) else {
            return false
        }
        if part.count >= 6,
            part.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) })
        {
            return true
        }
        // A word with its number (`ad2`, `col12`) is none; `300x250` is a size.
        let tail = part.drop(while: isLetter).drop(while: isDigit)
        return !tail.isEmpty && !tail.drop { $0 == UInt8(ascii: "x") }.allSatisfy(isDigit)
    }

    private static func appendWords(of part: Substring.UTF8View, to words: inout [String]) {
        var word: [UInt8] = []
        var wasLower = false
        for byte in part {
            let isUpper = (0x41...0x5A).contains(byte)
            if isDigit(byte) || (isUpper && wasLower && word.count > 3) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
            if !isDigit(byte) { word.append(isUpper ? byte | 0x20 : byte) }
            wasLower = !isUpper && !isDigit(byte)
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte.isASCIIDigit }

    /// Every letter outside ASCII counts as one.
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte >= 0x80
    }
}

/// Words that makers of pages put into the names of elements, in the languages of their offices.
enum HintWords {
    /// Not of this article, however long it is.
    static let foreign: Set<String> = [
        // Advertisements
        "advert", "advertisement", "advertising", "advertorial", "adsense", "adslot", "adunit",
        "outbrain", "taboola", "dfp", "sponsored", "reclame", "advertentie", "werbung", "anzeige",
        "publicite", "publicidad", "affiliate", "teads", "revcontent", "mgid",
        // Ways about the site
        "breadcrumb", "breadcrumbs", "crumbs", "pagination", "pager", "kruimelpad", "sitemap",
        // Other articles
        "related", "relatedposts", "relatedcontent", "relatedarticles", "recommended",
        "recommendation", "recommendations", "recirc", "recirculation", "morefrom",
        "trending", "mostread", "mostpopular", "suggested", "suggestions", "gerelateerd",
        "leesook", "verwant", "meestgelezen", "verwandt", "mehrzum", "similaires",
        "relacionadas", "relacionados", "relacionado", "correlati", "upnext", "nextarticle",
        "seealso", "crosslink", "crosslinks", "inlinerelated",
        // What readers write
        "comment", "comments", "commentlist", "disqus", "replies", "respond", "reacties",
        "kommentare", "commentaires", "comentarios",
        // What lies over the page
        "cookie", "cookies", "cookiebar", "cookiemelding", "consent", "gdpr", "agegate",
    ]

    /// Little things that stand with an article.
    static let accessories: Set<String> = [
        "readmore", "weiterlesen", "carousel", "slideshow", "gallery", "galleries", "infobox",
        "infokasten", "faktaboks", "faktaruta", "lightgallery", "lightbox",
        "share", "sharing", "sharebar", "sharedaddy", "sharethis", "addthis", "addtoany",
        "social", "socials", "socialmedia", "shares", "sharebuttons", "teilen", "partage",
        "compartir", "follow", "rating", "ratings", "newsletter", "newsletters", "nieuwsbrief",
        "mailchimp", "donate", "donation", "feedback", "poll", "popup", "tooltip", "noprint",
        "cta", "ctas", "calltoaction", "callout", "tagcloud", "taglist", "tagbox", "inschrijven",
    ]

    /// Beside the article, unless the name has a word for an article as well.
    static let beside: Set<String> = [
        "ad", "ads", "adv", "adbox", "adwrapper", "adcontainer", "banner", "banners", "sponsor",
        "promo", "promos", "promotion", "gpt", "pub", "upsell", "shopping", "nav", "navbar",
        "navigation", "menu", "submenu", "sidebar", "siderail", "rail", "skip", "masthead",
        "toolbar", "tool", "tools", "zijbalk", "navi", "popular", "teaser", "teasers", "lees",
        "discussion", "delen", "login", "signin", "signup", "subscribe",
        "subscription", "optin", "cmp", "modal", "overlay", "footer", "copyright", "disclaimer",
        "colophon", "supplemental", "rss", "tags",
        "relies",
        // The same in Dutch
        "zijkolom", "rechterkolom", "linkerkolom", "zijkant", "voet", "voettekst", "deelknoppen",
        "kruimels", "aanmelden", "inloggen",
    ]

    /// Of the article: outweighs a word of the list above.
    static let article: Set<String> = [
        "article", "articlebody", "artikel", "body", "column", "content", "main", "mathjax",
        "story", "storybody", "entry", "post", "postbody", "text", "hentry", "inhalt", "inhoud",
        "contenu", "texte", "contenido", "cuerpo", "page", "paragraph",
    ]

    /// Told about the article, in an element of a line or so.
    static let details: Set<String> = [
        "author", "authors", "byline", "bylines", "auteur", "autor", "autoren", "date", "dateline",
        "datum", "fecha", "timestamp", "datetime", "time", "published", "pubdate", "publish",
        "updated", "readtime", "readingtime", "duration", "meta", "metadata", "postmeta",
        "articlemeta", "kicker", "eyebrow", "toc", "writer", "reporter", "signature", "views",
        "createdby", "hits", "submitted", "gegevens", "rubriek",
        "category", "categories", "tag", "tags", "keywords", "topics", "bio", "avatar",
    ]

    static let author: Set<String> = [
        "author", "authors", "bio", "biography", "authorbio", "authorbox", "authorinfo", "auteur",
        "autor", "autoren", "aboutauthor", "contributor", "contributors", "profile",
    ]

    static let captions: Set<String> = [
        "caption", "captions", "figcaption", "credit", "credits", "bildunterschrift", "legende",
        "bijschrift", "bildtext", "photocredit", "imagecaption", "copyright", "fotograf",
        "bildnachweis", "epigrafe", "piefoto",
    ]

    static let pictures: Set<String> = [
        "image", "images", "img", "picture", "pictures", "photo", "photos", "foto", "fotos",
        "afbeelding", "beeld", "bild", "bilder", "figure", "figuur", "thumbnail", "thumb",
        "media", "visual", "imagem", "imagen", "immagine",
    ]

    static let places: Set<String> = [
        "sidebar", "siderail", "rail", "zijbalk", "banner", "banners", "footer", "masthead",
        "nav", "navbar", "menu", "toolbar", "tools",
    ]

    static let layouts: Set<String> = [
        "container", "layout", "grid", "row", "cols", "columns", "column", "col", "wrapper",
        "template", "inner", "rij", "kolom", "kolommen", "raster",
    ]

    /// What follows is not here, or not in this element.
    static let absence: Set<String> = [
        "no", "not", "without", "has", "have", "with", "hide", "hides", "geen", "zonder", "met",
        "heeft", "ohne", "mit", "sans", "avec", "sin", "con",
    ]

    /// Names that hide an element in the usual style sheets.
    static let hiding: Set<String> = [
        "hidden", "hide", "is-hidden", "d-none", "u-hidden", "js-hidden", "display-none",
        "invisible", "verborgen", "verstopt", "uk-hidden", "nodisplay",
    ]

    /// A part of each of them.
    static let hidingParts = ["hid", "none", "invisible", "verborgen", "verstopt", "nodisplay"]

    /// Screens on which an element is shown after all, or is hidden alone.
    static let widths: Set<String> = [
        "xs", "sm", "md", "lg", "xl", "xxl", "2xl", "small", "medium", "large", "desktop",
        "mobile", "tablet", "phone", "print", "screen", "block", "inline", "flex", "show",
        "visible",
    ]

    static let folded: Set<String> = [
        "accordion", "collapse", "collapsible", "expand", "expandable", "faq", "tab", "tabs",
        "toggle", "panel", "uitklap", "akkordeon", "more",
    ]

    /// Points for.
    static let good: Set<String> = [
        "article", "articlebody", "artikel", "body", "content", "entry", "hentry", "main", "page",
        "post", "text", "blog", "story", "storybody", "inhalt", "inhoud", "contenu", "cuerpo",
        "richtext", "paragraph",
    ]

    /// Points against, besides the words for what is beside the article.
    static let bad: Set<String> = [
        "com", "contact", "foot", "footnote", "media", "meta", "scroll", "byline", "author",
        "header", "extra", "remark", "skyscraper", "legends", "caption", "credit", "promo",
    ]

    /// Whether a name, its letters alone, is one that is given to an article's text itself.
    static func isBody(_ name: String) -> Bool {
        bodies.contains { name.hasSuffix($0) || name.hasPrefix($0) }
    }

    private static let bodies = [
        "articlebody", "articlecontent", "articletext", "articlebodycontent", "storybody",
        "storycontent", "storytext", "postcontent", "postbody", "entrycontent", "entrytext",
        "bodycopy", "bodytext", "contentbody", "artikeltext", "artikelinhalt", "artikelbody",
        "articlemain", "newstext", "textcontent", "articlecopy",
    ]
}

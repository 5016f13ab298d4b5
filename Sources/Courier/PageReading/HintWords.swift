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

    /// Told about the author.
    static let author: Set<String> = [
        "author", "authors", "bio", "biography", "authorbio", "authorbox", "authorinfo", "auteur",
        "autor", "autoren", "aboutauthor", "contributor", "contributors", "profile",
    ]

    /// Told about a picture.
    static let captions: Set<String> = [
        "caption", "captions", "figcaption", "credit", "credits", "bildunterschrift", "legende",
        "bijschrift", "bildtext", "photocredit", "imagecaption", "copyright", "fotograf",
        "bildnachweis", "epigrafe", "piefoto",
    ]

    /// A picture.
    static let pictures: Set<String> = [
        "image", "images", "img", "picture", "pictures", "photo", "photos", "foto", "fotos",
        "afbeelding", "beeld", "bild", "bilder", "figure", "figuur", "thumbnail", "thumb",
        "media", "visual", "imagem", "imagen", "immagine",
    ]

    /// Where something stands on the page.
    static let places: Set<String> = [
        "sidebar", "siderail", "rail", "zijbalk", "banner", "banners", "footer", "masthead",
        "nav", "navbar", "menu", "toolbar", "tools",
    ]

    /// How a page is divided.
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

    /// What opens at a click.
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

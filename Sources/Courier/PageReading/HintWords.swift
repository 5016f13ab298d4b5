/// Words that makers of pages put into the names of elements, in the languages of their offices.
enum HintWords {
    /// Beside the article, in any element.
    static let beside: Set<String> = [
        // Advertisements and what pays for the page
        "ad", "ads", "adv", "advert", "advertisement", "advertising", "advertorial", "adsense",
        "adslot", "adunit", "adbox", "adwrapper", "adcontainer", "banner", "banners", "sponsor",
        "sponsored", "promo", "promos", "promotion", "outbrain", "taboola", "dfp", "gpt",
        "reclame", "advertentie", "werbung", "anzeige", "publicite", "publicidad", "pub",
        "affiliate", "paywall", "upsell", "shopping",
        // Ways about the site
        "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumbs",
        "pager", "pagination", "paginate", "sidebar", "siderail", "rail", "skip", "sitemap",
        "masthead", "toolbar", "tool", "tools", "kruimelpad", "zijbalk", "navi",
        // Other articles
        "related", "relatedposts", "recommended", "recommendation", "recommendations", "recirc",
        "recirculation", "readmore", "morefrom", "trending", "popular", "mostread", "mostpopular",
        "teaser", "teasers", "suggested", "suggestions", "gerelateerd", "leesook", "lees",
        "verwant", "meestgelezen", "verwandt", "weiterlesen", "mehrzum", "similaires", "relies",
        "relacionadas", "relacionados", "relacionado", "correlati", "upnext", "nextarticle",
        // What readers do
        "comment", "comments", "commentlist", "disqus", "discussion", "replies", "respond",
        "reacties", "kommentare", "commentaires", "comentarios", "share", "sharing", "sharebar",
        "sharedaddy", "sharethis", "addthis", "addtoany", "social", "socials", "socialmedia",
        "delen", "teilen", "partage", "compartir", "follow", "rating", "ratings", "login",
        "signin", "signup", "subscribe", "subscription", "newsletter", "newsletters",
        "nieuwsbrief", "mailchimp", "optin", "donate", "donation", "feedback", "poll", "jp",
        // What lies over the page
        "cookie", "cookies", "cookiebar", "consent", "gdpr", "cmp", "popup", "modal", "overlay",
        "lightbox", "tooltip", "agegate",
        // Print and small print
        "footer", "copyright", "disclaimer", "colophon", "noprint", "hidden", "hide", "widget",
        "widgets", "supplemental", "rss", "tags", "taglist", "tagcloud",
    ]

    /// Of the article: outweighs a name from the list above that stands beside it.
    static let article: Set<String> = [
        "article", "articlebody", "artikel", "body", "column", "content", "main", "mathjax",
        "story", "storybody", "entry", "post", "postbody", "text", "hentry", "inhalt", "inhoud",
        "contenu", "texte", "contenido", "cuerpo", "page", "paragraph",
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
    static func isBody(_ name: Substring) -> Bool {
        bodies.contains { name.hasSuffix($0) || name.hasPrefix($0) }
    }

    private static let bodies = [
        "articlebody", "articlecontent", "articletext", "articlebodycontent", "storybody",
        "storycontent", "storytext", "postcontent", "postbody", "entrycontent", "entrytext",
        "bodycopy", "bodytext", "contentbody", "artikeltext", "artikelinhalt", "artikelbody",
        "articlemain", "newstext", "textcontent", "articlecopy",
    ]
}

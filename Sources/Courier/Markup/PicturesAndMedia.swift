import Foundation
import PortalModel

/// What the attributes of a picture say: where it is, what it shows, and whether it is a sign in
/// its line, a picture by itself, or nothing that is looked at.
struct PictureAttributes {
    /// Pictures that are no higher than this, in pixels, stand in their line.
    private static let lineHeight = 40.0

    let address: WebAddress?
    let text: SafeText
    /// Whether nobody is meant to see it: pictures of one pixel count readers.
    let isUnseen: Bool
    /// Whether it stands for a character or a formula in its line.
    let isSign: Bool
    /// Whether its author says that it tells nothing.
    let isDecoration: Bool

    init(_ attributes: MarkupAttributes, relativeTo base: WebAddress?) {
        let alternative = attributes["alt"] ?? ""
        let title = attributes["title"] ?? ""
        let style = attributes["style"] ?? ""
        let width = attributes.pixels("width", style: style)
        let height = attributes.pixels("height", style: style)
        address = attributes.pictureAddress(relativeTo: base)
        isUnseen = min(width, height) <= 1
        isDecoration =
            (attributes.has("alt") && alternative.isEmpty && title.isEmpty)
            || attributes["role"] == "presentation" || attributes["aria-hidden"] == "true"
        let isFormula = PictureAttributes.isFormula(alternative, attributes)
        isSign =
            isFormula || min(width, height) <= PictureAttributes.lineHeight
            || PictureAttributes.isEmoji(alternative, attributes)
        text = SafeText(
            line: isFormula
                ? TeX.bare(alternative) : PictureAttributes.words(alternative, title, isSign))
    }

    /// The alternative text, and the title where that says more.
    private static func words(_ alternative: String, _ title: String, _ isSign: Bool) -> String {
        let (alternative, title) = (alternative.trimmingBlanks, title.trimmingBlanks)
        if alternative.isEmpty || title.isEmpty { return alternative.isEmpty ? title : alternative }
        // A title of one word is a name of a file or of the picture.
        guard !isSign, title.contains(" ") else { return alternative }
        let (known, more) = (alternative.lowercased(), title.lowercased())
        if known.contains(more) { return alternative }
        if more.contains(known) { return title }
        return alternative + (alternative.last.map { ".!?:".contains($0) } == true ? " " : ". ")
            + title
    }

    private static func isEmoji(_ alternative: String, _ attributes: MarkupAttributes) -> Bool {
        if attributes.holds(emojiClasses, in: "class") || attributes.holds(emojiFolders, in: "src")
        {
            return true
        }
        // As many as a sign can have; a family is one character.
        return !alternative.isEmpty && alternative.utf8.count <= 80
            && alternative.allSatisfy(\.isEmoji)
    }

    private static let emojiClasses: [StaticString] = ["emoji", "smiley", "emoticon"]
    private static let emojiFolders: [StaticString] = [
        "/emoji/", "twemoji", "/smilies/", "/smileys/", "emoticon",
    ]

    private static func isFormula(_ alternative: String, _ attributes: MarkupAttributes) -> Bool {
        guard !alternative.isEmpty else { return false }
        if attributes.holds(formulaServices, in: "src")
            || attributes.holds(["mwe-math"], in: "class")
        {
            return true
        }
        if attributes.holds(["tex", "math", "formula"], in: "class") {
            let names = attributes["class"]?.split(whereSeparator: \.isWhitespace) ?? []
            if names.contains(where: { formulaClasses.contains(String($0)) }) { return true }
        }
        return alternative.hasPrefix("{\\displaystyle")
            || (alternative.hasPrefix("$") && alternative.hasSuffix("$") && alternative.count > 2)
    }

    private static let formulaClasses: Set<String> = [
        "latex", "tex", "math", "mathjax", "ql-img-inline-formula",
    ]
    private static let formulaServices: [StaticString] = [
        "latex.php", "codecogs.com", "/math/render/", "cht=tx", "mathtex.cgi", "mimetex",
    ]
}

extension MarkupAttributes {
    /// The address of a picture: pictures that are loaded late have another in `src`.
    fileprivate func pictureAddress(relativeTo base: WebAddress?) -> WebAddress? {
        let late = address(["data-src", "data-lazy-src", "data-original", "src"], relativeTo: base)
        if let late { return late }
        for name: StaticString in ["srcset", "data-srcset"] {
            let first = self[name]?.split(separator: ",").first?.split(separator: " ").first
            if let address = first.flatMap({ WebAddress($0, relativeTo: base) }) { return address }
        }
        return nil
    }

    /// The length that the attribute called `name` gives, or the `style`, in pixels of a page;
    /// endless where neither gives one.
    func pixels(_ name: StaticString, style: String = "") -> Double {
        let own = self[name].flatMap { InlineStyle.pixels($0.trimmingBlanks) }
        if let own { return own }
        return style.isEmpty ? .infinity : InlineStyle.length(of: name, in: style) ?? .infinity
    }
}

extension Character {
    /// Whether it is shown as a picture: an emoji, but no digit.
    fileprivate var isEmoji: Bool {
        guard let first = unicodeScalars.first else { return false }
        return first.value > 0xFF
            && (first.properties.isEmojiPresentation || first.properties.isEmoji)
    }
}

/// Something that plays or shows by itself inside a text: a film, a sound, another page.
struct EmbeddedMedia {
    let element: EmbeddingElement
    private var address: WebAddress?
    private var type: String
    private var title: String
    private let isTracker: Bool

    init(_ element: EmbeddingElement, _ attributes: MarkupAttributes, relativeTo base: WebAddress?)
    {
        self.element = element
        type = attributes["type"] ?? ""
        title = attributes["title"] ?? attributes["playlabel"] ?? attributes["aria-label"] ?? ""
        isTracker = min(attributes.pixels("width"), attributes.pixels("height")) <= 1
        address = EmbeddedMedia.address(element, attributes, relativeTo: base)
    }

    /// The film at `address`, a link; nil when it leads to none that is known.
    init?(film address: WebAddress) {
        let host = address.host.string.lowercased()
        guard ["youtube.com", "youtu.be", "vimeo.com"].contains(where: { host.hasSuffix($0) })
        else {
            return nil
        }
        element = .video
        self.address = address
        (type, title, isTracker) = ("", "", false)
    }

    static let pictureMark = "[foto]"

    /// A `source` or `param` inside it: the first that can be opened counts.
    mutating func add(source attributes: MarkupAttributes, relativeTo base: WebAddress?) {
        guard address == nil else { return }
        if let name = attributes["name"]?.lowercased() {
            guard ["movie", "src", "url", "filename"].contains(name) else { return }
            address = attributes.address(["value"], relativeTo: base)
        } else {
            address = EmbeddedMedia.address(.frame, attributes, relativeTo: base)
        }
        if type.isEmpty { type = attributes["type"] ?? "" }
    }

    /// Where it is seen or heard: an address of a player becomes that of the page of what it plays.
    var link: WebAddress? {
        guard !isTracker, let address, !EmbeddedMedia.isUnseen(address) else { return nil }
        return EmbeddedMedia.page(of: address)
    }

    /// What is read in its place: `[video]`, or `[video: De storm]` when its title tells something.
    var label: SafeText {
        let title = SafeText(line: EmbeddedMedia.telling(title), limit: 120)
        let kind = SafeText(stringLiteral: kind.rawValue)
        return title.isEmpty ? "[\(kind)]" : "[\(kind): \(title)]"
    }

    var isKnown: Bool { kind != .other }

    private enum Kind: String {
        case video, audio, document
        case map = "kaart"
        case other = "insluiting"
    }

    private var kind: Kind {
        switch element {
        case .video, .player: return .video
        case .audio: return .audio
        case .post: return .other
        case .frame, .object: break
        }
        if type.hasPrefix("video/") { return .video }
        if type.hasPrefix("audio/") { return .audio }
        guard let address = address?.string.lowercased() else { return .other }
        let path = address.prefix { $0 != "?" && $0 != "#" }
        if type == "application/pdf" || path.hasSuffix(".pdf") { return .document }
        if EmbeddedMedia.maps.contains(where: address.contains) { return .map }
        if EmbeddedMedia.sounds.contains(where: address.contains) { return .audio }
        if EmbeddedMedia.films.contains(where: address.contains) { return .video }
        return .other
    }

    private static let maps = ["google.com/maps", "openstreetmap.org", "maps.google."]

    private static let sounds = [
        ".mp3", ".m4a", ".ogg", ".opus", "soundcloud.com", "spotify.com", "mixcloud.com",
        "bandcamp.com", "podcast", "omny.fm", "acast.com", "spreaker.com", "buzzsprout.com",
        "libsyn.com", "simplecast.com", "megaphone.fm", "audio", "podbean.com", "springcast",
    ]

    private static let films = [
        ".mp4", ".m4v", ".webm", "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com",
        "dailymotion.com", "video", "player", "twitch.tv", "streamable.com", "ted.com",
        "tiktok.com",
        "jwplatform", "brightcove", "kaltura", "peertube", "rumble.com", "film",
    ]

    /// What measures or sells, and is not seen.
    private static func isUnseen(_ address: WebAddress) -> Bool {
        let host = address.host.string
        return ["googletagmanager.com", "doubleclick.net", "googlesyndication.com"].contains {
            host == $0 || host.hasSuffix("." + $0)
        }
    }

    /// `title` unless it names no more than the player.
    private static func telling(_ title: String) -> String {
        let lower = title.lowercased()
        let isGeneral = ["player", "embed", "iframe", "widget", "insluit", "ingesloten"].contains {
            lower.contains($0)
        }
        guard isGeneral else { return title.split(separator: " ").count > 1 ? title : "" }
        // "Spotify Embed: the title of a track".
        guard let colon = title.firstIndex(of: ":") else { return "" }
        let rest = title[title.index(after: colon)...]
        return rest.contains(" ") ? String(rest).trimmingBlanks : ""
    }
}

/// An element that embeds something.
public enum EmbeddingElement: Sendable {
    case video, audio, frame, object
    /// The player of one service: `lite-youtube`, `amp-vimeo`.
    case player(FilmService)
    /// A message of a network for messages: `amp-twitter`, `amp-instagram`.
    case post

    /// A service that shows films by number.
    public enum FilmService: Sendable {
        case youTube, vimeo, dailymotion
    }
}

// MARK: - Addresses

extension EmbeddedMedia {
    private static func address(
        _ element: EmbeddingElement, _ attributes: MarkupAttributes, relativeTo base: WebAddress?
    ) -> WebAddress? {
        switch element {
        case .player(let service):
            let number = attributes["data-videoid"] ?? attributes["videoid"]
            return number.flatMap { address(of: $0[...], at: service) }
        case .post:
            if let number = attributes["data-tweetid"], isNumber(number[...]) {
                return WebAddress("https://twitter.com/i/status/\(number)")
            }
            if let code = attributes["data-shortcode"], isNumber(code[...]) {
                return WebAddress("https://www.instagram.com/p/\(code)/")
            }
            return attributes["data-href"].flatMap { WebAddress($0, relativeTo: base) }
        case .video, .audio, .frame, .object:
            return attributes.address(
                [
                    "src", "data", "data-src", "data-lazy-src", "data-litespeed-src",
                    "data-original", "data-cookieblock-src", "data-cmp-src", "data-consent-src",
                ], relativeTo: base)
        }
    }

    /// The page of what the player at `address` plays; `address` itself where none is known.
    private static func page(of address: WebAddress) -> WebAddress {
        let host = address.host.string.lowercased()
        let rest = address.string.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
        let parts = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        let first = parts.first ?? ""
        let number = parts.last ?? ""
        let page: WebAddress? =
            switch host {
            case "www.youtube.com", "youtube.com", "m.youtube.com", "www.youtube-nocookie.com",
                "youtube-nocookie.com":
                parts.count == 2 && (first == "embed" || first == "v")
                    ? film(number, rest) : nil
            case "player.vimeo.com":
                parts.count == 2 ? self.address(of: number, at: .vimeo) : nil
            case "www.dailymotion.com", "dailymotion.com":
                parts.count == 3 && first == "embed"
                    ? self.address(of: number, at: .dailymotion) : nil
            case "open.spotify.com":
                first == "embed"
                    ? WebAddress("https://\(host)/" + parts.dropFirst().joined(separator: "/"))
                    : nil
            case "cdn.embedly.com":
                value(of: "url", in: rest).flatMap { WebAddress($0) }
            default: nil
            }
        return page ?? address
    }

    private static func film(_ number: Substring, _ rest: Substring) -> WebAddress? {
        if number == "videoseries", let list = value(of: "list", in: rest) {
            return isNumber(list[...])
                ? WebAddress("https://www.youtube.com/playlist?list=\(list)") : nil
        }
        return number == "live_stream" ? nil : address(of: number, at: .youTube)
    }

    private static func address(
        of number: Substring, at service: EmbeddingElement.FilmService
    ) -> WebAddress? {
        guard isNumber(number) else { return nil }
        return switch service {
        case .youTube: WebAddress("https://www.youtube.com/watch?v=\(number)")
        case .vimeo: WebAddress("https://vimeo.com/\(number)")
        case .dailymotion: WebAddress("https://www.dailymotion.com/video/\(number)")
        }
    }

    /// Whether `text` can be the number of a film: letters, digits, `-` and `_`.
    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
            }
    }

    private static func value(of name: String, in path: Substring) -> String? {
        let query = path.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        let pair = query.split(separator: "&").first { $0.hasPrefix(name + "=") }
        return pair.flatMap { String($0.dropFirst(name.count + 1)).removingPercentEncoding }
    }
}

extension MarkupAttributes {
    /// The first of the attributes called `names` that holds the address of something on the web.
    func address(_ names: [StaticString], relativeTo base: WebAddress?) -> WebAddress? {
        for name in names {
            guard let reference = self[name] else { continue }
            let isWithoutScheme = base == nil && reference.hasPrefix("//")
            let whole = isWithoutScheme ? "https:" + reference : reference
            if let address = WebAddress(whole, relativeTo: base) { return address }
        }
        return nil
    }
}

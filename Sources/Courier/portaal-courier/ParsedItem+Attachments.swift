import FeedParsing
import PortalModel

extension ParsedItem {
    /// Its text, with what hangs on it: `[audio, 34 min, 31 MB]`, `reacties`.
    var body: Document {
        let said = [title, content.firstParagraph]
        let talk = comments.map { Span("reacties", link: $0) }
        return content.attaching(
            enclosures.compactMap { attachment($0, besides: said) } + [talk].compactMap { $0 })
    }

    private func attachment(_ file: Enclosure, besides said: [SafeText?]) -> Span? {
        let mark: String
        switch file.kind {
        case .audio: mark = "[audio"
        case .video: mark = "[video"
        case .picture: mark = Document.pictureMark
        case .pdf: mark = "[pdf"
        case .page: mark = "[pagina"
        case .other: mark = "[" + (file.address.fileExtension ?? "bestand")
        case .thumbnail, .flash: return nil
        }
        guard file.address != link else { return nil }
        let facts = [file.duration.map(Self.time), file.length.flatMap(Self.size)]
        // What the article says itself is not said again.
        let description = file.description.flatMap { said.contains($0) ? nil : $0 }
        let name = description.map { ": " + SafeText(line: $0.string, limit: 100).string } ?? ""
        let text = ([mark + name] + facts.compactMap { $0 })
            .joined(separator: ", ")
        return Span(SafeText(line: text + "]"), link: file.address)
    }

    private static func time(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds) s" }
        let minutes = (seconds + 30) / 60
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) uur \(minutes % 60) min"
    }

    /// The length in words; nil for what is too short to be true.
    private static func size(_ bytes: Int) -> String? {
        switch bytes {
        case ..<1000: nil
        case ..<999_500: "\((bytes + 500) / 1000) kB"
        case ..<999_500_000: "\((bytes + 500_000) / 1_000_000) MB"
        default: "\(bytes / 1_000_000_000),\(bytes / 100_000_000 % 10) GB"
        }
    }
}

extension WebAddress {
    /// What the name of the file ends in, where that tells its kind.
    fileprivate var fileExtension: String? {
        let path = string.prefix { $0 != "?" && $0 != "#" }
        let name = path.dropFirst(8).split(separator: "/").dropFirst().last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let end = name[name.index(after: dot)...].lowercased()
        let isKind = (2...4).contains(end.count) && end.allSatisfy { $0.isLetter || $0.isNumber }
        return isKind && !["php", "asp", "aspx", "cgi", "jsp"].contains(end) ? end : nil
    }
}

import PortalConfiguration
import PortalModel

/// Subscriptions as OPML 2.0: a folder for each section, in which stand its sources, and around
/// those of an edition other than the usual one a folder for that. Which edition a section belongs
/// to is said by an attribute in a namespace of the portal's own as well.
public struct OPMLText {
    /// The whole file.
    public let string: String

    /// The list of `sections`; names and passwords in addresses are left out, unless the file may
    /// be as secret as they are.
    public init(_ sections: [Section], withPasswords: Bool = false) {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0" xmlns:portaal="urn:portaal:opml">
              <head>
                <title>Bronnen van portaal</title>
              </head>
              <body>

            """
        for edition in Edition.grouping(sections) {
            let isOwn = edition.name != PortalConfiguration.defaultEdition
            let margin = isOwn ? "      " : "    "
            if isOwn {
                let name = Self.quoted(edition.name.string)
                text += "    <outline text=\(name) title=\(name)>\n"
            }
            for section in edition.sections where !section.sources.isEmpty {
                text += Self.folder(of: section, withPasswords: withPasswords, margin: margin)
            }
            if isOwn { text += "    </outline>\n" }
        }
        string = text + "  </body>\n</opml>\n"
    }

    private static func folder(
        of section: Section, withPasswords: Bool, margin: String
    ) -> String {
        let name = quoted(section.name.string)
        var text = "\(margin)<outline text=\(name) title=\(name)"
        text += " portaal:edition=\(quoted(section.edition.string))>\n"
        for source in section.sources {
            let name = quoted(source.name.string)
            let shown = withPasswords ? source.address : source.address.withoutUser
            let address = quoted(shown.string)
            text += "\(margin)  <outline type=\"rss\" text=\(name) title=\(name)"
            text += " xmlUrl=\(address)/>\n"
        }
        return text + "\(margin)</outline>\n"
    }

    /// An attribute's value (XML 1.0, section 2.3) with its quotation marks.
    private static func quoted(_ text: String) -> String {
        var value = "\""
        for character in text.unicodeScalars {
            switch character {
            case "&": value += "&amp;"
            case "<": value += "&lt;"
            case ">": value += "&gt;"
            case "\"": value += "&quot;"
            default: value.unicodeScalars.append(character)
            }
        }
        return value + "\""
    }
}

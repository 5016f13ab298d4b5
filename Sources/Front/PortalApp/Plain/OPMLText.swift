import PortalModel

/// Subscriptions as OPML 2.0: a folder for each section, in which stand its sources. Which edition
/// a section belongs to is said by an attribute in a namespace of the portal's own.
public struct OPMLText {
    /// The whole file.
    public let string: String

    /// The list of `sections`.
    public init(_ sections: [Section]) {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0" xmlns:portaal="urn:portaal:opml">
              <head>
                <title>Bronnen van portaal</title>
              </head>
              <body>

            """
        for section in sections {
            let name = Self.quoted(section.name.string)
            text += "    <outline text=\(name) title=\(name)"
            text += " portaal:edition=\(Self.quoted(section.edition.string))>\n"
            for source in section.sources {
                let name = Self.quoted(source.name.string)
                let address = Self.quoted(source.address.string)
                text +=
                    "      <outline type=\"rss\" text=\(name) title=\(name) xmlUrl=\(address)/>\n"
            }
            text += "    </outline>\n"
        }
        string = text + "  </body>\n</opml>\n"
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

import PortalModel

/// What came in with a round, as far as the reader wants to be told of it.
struct Arrivals {
    private let headlines: [Headline]

    /// More than these are not looked through.
    static let most = 1000

    /// Those of `headlines`, which stand with the newest first, that `command` is about.
    init(_ headlines: [Headline], for command: NotifyCommand) {
        self.headlines = headlines.filter(command.isAbout)
    }

    /// Nil where there is nothing to tell.
    var newest: Headline? { headlines.first }

    /// What the arguments of the command are filled with, where the newest stands at `address`.
    func values(address: WebAddress?) -> [CommandTemplate.Placeholder: SafeText] {
        var values: [CommandTemplate.Placeholder: SafeText] = [.count: "\(headlines.count)"]
        values[.title] = newest?.title
        values[.source] = newest?.source
        values[.section] = newest?.sectionName
        values[.url] = address?.text
        return values
    }
}

import ArgumentParser

/// Shows what the courier makes of foreign documents.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Laat zien wat de bezorger van een document maakt.",
        subcommands: [Feed.self, Page.self, Stories.self])
}

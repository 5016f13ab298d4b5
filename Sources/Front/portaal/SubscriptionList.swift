import DutchCommandLine
import PortalApp
import PortalConfiguration
import PortalCore
import PortalModel
import System

/// The subscriptions at the moment of a command, to be changed and written back.
struct SubscriptionList {
    /// The sections of `portaal.toml`, or the built-in ones.
    let base: [Section]
    /// What the reader changed of them.
    var own: Subscriptions

    /// What the files say now.
    ///
    /// - Throws: A failure when `sources.toml` has mistakes: writing it would lose what they are
    ///   about.
    init(_ startup: Startup) throws(CommandFailure) {
        // Why there is no place for files was told already.
        guard let files = startup.files else { throw .told }
        let (own, mistakes) = Subscriptions.load(from: files.subscriptionsFile)
        guard mistakes.isEmpty else {
            throw .failed(Wording.mendSubscriptions(SafeText(line: files.subscriptionsFile)))
        }
        self.own = own
        base = PortalConfiguration.load(from: files.configurationFile).configuration.sections
    }

    /// The sections as they are with the changes.
    var sections: [Section] { own.applied(to: base) }

    /// The address of the source at one of `addresses`; those of sources are shown without the
    /// names and passwords in them, and can be given so.
    func address(shownAs addresses: [WebAddress]) -> WebAddress? {
        let known = sections.flatMap(\.sources).map(\.address)
        return known.first(where: addresses.contains)
            ?? known.first { addresses.contains($0.withoutUser) }
    }

    /// Adds `source` to the section of that name; nil when it was added, else the name of the
    /// section that has it already.
    mutating func add(
        _ source: Source, to section: SafeText, of edition: SafeText? = nil
    ) -> SafeText? {
        let place = own.place(for: section, edition: edition, over: base)
        return own.add(source, to: place.name, of: place.edition, over: base)
    }

    /// Reads the list, lets `change` have its way with it and writes it, if it is another one
    /// then, while no other command does so: nothing that was written meanwhile is undone.
    static func change<Value>(
        _ startup: Startup, by change: (inout SubscriptionList) throws -> Value
    ) throws -> Value {
        // Why there is no place for files was told already.
        guard let files = startup.files else { throw CommandFailure.told }
        guard !startup.sharesNews else { throw CommandFailure.failed(Wording.sourcesShared) }
        let lock = try FileLock.ofSubscriptions(of: files)
        var list = try SubscriptionList(startup)
        let before = list.own
        let value = try change(&list)
        if list.own != before { try list.own.write(to: files) }
        _ = consume lock
        return value
    }
}

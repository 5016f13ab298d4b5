import ArgumentParser
import Foundation

/// Measures the portal, beside its peers if wished, and prints one table.
///
/// How it is measured, all of it on this machine and its loopback, with warm caches:
///
/// - **News**: RSS feeds of invented Dutch text, the same ones at every run, served over HTTP from
///   this process with an `ETag` each and `304` to whoever sends it back. Every program stores
///   them through its own refresh.
/// - **Start**: from just before the process is made until the last byte of its first full screen
///   has arrived in a pseudo-terminal of 120×40. The screen is full when the last row's text has
///   come and nothing more comes for 300 ms, which are not counted. The programs take turns, so
///   that what else goes on on the machine meets all alike.
/// - **Memory**: the peak resident set (`VmHWM`) at that moment; of a refresh, when its last line
///   is printed.
/// - **Key**: from writing one byte, `j` or `k`, to the pseudo-terminal until the last byte of the
///   answer, after which nothing comes for 15 ms. One that is held down goes through a thousand
///   headlines, where two columns stand beside each other (120×40) and where three do (200×60).
/// - **Parse**: the feeds from memory to typed documents, on one core; sfeed from files to its own
///   format, one process a feed, as its `sfeed_update` does.
/// - **Refresh**: the wall time of the program that fetches, parses, cleans, stores and, where it
///   has one, fills the index for searching and joins stories: first with nothing stored, then
///   all over again; and later, with much stored, when ten of its feeds have ten new articles.
///   sfeed as its `sfeed_update`, and also as one process that reads what curl fetched.
/// - **Usual round**: a hundred feeds of a hundred items come whole, and one item of each is new.
///   What is stored came before in rounds of 10,000 articles, each newer than the last.
/// - **Muting**: with a thousand rules for words, names and sources in filters.toml, beside the same
///   articles without any; 10,000 new articles come to the 100,000 of ten rounds.
/// - **Edition**: `publish` of those 10,000 articles into an empty folder, and once more; then what
///   a reader's first refresh takes from that folder behind nginx, and from the feeds themselves.
/// - **Crowd**: the bytes that nginx sends one reader in a day of 24 polls while 300 articles come,
///   of an edition and of the 25 feeds behind it, both packed; how often a second nginx answers wrk
///   on all cores; how many of 150,000 readers ask in the busiest second; and portals on one store,
///   the memory of each by its share (PSS), and the time of a key while 1,000 articles come.
/// - **Processor time**: of the program and all that it runs, in user and system mode.
@main
struct Benchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portaal-benchmark",
        abstract: "Measures the portal and prints a table in Markdown.",
        discussion: """
            Build everything first: swift build -c release --static-swift-stdlib. Nothing else \
            should be running on the machine.
            """)

    @Flag(help: "Measure sfeed and newsboat beside it, where they are installed.")
    var peers = false

    @Option(help: "How often each start is measured; the rest is measured a third as often.")
    var runs = 15

    @Option(
        help: "Measure this part alone: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).")
    var only: Part?

    @Flag(
        help: """
            Measure each thing a few times, nothing with a million articles, a thousand rules, an \
            edition or a crowd of readers, and newsboat with no more than 10,000.
            """)
    var quick = false

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs takes a number from 1 on.") }
    }

    func run() throws {
        var contenders: [any Contender] = [try Portaal()]
        if peers { contenders += [Sfeed(), Newsboat()] as [any Contender] }
        try withTemporaryFolder { folder in
            let runs = quick ? min(runs, 3) : runs
            var session = Session(
                contenders: contenders, folder: folder, runs: runs, isQuick: quick)
            let parts = Part.allCases.filter {
                !quick || ![.million, .muting, .edition, .crowd].contains($0)
            }
            try session.measure(only.map { [$0] } ?? parts)
            print(session.table.markdown)
        }
    }
}

/// What can be measured without the rest.
enum Part: String, CaseIterable, ExpressibleByArgument {
    case parsing
    case refreshing
    case reading
    case rounds
    case million
    case muting
    case edition
    case crowd
}

/// Runs `work` with a new folder, which is gone afterwards.
private func withTemporaryFolder(_ work: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
        path: "portaal-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let result = Result { try work(folder.path) }
    try FileManager.default.removeItem(at: folder)
    try result.get()
}

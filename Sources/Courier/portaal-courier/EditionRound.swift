import Confinement
import EditionFiles
import Fetching
import NewsStore
import PortalConfiguration
import PortalModel
import System

/// Reads an edition: asks for its manifest, looks whether it is its publisher's and newer, fetches
/// the parts that are not stored yet, and stores their articles as those of feeds are stored.
///
/// Whatever is wrong is told in a sentence, and what was stored stays.
struct EditionRound {
    let writer: NewsWriter
    let configuration: PortalConfiguration
    let files: PortalFiles
    /// The edition as a source: its name is its host's.
    let source: Source
    let keys: [MinisignKey]
    /// Whether it must be signed with one of `keys`.
    let isSigned: Bool
    let now: Timestamp
    /// Where it says what it is parsing.
    let marker: ParsingMarker
    /// What appeared before it is forgotten once nobody gives it; nil for nothing.
    let oldest: Timestamp?

    struct Result {
        var counts = StoreResult()
        var isUnchanged = false
        /// Why it brought nothing, or not all.
        var problem: DeliveryProblem?
    }

    /// The edition that `configuration` names; nil where it names none.
    init?(
        _ configuration: PortalConfiguration, in files: PortalFiles, writer: NewsWriter,
        now: Timestamp, marker: ParsingMarker, oldest: Timestamp?
    ) {
        guard let address = configuration.settings.edition else { return nil }
        self.writer = writer
        self.configuration = configuration
        self.files = files
        source = Source(name: "Editie van \(address.host)", address: address)
        keys = configuration.settings.editionKeys.compactMap { MinisignKey($0) }
        isSigned = !configuration.settings.editionKeys.isEmpty
        self.now = now
        self.marker = marker
        self.oldest = oldest
    }

    /// Whether it is asked now, by itself or on the reader's wish.
    func isDue(isManual: Bool) throws(StoreProblem) -> Bool {
        guard let state = try writer.edition(source) else { return true }
        return PollPlan.isDue(state.poll, at: now, isManual: isManual)
    }

    /// Whether it may bring something for `section`, of which not all comes from elsewhere.
    func fills(_ section: SectionID) -> Bool {
        let own = Set(configuration.ownSections.flatMap(\.sources).map(\.id))
        let sources = configuration.sections.first { $0.id == section }?.sources ?? []
        return sources.contains { !own.contains($0.id) }
    }

    func run() -> Result {
        do {
            return try read()
        } catch {
            let failure = error as? FetchFailure
            let problem = failure?.problem ?? DeliveryProblem(error)
            do throws(StoreProblem) {
                let plan = PollPlan(now: now, before: try state().poll)
                let poll = plan.afterFailure(problem, retryAfter: failure?.retryAfter)
                try writer.noteFailure(source.id, at: now, problem, poll)
                return Result(problem: problem)
            } catch {
                // That nothing can be stored is the greater trouble.
                return Result(problem: DeliveryProblem(error))
            }
        }
    }

    /// That a server gave nothing of use.
    private struct FetchFailure: Error {
        let problem: DeliveryProblem
        let retryAfter: RetryAfter?
    }

    private func state() throws(StoreProblem) -> SourceState {
        guard let state = try writer.edition(source) else { throw StoreProblem(.other, path: "") }
        return state
    }
}

// MARK: - The manifest

extension EditionRound {
    /// A manifest that may be used, and what its server said.
    private struct Found {
        let manifest: EditionManifest
        let body: FetchedBody
    }

    private func read() throws -> Result {
        let state = try state()
        let memory = try writer.memory(of: source.id)
        var kept = KeptEdition.load(from: files).edition ?? KeptEdition()
        let second = kept.second ?? Int.random(in: 0..<3600)
        let next = PollPlan.nextOfEdition(after: now, second: second)
        // One that has expired is looked at again, whether or not it has changed.
        let isCurrent = kept.expires.map { now < $0 } ?? false
        var fetcher = try Fetcher(policy: .edition)
        let validators = Validators(entityTag: state.etag, lastModified: state.lastModified)
        guard
            let found = try manifest(&fetcher, isCurrent && memory != nil ? validators : nil)
        else {
            var poll = state.poll
            (poll.next, poll.failures) = (next, 0)
            try writer.noteUnchanged(source.id, at: now, poll)
            return Result(isUnchanged: true)
        }
        let manifest = found.manifest
        guard now < manifest.expires else {
            let day = SafeText(cleaning: String(manifest.expires.iso8601.prefix(10)))
            throw DeliveryProblem(.expiredEdition, day)
        }
        if let memory, manifest.sequence < memory.context { throw DeliveryProblem(.oldEdition) }
        (kept.sections, kept.expires, kept.second) = (manifest.sections, manifest.expires, second)
        try kept.write(to: files)
        let sections = configuration.sections(withEdition: manifest.sections)
        try writer.synchronise(Edition.grouping(sections), published: source)
        if files.sharesNews { try SharedSections.write(sections, for: files) }
        let known = Set(memory?.items.map(\.digest) ?? [])
        var parts = EditionParts(self, sections: sections, manifest, poll: PollState(next: next))
        try parts.fetch(
            manifest.parts.filter { !known.contains($0.digest.shortened) }, &fetcher,
            from: found.body.finalAddress)
        let stored = manifest.parts.map(\.digest.shortened)
            .filter { known.contains($0) || parts.stored.contains($0) }
        let isWhole = parts.problem == nil
        try writer.noteEdition(
            source.id, at: now, sequence: manifest.sequence, parts: stored,
            etag: isWhole ? found.body.validators.entityTag : nil,
            lastModified: isWhole ? found.body.validators.lastModified : nil,
            PollState(next: next), problem: parts.problem)
        return Result(counts: parts.counts, problem: parts.problem)
    }

    /// The manifest, if it has changed and is its publisher's.
    ///
    /// One that was changed between two requests may come with another's signature: then both are
    /// asked for once more.
    private func manifest(_ fetcher: inout Fetcher, _ validators: Validators?) throws -> Found? {
        guard let body = try fetch(source.address, &fetcher, validators) else { return nil }
        if try isGenuine(body, &fetcher) { return try found(in: body) }
        guard let again = try fetch(source.address, &fetcher, nil), try isGenuine(again, &fetcher)
        else { throw DeliveryProblem(.badSignature) }
        return try found(in: again)
    }

    private func found(in body: FetchedBody) throws -> Found {
        let manifest = try marker.parsing(source.id) { () throws(DeliveryProblem) in
            try EditionManifest(parsing: body.bytes)
        }
        return Found(manifest: manifest, body: body)
    }

    private func isGenuine(_ body: FetchedBody, _ fetcher: inout Fetcher) throws -> Bool {
        guard isSigned else { return true }
        let place = source.address.string.prefix { $0 != "?" && $0 != "#" }
        guard let address = WebAddress(place + ".minisig"),
            let signature = try fetchIfThere(address, &fetcher)
        else { return false }
        return MinisignSignature(signature.bytes)?.holds(for: body.bytes, by: keys) ?? false
    }

    /// What is at `address`; nil where it has not changed.
    private func fetch(
        _ address: WebAddress, _ fetcher: inout Fetcher, _ validators: Validators?
    ) throws -> FetchedBody? {
        let request = FetchRequest(id: 0, address: address, kind: .edition, validators: validators)
        switch fetcher.fetch(request) {
        case .fetched(let body): return body
        case .unchanged: return nil
        case .failed(let problem, let retryAfter):
            throw FetchFailure(problem: problem, retryAfter: retryAfter)
        }
    }

    /// What is at `address`; nil where its server has no such thing.
    private func fetchIfThere(
        _ address: WebAddress, _ fetcher: inout Fetcher
    ) throws -> FetchedBody? {
        do {
            return try fetch(address, &fetcher, nil)
        } catch let failure as FetchFailure {
            let problem = failure.problem
            let isMissing =
                problem.code == .gone || problem.code == .empty
                || problem.code == .status && ["403", "404"].contains(problem.context?.string)
            guard isMissing else { throw failure }
            return nil
        }
    }
}

extension PollPlan {
    /// When an edition is asked again: at the same `second` of each hour, half an hour from `now`
    /// at the least.
    static func nextOfEdition(after now: Timestamp, second: Int) -> Timestamp {
        let earliest = now.seconds + shortestInterval / 2
        return Timestamp(seconds: earliest + (Int64(second) - earliest % 3600 + 3600) % 3600)
    }
}

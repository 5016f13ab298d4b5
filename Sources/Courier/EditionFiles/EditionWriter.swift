import Foundation
import PortalModel
import System

/// Why an edition was not published, where that lies in no file: one Dutch sentence.
public struct PublishingProblem: Error, Hashable, Sendable {
    public let sentence: SafeText
}

/// Publishes one edition in a folder: first its parts, and at the end the manifest that names them,
/// so that whoever reads meanwhile finds a whole edition, the one before or this one.
public struct EditionWriter: ~Copyable {
    private let folder: EditionFolder
    private let lock: FileLock
    private let now: Timestamp
    private let previous: EditionManifest?
    private var parts: [EditionManifest.Part] = []
    private var written = 0
    private var articles = 0

    /// Seconds for which an edition can be used, should its publisher fall silent. More than a day,
    /// so that readers whose clock is a day ahead can use a new one.
    static let lifetime: Int64 = 3 * 86_400

    // What a part holds at the most, unless it is a single article.
    private static let articlesOfPart = 500
    private static let bytesOfPart = 4_000_000

    /// Signs the file at the first path, and puts the signature at the second.
    public typealias Signing = (
        _ file: String, _ signature: String, _ sequence: Int64
    ) throws -> Void

    public struct Report: Hashable, Sendable, Encodable {
        public let event = "published"
        public let sequence: Int64
        public let articles: Int
        public let parts: Int
        /// Parts that were not there yet.
        public let new: Int
        public let removed: Int
        /// Bytes of all parts.
        public let size: Int
    }

    /// Begins an edition of `now` in the folder at `path`, which is made when there is none.
    ///
    /// - Throws: when the folder cannot be written, or somebody else publishes in it.
    public init(in path: String, now: Timestamp) throws {
        let folder = try EditionFolder(path)
        let lock = try Self.lock(of: folder)
        self.folder = folder
        self.lock = lock
        self.now = now
        previous = folder.published()
    }

    private static func lock(of folder: EditionFolder) throws -> FileLock {
        if let lock = try FileLock.tryAcquire(at: folder.lock) { return lock }
        throw PublishingProblem(
            sentence: "Er wordt al een editie in \(SafeText(line: folder.path)) gepubliceerd.")
    }

    /// Adds the articles of one section and one day in UTC, such as `2026-11-28`.
    public mutating func add(
        _ articles: [PublishedArticle], of section: Section, onDay day: String
    ) throws {
        guard !articles.isEmpty else { return }
        let bytes = try readable(articles, of: section)
        if bytes.count > Self.bytesOfPart || bytes.isEmpty, articles.count > 1 {
            let half = articles.count / 2
            try add(Array(articles[..<half]), of: section, onDay: day)
            return try add(Array(articles[half...]), of: section, onDay: day)
        }
        guard (1...EditionManifest.maximumPartLength).contains(bytes.count) else { return }
        let part = EditionManifest.Part(
            digest: try Digest(of: bytes), size: bytes.count, section: section.id, day: day)
        if !folder.has(part) {
            try folder.write(bytes, as: part)
            written += 1
        }
        parts.append(part)
        self.articles += articles.count
    }

    /// The part that holds `articles`; nothing where they are too many, or would not be read.
    private func readable(_ articles: [PublishedArticle], of section: Section) throws -> [UInt8] {
        guard articles.count <= Self.articlesOfPart else { return [] }
        do {
            return try EditionPart.bytes(of: articles, in: section)
        } catch is DeliveryProblem {
            return []
        }
    }

    /// Ends the edition, which has `sections`. Where all of it is as it was, the manifest stays for
    /// some time, so that readers need not fetch it again.
    ///
    /// - Parameter sign: nil where the edition is not signed.
    public func finish(_ sections: [Section], sign: Signing?) throws -> Report {
        var manifest = EditionManifest(
            sequence: max((previous?.sequence ?? 0) + 1, now.seconds), moment: now,
            expires: now + Self.lifetime, sections: sections, parts: parts)
        if let previous, previous.sections == sections, previous.parts == parts,
            previous.moment <= now, now - previous.moment < Self.lifetime / 3
        {
            manifest = previous
        }
        let bytes = try manifest.bytes
        // What no reader would take is not published either.
        _ = try EditionManifest(parsing: bytes)
        let aside = try folder.writeAside(bytes, for: folder.manifest)
        defer { unlink(aside) }
        let kept = Set(parts)
        folder.release((previous?.parts ?? []).filter { !kept.contains($0) }, at: now)
        if let sign {
            let signature = aside + ".minisig"
            defer { unlink(signature) }
            try sign(aside, signature, manifest.sequence)
            guard
                let bytes = folder.contents(of: signature, limit: MinisignSignature.maximumLength),
                MinisignSignature(bytes) != nil
            else { throw PublishingProblem(sentence: "minisign gaf geen handtekening.") }
            if folder.contents(of: folder.signature, limit: bytes.count) != bytes {
                try folder.put(bytes, at: folder.signature)
            }
        } else {
            unlink(folder.signature)
        }
        if manifest != previous || folder.contents(of: folder.manifest, limit: bytes.count) != bytes
        {
            if let packed = Gzip.packed(bytes) {
                try folder.put(packed, at: folder.manifest + ".gz")
            }
            try folder.rename(aside, to: folder.manifest)
        }
        let removed = folder.removeParts(except: parts, releasedBefore: now + -2 * Self.lifetime)
        return Report(
            sequence: manifest.sequence, articles: articles, parts: parts.count, new: written,
            removed: removed, size: parts.reduce(0) { $0 + $1.size })
    }
}

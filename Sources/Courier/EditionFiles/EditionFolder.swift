import CZlib
import Foundation
import PortalModel
import System

/// A folder with the files of an edition, as a web server gives them to readers. Each file is
/// written aside, for all to read, and takes its name when it is whole; nothing is written outside
/// the folder, and what lies in it besides is left alone.
struct EditionFolder {
    let path: String

    /// The folder at `path`, which is made when there is none.
    init(_ path: String) throws(FileProblem) {
        self.path = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
        try Self.make(self.path)
        try Self.make(partFolder)
        // Through a link it would be another folder.
        var status = stat()
        guard lstat(partFolder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw FileProblem(.notWritten, partFolder, .system(ENOTDIR))
        }
    }

    private var partFolder: String { "\(path)/\(EditionManifest.partFolder)" }
    var manifest: String { "\(path)/\(EditionManifest.fileName)" }
    var signature: String { manifest + ".minisig" }
    /// Held by the one who publishes.
    var lock: String { path + "/.publiceren" }

    /// The manifest that stands there; nil where there is none that can be read.
    func published() -> EditionManifest? {
        guard let bytes = contents(of: manifest, limit: EditionManifest.maximumLength) else {
            return nil
        }
        do throws(DeliveryProblem) {
            return try EditionManifest(parsing: bytes)
        } catch {
            // One that was damaged makes way for the next.
            return nil
        }
    }

    /// The bytes of a file; nil where it cannot be read, or is longer than `limit`.
    func contents(of file: String, limit: Int) -> [UInt8]? {
        do {
            let handle = try FileHandle(forReading: file)
            let bytes = try handle.read(upToCount: limit + 1) ?? Data()
            return bytes.count <= limit ? [UInt8](bytes) : nil
        } catch {
            return nil
        }
    }

    /// Whether a part is there with its packed copy, as far as their sizes tell.
    func has(_ part: EditionManifest.Part) -> Bool {
        var status = stat()
        let file = "\(path)/\(part.path)"
        return stat(file, &status) == 0 && Int(status.st_size) == part.size
            && stat(file + ".gz", &status) == 0 && status.st_size > 0
    }

    /// Writes a part and its packed copy.
    func write(_ bytes: [UInt8], as part: EditionManifest.Part) throws(FileProblem) {
        let file = "\(path)/\(part.path)"
        if let packed = Gzip.packed(bytes) { try put(packed, at: file + ".gz") }
        try put(bytes, at: file)
    }

    /// Puts `bytes` in the place of `file`, all of them or nothing.
    func put(_ bytes: [UInt8], at file: String) throws(FileProblem) {
        try rename(try writeAside(bytes, for: file), to: file)
    }

    /// Writes `bytes` to a new file beside `file`.
    ///
    /// - Returns: Its path.
    func writeAside(_ bytes: [UInt8], for file: String) throws(FileProblem) -> String {
        let aside = "\(file).\(getpid()).nieuw"
        // One that is there was left by a process of the same number that was ended.
        unlink(aside)
        let handle = FileHandle(
            fileDescriptor: try RegularFile.open(aside, for: .making), closeOnDealloc: true)
        do {
            try handle.write(contentsOf: bytes)
            // A web server reads it as another user.
            guard fchmod(handle.fileDescriptor, 0o644) == 0 else {
                throw FileProblem.current(.notWritten, file)
            }
            try handle.synchronize()
            return aside
        } catch {
            let problem = FileProblem.current(.notWritten, file)
            unlink(aside)
            throw problem
        }
    }

    /// Puts `file` in the place of `name`, a second younger than that at the least: web servers
    /// tell one from the other by that and by their lengths.
    func rename(_ file: String, to name: String) throws(FileProblem) {
        var (former, status) = (stat(), stat())
        if stat(name, &former) == 0, stat(file, &status) == 0,
            status.st_mtim.tv_sec <= former.st_mtim.tv_sec
        {
            Self.date(file, former.st_mtim.tv_sec + 1)
        }
        guard Foundation.rename(file, name) == 0 else {
            let problem = FileProblem.current(.notWritten, name)
            unlink(file)
            throw problem
        }
    }

    /// Marks files of `parts` as no longer named from `moment` on.
    func release(_ parts: [EditionManifest.Part], at moment: Timestamp) {
        for part in parts {
            for file in ["\(path)/\(part.path)", "\(path)/\(part.path).gz"] {
                // One that is not there need not go either.
                Self.date(file, Int(moment.seconds))
            }
        }
    }

    private static func date(_ file: String, _ seconds: Int) {
        var times = [timespec(), timespec()]
        times[0].tv_sec = seconds
        times[1].tv_sec = seconds
        _ = utimensat(AT_FDCWD, file, times, AT_SYMLINK_NOFOLLOW)
    }

    /// Removes what was a part of an edition and none of `parts` is, of which nobody can have a
    /// manifest any more that has not expired: what was released before `moment`.
    ///
    /// - Returns: How many parts went.
    func removeParts(
        except parts: [EditionManifest.Part], releasedBefore moment: Timestamp
    ) -> Int {
        let known = Set(parts.map(\.digest))
        guard let folder = opendir(partFolder) else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard Self.isOld(name, known) else { continue }
            let file = "\(partFolder)/\(name)"
            var status = stat()
            guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_mtim.tv_sec < moment.seconds, unlink(file) == 0
            else { continue }
            if name.hasSuffix(".json") { count += 1 }
        }
        return count
    }

    /// Whether a file is that of a part that is not known, or was never finished.
    private static func isOld(_ name: String, _ known: Set<Digest>) -> Bool {
        guard let digest = Digest(name.prefix(64)) else { return false }
        let end = name.dropFirst(64)
        if end.hasSuffix(".nieuw") { return true }
        return (end == ".json" || end == ".json.gz") && !known.contains(digest)
    }

    private static func make(_ folder: String) throws(FileProblem) {
        var status = stat()
        if stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        guard mkdir(folder, 0o755) == 0, chmod(folder, 0o755) == 0 else {
            throw FileProblem.current(.notWritten, folder)
        }
    }
}

/// Gzip (RFC 1952) for servers that send what is packed already.
enum Gzip {
    /// `bytes` packed as small as zlib can; the same for the same bytes. Nil where zlib has not
    /// the memory for it.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // Sixteen more than the largest window asks for gzip's header and trailer.
        let code = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let ending = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        return ending == Z_STREAM_END ? Array(output[..<Int(stream.total_out)]) : nil
    }
}

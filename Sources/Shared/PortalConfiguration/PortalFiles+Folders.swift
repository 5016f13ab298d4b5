import Foundation
import PortalModel

extension PortalFiles {
    /// Makes the folders for what was delivered and for the reader's own, with all that lead to
    /// them, for nobody else to look into (0700); those that exist stay as they are.
    ///
    /// Throws at the first one that cannot be made. The configuration's folder is made when there
    /// is something to write in it.
    public func createFolders() throws(PortalFilesProblem) {
        try PortalFiles.create(dataFolder)
        try createStateFolder()
        if hasOwnNewsFolder { bringNews() }
    }

    /// Brings news.db from where earlier versions had it, when there is none yet. What cannot be
    /// brought is delivered again.
    private func bringNews() {
        guard access(newsDatabase, F_OK) != 0 else { return }
        let before = dataFolder.dropLast("/news".count) + "/news.db"
        // The database last: then a start that was broken off is taken up by the next.
        for end in ["-wal", ""] { rename(before + end, newsDatabase + end) }
    }

    /// Where `path` leads, as far as it is there.
    static func resolved(_ path: String) -> String {
        if let pointer = realpath(path, nil) {
            defer { free(pointer) }
            return String(cString: pointer)
        }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return path }
        return resolved(String(path[..<slash])) + path[slash...]
    }

    /// Whether `path` is `folder` or lies in it.
    static func isWithin(_ folder: String, _ path: String) -> Bool {
        path == folder || path.hasPrefix(folder == "/" ? folder : folder + "/")
    }

    /// Makes the folder for the reader's own likewise.
    func createStateFolder() throws(PortalFilesProblem) {
        try PortalFiles.create(stateFolder)
    }

    /// Makes the folder of the configuration likewise.
    func createConfigurationFolder() throws(PortalFilesProblem) {
        try PortalFiles.create(configurationFolder)
    }

    private static func create(_ folder: String) throws(PortalFilesProblem) {
        guard mkdir(folder, 0o700) != 0 else { return }
        switch errno {
        case ENOENT:
            guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { break }
            try create(String(folder[..<slash]))
            if mkdir(folder, 0o700) == 0 || isFolder(folder) { return }
        case EEXIST:
            if isFolder(folder) { return }
            errno = ENOTDIR
        default:
            // On a read-only file system, an existing folder gives EROFS rather than EEXIST.
            let reason = errno
            if isFolder(folder) { return }
            errno = reason
        }
        throw PortalFilesProblem(.notCreated, path: folder, reason: SystemError.current)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

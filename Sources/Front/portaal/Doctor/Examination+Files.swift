import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel

extension Examination {
    /// Where the files are, and whether they can be used.
    static func files(_ startup: Startup) -> Examination {
        var examination = Examination(title: Wording.doctorFiles, findings: [])
        guard let files = startup.files else { return examination }
        examination.findings += [
            folder(files.dataFolder), folder(files.stateFolder),
            database(.news, at: files.newsDatabase), database(.reader, at: files.readerDatabase),
        ]
        if files.hasOwnNewsFolder {
            examination.findings.append(
                .fine(Wording.newsMoved(SafeText(line: files.dataFolder))))
        }
        for log in [files.portalLog, files.courierLog] {
            guard let size = size(of: log) else { continue }
            examination.findings.append(
                .fine(Wording.logFound(SafeText(line: log), size: Wording.size(size))))
        }
        return examination
    }

    private static func folder(_ path: String) -> Finding {
        let name = SafeText(line: path)
        var status = stat()
        guard stat(path, &status) == 0 else {
            return .problem(Wording.folderMissing(name), remedy: Wording.folderRemedy(name))
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return .problem(Wording.folderReadOnly(name), remedy: Wording.folderRemedy(name))
        }
        if status.st_mode & 0o077 != 0 {
            return .problem(Wording.folderOpen(name), remedy: "chmod 700 \(name)")
        }
        return .fine(Wording.folderFits(name))
    }

    private static func database(_ kind: DatabaseExamination.Kind, at path: String) -> Finding {
        let name = SafeText(line: path)
        let remedy = kind == .news ? Wording.newsRemedy : Wording.readerRemedy
        guard FileManager.default.fileExists(atPath: path) else {
            return .fine(kind == .news ? Wording.newsMissing(name) : Wording.readerMissing(name))
        }
        do throws(StoreProblem) {
            let found = try DatabaseExamination(of: kind, at: path)
            if let fault = found.faults.first {
                return .problem(Wording.databaseFaulty(name, fault), remedy: remedy)
            }
            return .fine(
                Wording.databaseSound(
                    name, size: Wording.size(found.size), holding: Wording.contents(found.rows)))
        } catch {
            return .problem(error.sentence, remedy: error.isBeyondUse ? remedy : nil)
        }
    }

    private static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }
}

import CursesTerminal
import Foundation
import NewsStore
import PortalConfiguration
import PortalCore
import PortalModel
import System

struct Finding {
    let text: SafeText
    var isProblem = false
    var remedy: SafeText?

    static func fine(_ text: SafeText) -> Finding {
        Finding(text: text)
    }

    /// Something that is to be mended by `remedy`, where that is not said in `text`.
    static func problem(_ text: SafeText, remedy: SafeText? = nil) -> Finding {
        Finding(text: text, isProblem: true, remedy: remedy)
    }
}

/// What the doctor found, to be printed.
public struct Diagnosis {
    private let checks: [(title: SafeText, findings: [Finding])]

    public init(_ startup: Startup) {
        checks = [
            (Wording.doctorPrograms, Self.programs(startup)),
            (Wording.doctorFiles, Self.files(startup)),
            (Wording.doctorSettings, Self.settings(startup)),
            (Wording.doctorSources, Self.sources(startup)),
            (Wording.doctorHistory, Self.history(startup)),
        ]
    }

    public var problemCount: Int { checks.flatMap(\.findings).count(where: \.isProblem) }

    /// Lines of at most `width` columns.
    public func text(width: Int) -> String {
        var text = PlainTextFormatter(width: width)
        for (title, findings) in checks where !findings.isEmpty {
            text.add(title)
            for finding in findings {
                text.add(finding.text, label: finding.isProblem ? "! " : "  ", indent: 4)
                if let remedy = finding.remedy {
                    text.addCopyable(remedy, label: "    →", indent: 6)
                }
            }
            text.addBlank()
        }
        text.add(Wording.diagnosis(problemCount))
        return text.string
    }

    private static func programs(_ startup: Startup) -> [Finding] {
        [
            .fine("portaal \(SafeText(line: PortalVersion.number))"),
            courier(startup), cage(startup), database(), pictures(), browser(startup),
        ] + terminal(startup)
    }

    private static func courier(_ startup: Startup) -> Finding {
        if let found = Executable.path(of: CourierSubprocess.path, in: startup.environment) {
            return .fine(Wording.courierFound(SafeText(line: found)))
        }
        return .problem(Wording.courierMissing, remedy: Wording.courierRemedy)
    }

    /// What this system holds the courier to.
    private static func cage(_ startup: Startup) -> Finding {
        do throws(DeliveryProblem) {
            var courier = try startup.startCourier(.cage)
            return .fine(Wording.cage(try courier.answers(CageReport.self)[0]))
        } catch {
            return .problem(Wording.failed(error))
        }
    }

    private static func database() -> Finding {
        do throws(StoreProblem) {
            return .fine("SQLite \(try DatabaseCheck.libraryVersion())")
        } catch {
            return .problem(error.sentence)
        }
    }

    /// Whether the libraries are there with which the courier draws pictures; they need not be.
    private static func pictures() -> Finding {
        let areThere = OptionalLibrary(.chafa) != nil && OptionalLibrary(.gdkPixbuf) != nil
        return .fine(areThere ? Wording.pictureLibraries : Wording.noPictureLibraries)
    }

    private static func browser(_ startup: Startup) -> Finding {
        let browser = Browser(startup.environment)
        if let program = browser.program {
            return .fine(Wording.browserFound(SafeText(line: program)))
        }
        return .fine(browser.isRemote ? Wording.browserElsewhere : Wording.noBrowser)
    }

    private static func terminal(_ startup: Startup) -> [Finding] {
        let facts = TerminalFacts()
        let entry: Finding
        if facts.isTypeKnown {
            entry = .fine(Wording.terminalKnown(facts.type))
        } else if facts.type.isEmpty {
            entry = .fine(Wording.noTerminalType)
        } else if facts.hasFallback {
            entry = .fine(Wording.terminalStandIn(facts.type))
        } else {
            entry = .problem(
                Wording.terminalUnknown(facts.type), remedy: Wording.terminalRemedy)
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { startup.environment[$0] }.first { !$0.isEmpty }
        let name = SafeText(line: locale ?? "C", limit: 40)
        return [
            .fine(facts.library), entry,
            facts.isUnicode
                ? .fine(Wording.localeFits(name))
                : .problem(Wording.localeLacks(name), remedy: Wording.localeRemedy),
        ]
    }

    private static func files(_ startup: Startup) -> [Finding] {
        guard let files = startup.files else { return [] }
        var findings = [
            files.sharesNews ? sharedFolder(files.dataFolder) : folder(files.dataFolder)
        ]
        if let path = files.stateFolder { findings.append(folder(path)) }
        findings.append(database(.news, at: files.newsDatabase))
        if let path = files.readerDatabase {
            findings.append(database(.reader, at: path))
        }
        if files.hasOwnNewsFolder {
            findings.append(.fine(Wording.newsMoved(SafeText(line: files.dataFolder))))
        }
        for log in [files.portalLog, files.courierLog].compactMap({ $0 }) {
            guard let size = size(of: log) else { continue }
            findings.append(
                .fine(Wording.logFound(SafeText(line: log), size: Wording.size(size))))
        }
        return findings
    }

    private static func sharedFolder(_ path: String) -> Finding {
        let name = SafeText(line: path)
        return access(path, R_OK | X_OK) == 0
            ? .fine(Wording.newsShared(name))
            : .problem(Wording.sharedNewsMissing(name), remedy: Wording.sharedNewsRemedy)
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
            return .problem(Wording.folderOpen(name), remedy: "'chmod 700 \(name)'")
        }
        return .fine(Wording.folderFits(name))
    }

    private static func database(_ kind: DatabaseCheck.Kind, at path: String) -> Finding {
        let name = SafeText(line: path)
        let remedy = kind == .news ? Wording.newsRemedy : Wording.readerRemedy
        guard FileManager.default.fileExists(atPath: path) else {
            return .fine(kind == .news ? Wording.newsMissing(name) : Wording.readerMissing(name))
        }
        do throws(StoreProblem) {
            let found = try DatabaseCheck(of: kind, at: path)
            if !found.faults.isEmpty {
                return .problem(Wording.databaseFaulty(name, found.faults.count), remedy: remedy)
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

    /// What the reader wrote: settings and themes; and what went wrong at the start.
    private static func settings(_ startup: Startup) -> [Finding] {
        var findings: [Finding] = []
        if let path = startup.files?.configurationFile {
            let name = SafeText(line: path)
            findings.append(
                .fine(
                    FileManager.default.fileExists(atPath: path)
                        ? Wording.settingsFound(name) : Wording.settingsMissing(name)))
        }
        findings += mutes(startup)
        let (theme, problems) = startup.theme()
        let (themes, mistakes) = ThemeCatalogue(files: startup.files).all(isBackgroundLight: nil)
        findings.append(.fine(Wording.themeInUse(theme.name, among: themes.count)))
        findings += missingPrograms(startup)
        let all = startup.problems + mistakes + problems.filter { !mistakes.contains($0) }
        return findings + all.map { .problem($0) }
    }

    /// What is muted, and each mistake in its file.
    private static func mutes(_ startup: Startup) -> [Finding] {
        guard let path = startup.files?.muteRulesFile else { return [] }
        let (file, mistakes) = startup.muteRules()
        let rules = file?.rules.count ?? 0
        return (rules > 0 ? [.fine(Wording.rulesFound(rules, in: SafeText(line: path)))] : [])
            + mistakes.map { .problem($0.wording(in: "filters.toml")) }
    }

    private static func missingPrograms(_ startup: Startup) -> [Finding] {
        let commands = startup.configuration.commands
        let send = commands.send.map { (table: "[[send]] \($0.name)", command: $0.command) }
        let open = LinkKind.allCases.compactMap { kind in
            commands.open.programs[kind].map { (table: "[open] \(kind.rawValue)", command: $0) }
        }
        let notify = commands.notify.map { [(table: "[notify]", command: $0.command)] } ?? []
        let sources = startup.configuration.privateSources(in: nil).compactMap { source in
            if case .password(_, let command) = source.access {
                (table: "\(source.name)", command: command)
            } else {
                nil
            }
        }
        return (send + open + notify + sources).compactMap { table, command in
            let isThere = Executable.path(of: command.program, in: startup.environment) != nil
            guard !isThere else { return nil }
            return .problem(Wording.programMissing(command.name, of: SafeText(line: table)))
        }
    }
}

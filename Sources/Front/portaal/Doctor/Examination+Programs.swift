import CursesTerminal
import DutchCommandLine
import Foundation
import NewsStore
import PortalCore
import PortalModel
import System

extension Examination {
    /// The program, the courier, the libraries and the terminal.
    static func programs(_ startup: Startup) -> Examination {
        Examination(
            title: Wording.doctorPrograms,
            findings: [
                .fine("portaal \(SafeText(line: PortalVersion.number))"),
                courier(startup), cage(startup), database(), pictures(),
            ] + terminal(startup))
    }

    private static func courier(_ startup: Startup) -> Finding {
        if let found = Executable.path(of: CourierProgram.path, in: startup.environment) {
            return .fine(Wording.courierFound(SafeText(line: found)))
        }
        return .problem(Wording.courierMissing, remedy: Wording.courierRemedy)
    }

    /// What this system holds the courier to.
    private static func cage(_ startup: Startup) -> Finding {
        do throws(CommandFailure) {
            let reports = try startup.answers(CageReport.self, to: .cage)
            guard let report = reports.first else { return .problem(Wording.courierMissing) }
            return .fine(Wording.cage(report))
        } catch {
            return .problem(error.sentence)
        }
    }

    private static func database() -> Finding {
        do throws(StoreProblem) {
            return .fine("SQLite \(try DatabaseExamination.libraryVersion())")
        } catch {
            return .problem(error.sentence)
        }
    }

    /// Whether the libraries are there with which the courier draws pictures; they need not be.
    private static func pictures() -> Finding {
        let areThere = OptionalLibrary(.chafa) != nil && OptionalLibrary(.gdkPixbuf) != nil
        return .fine(areThere ? Wording.pictureLibraries : Wording.noPictureLibraries)
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
}

import Foundation
import PortalConfiguration
import PortalCore
import PortalModel

extension Examination {
    /// What the reader wrote: settings and themes; and what went wrong at the start.
    static func settings(_ startup: Startup) -> Examination {
        var examination = Examination(title: Wording.doctorSettings, findings: [])
        if let path = startup.files?.configurationFile {
            let name = SafeText(line: path)
            examination.findings.append(
                .fine(
                    FileManager.default.fileExists(atPath: path)
                        ? Wording.settingsFound(name) : Wording.settingsMissing(name)))
        }
        let (theme, problems) = startup.theme()
        let (themes, mistakes) = ThemeCatalogue(files: startup.files).all()
        examination.findings.append(.fine(Wording.themeInUse(theme.name, among: themes.count)))
        let all = startup.problems + mistakes + problems.filter { !mistakes.contains($0) }
        examination.findings += all.map { .problem($0) }
        return examination
    }
}

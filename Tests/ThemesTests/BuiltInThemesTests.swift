import Foundation
import PortalCore
import PortalModel
import Testing
import TextGrid
import Themes

struct BuiltInThemesTests {
    @Test func `every file is a theme that can be chosen, and the default is among them`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Themes/Files")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == Themes.names.map { "\($0).toml" }.sorted())
        #expect(Themes.names.contains(Themes.defaultName))
    }

    @Test(arguments: Themes.names)
    func `a built-in theme styles every part and holds no mistake`(name: SafeText) throws {
        let (theme, mistakes) = try #require(Themes.named(name))
        #expect(mistakes.map(\.sentence) == [])
        #expect(theme.name == name)
        #expect(!theme.summary.isEmpty)
        #expect(Set(theme.styles.keys) == Set(Theme.Part.allCases))
    }

    @Test(arguments: Themes.names)
    func `everything can be read on every ground it stands on`(name: SafeText) throws {
        let theme = try #require(Themes.named(name)).theme
        let least = name == "contrast" ? 7 : 4.5
        for (style, description) in settings(of: theme) {
            guard let foreground = style.foreground, let background = style.background else {
                #expect(name == "mono", "\(description)")
                continue
            }
            let ratio = contrast(foreground, background)
            #expect(ratio >= least, "\(description): \(ratio)")
        }
    }

    @Test(arguments: Themes.names)
    func `no difference that matters is told by colour alone`(name: SafeText) throws {
        let theme = try #require(Themes.named(name)).theme
        func attributes(_ part: Theme.Part) -> TextAttributes { theme[part].attributes }
        #expect(attributes(.headline) != attributes(.readHeadline))
        #expect(attributes(.headline) != attributes(.teaser))
        #expect(attributes(.section) != attributes(.currentSection))
        #expect(attributes(.link) != attributes(.text))
        #expect(attributes(.difference).contains(.underline))
        #expect(!attributes(.title).contains(.underline))
        #expect(attributes(.button) != attributes(.dialog))
        #expect(attributes(.key) != attributes(.status))
    }

    @Test func `mono has no colour`() throws {
        let theme = try #require(Themes.named("mono")).theme
        #expect(
            theme.styles.values.allSatisfy { $0.foreground == nil && $0.background == nil })
    }

    @Test(arguments: ["zeelandnet", "delta", "papier", "teletekst"] as [SafeText])
    func `a read headline is fainter than an unread one`(name: SafeText) throws {
        let theme = try #require(Themes.named(name)).theme
        let ground = try #require(theme[.text].background)
        let unread = try #require(theme[.headline].foreground)
        let read = try #require(theme[.readHeadline].foreground)
        #expect(contrast(unread, ground) > contrast(read, ground))
    }

    @Test func `an unknown name is no theme`() {
        #expect(Themes.named("bestaat-niet") == nil)
    }

    /// Every part on its own ground, and those that stand on another part's on that.
    private func settings(of theme: Theme) -> [(style: Style, description: String)] {
        var settings = Theme.Part.allCases.map { (theme[$0], "\($0)") }
        for part: Theme.Part in [
            .text, .headline, .readHeadline, .teaser, .meta, .selectionBar, .title, .dateline,
            .subhead,
        ] {
            let style = theme[part].overlaid(by: theme.styles[.selection] ?? .plain)
            settings.append((style, "\(part) on selection"))
        }
        for ground: Theme.Part in [.status, .dialog] {
            let style = theme[ground].overlaid(by: theme.styles[.key] ?? .plain)
            settings.append((style, "key on \(ground)"))
        }
        return settings
    }
}

import Foundation
import PortalConfiguration
import PortalModel
import System
import Testing

struct PortalFilesTests {
    @Test func `without XDG variables everything stands in the home`() throws {
        let files = try PortalFiles(environment: ["HOME": "/home/lezer"])
        #expect(files.configurationFile == "/home/lezer/.config/portaal/portaal.toml")
        #expect(files.themesFolder == "/home/lezer/.config/portaal/themes")
        #expect(files.newsDatabase == "/home/lezer/.local/share/portaal/news.db")
        #expect(files.readerDatabase == "/home/lezer/.local/state/portaal/reader.db")
        #expect(files.portalLog == "/home/lezer/.local/state/portaal/portaal.log")
        #expect(files.courierLog == "/home/lezer/.local/state/portaal/courier.log")
    }

    @Test func `an absolute XDG variable is followed, an empty or relative one is not`() throws {
        let files = try PortalFiles(environment: [
            "HOME": "/home/lezer", "XDG_CONFIG_HOME": "/etc/lezer", "XDG_DATA_HOME": "",
            "XDG_STATE_HOME": "state",
        ])
        #expect(files.configurationFolder == "/etc/lezer/portaal")
        #expect(files.dataFolder == "/home/lezer/.local/share/portaal")
        #expect(files.stateFolder == "/home/lezer/.local/state/portaal")
    }

    @Test(arguments: [[:], ["HOME": ""], ["HOME": "lezer"], ["XDG_DATA_HOME": "/data"]])
    func `without a home a sentence says so`(environment: [String: String]) {
        let problem = #expect(throws: FileProblem.self) {
            try PortalFiles(environment: environment)
        }
        #expect(problem?.sentence.string.contains("HOME") == true)
    }

    @Test(arguments: ["/alles", "/alles/portaal", "/alles/portaal/news"])
    func `what is delivered stands in no folder that holds the reader's own`(state: String) throws {
        for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            let files = try PortalFiles(environment: [
                "HOME": "/home/lezer", "XDG_DATA_HOME": "/alles", name: state,
            ])
            #expect(files.hasOwnNewsFolder)
            #expect(files.dataFolder.hasPrefix("/alles/portaal/news"))
            for own in [try #require(files.stateFolder), files.configurationFolder] {
                #expect(!(own + "/").hasPrefix(files.dataFolder + "/"))
            }
        }
        let apart = try PortalFiles(environment: [
            "HOME": "/h", "XDG_DATA_HOME": "/alles", "XDG_STATE_HOME": "/alles/portaal-staat",
        ])
        #expect(apart.dataFolder == "/alles/portaal" && !apart.hasOwnNewsFolder)
    }

    @Test func `a folder that a link makes the same counts as the same`() throws {
        try withFolder { home in
            try FileManager.default.createSymbolicLink(
                atPath: home + "/data", withDestinationPath: home + "/state")
            let environment = [
                "HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_STATE_HOME": home + "/state",
            ]
            mkdir(home + "/state", 0o700)
            #expect(try PortalFiles(environment: environment).hasOwnNewsFolder)
        }
    }

    @Test func `news that stood beside the reader's own is brought along`() throws {
        try withFolder { home in
            let files = try PortalFiles(environment: [
                "HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home,
            ])
            mkdir(home + "/portaal", 0o700)
            for name in ["news.db", "news.db-wal", "reader.db"] {
                try name.write(
                    toFile: "\(home)/portaal/\(name)", atomically: false, encoding: .utf8)
            }
            try files.createFolders()
            #expect(try String(contentsOfFile: files.newsDatabase, encoding: .utf8) == "news.db")
            let log = files.newsDatabase + "-wal"
            #expect(try String(contentsOfFile: log, encoding: .utf8) == "news.db-wal")
            #expect(files.readerDatabase == home + "/portaal/reader.db")
            #expect(
                FileManager.default.fileExists(atPath: try #require(files.readerDatabase)))
        }
    }

    @Test func `three absolute XDG variables need no home`() throws {
        let files = try PortalFiles(environment: [
            "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s",
        ])
        #expect(files.stateFolder == "/s/portaal")
    }

    @Test func `a theme's name cannot lead out of its folder`() throws {
        let files = try PortalFiles(environment: ["HOME": "/h"])
        #expect(files.themeFile("avond-2") == "/h/.config/portaal/themes/avond-2.toml")
        for name: SafeText in ["../x", "a/b", "", ".", "a b", "ë"] {
            #expect(files.themeFile(name) == nil)
        }
    }

    @Test func `folders are made for the reader alone and may be there already`() throws {
        try withFolder { home in
            let files = try PortalFiles(environment: ["HOME": home + "/nieuw/thuis"])
            try files.createFolders()
            try files.createFolders()
            for path in [files.dataFolder, try #require(files.stateFolder), home + "/nieuw"] {
                var status = stat()
                #expect(stat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o700)
            }
        }
    }

    @Test func `a file in the place of a folder is told`() throws {
        try withFolder { home in
            try "x".write(toFile: home + "/.local", atomically: false, encoding: .utf8)
            let files = try PortalFiles(environment: ["HOME": home])
            let problem = #expect(throws: FileProblem.self) { try files.createFolders() }
            #expect(problem?.sentence.string.contains("/.local") == true)
        }
    }

    @Test func `a missing file leaves everything as it was made`() throws {
        try withFolder { home in
            let (configuration, mistakes) = PortalConfiguration.load(from: home + "/niets.toml")
            #expect(configuration == PortalConfiguration())
            #expect(mistakes.isEmpty)
        }
    }

    @Test func `a file is read, mistakes and all`() throws {
        try withFolder { home in
            let path = home + "/portaal.toml"
            try "[refresh]\nevery = \"never\"\nsoms = 1".write(
                toFile: path, atomically: false, encoding: .utf8)
            let (configuration, mistakes) = PortalConfiguration.load(from: path)
            #expect(configuration.settings.refreshInterval == nil)
            #expect(mistakes.map(\.place) == [.init(line: 3, column: 1)])
        }
    }

    @Test func `what cannot be read is told in a sentence without a place`() throws {
        try withFolder { home in
            let binary = home + "/binair.toml"
            let long = home + "/lang.toml"
            let pipe = home + "/pijp.toml"
            try Data([0x61, 0xFF, 0xFE]).write(to: URL(filePath: binary))
            try Data(repeating: 0x23, count: TextFile.maximumLength + 1).write(
                to: URL(filePath: long))
            #expect(mkfifo(pipe, 0o600) == 0)
            for path in [home, binary, long, pipe] {
                let (configuration, mistakes) = PortalConfiguration.load(from: path)
                #expect(configuration == PortalConfiguration())
                #expect(mistakes.count == 1)
                #expect(mistakes.first?.place == nil)
                #expect(mistakes.first?.sentence.string.contains(path) == true)
            }
        }
    }

    /// A folder of its own for `body`, gone afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "portaal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) }
        }
        try body(folder.path)
    }
}

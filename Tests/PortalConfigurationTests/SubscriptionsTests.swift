import Foundation
import PortalConfiguration
import PortalModel
import System
import Testing

struct SubscriptionsTests {
    private let base = [
        Section(name: "Tech", edition: "NL & Wereld", sources: [source("a"), source("b")]),
        Section(name: "Sport", edition: "NL & Wereld", sources: [source("c")]),
    ]

    @Test func `a source is added behind those of its section`() {
        var subscriptions = Subscriptions()
        #expect(
            subscriptions.add(source("d"), to: "Tech", of: "NL & Wereld", over: base) == nil)
        let sections = subscriptions.applied(to: base)
        #expect(sections.map(\.name) == ["Tech", "Sport"])
        #expect(sections[0].sources.map(\.name) == ["a", "b", "d"])
    }

    @Test func `a new section comes last`() {
        var subscriptions = Subscriptions()
        subscriptions.add(source("d"), to: "Tuin", of: "NL & Wereld", over: base)
        #expect(subscriptions.applied(to: base).map(\.name) == ["Tech", "Sport", "Tuin"])
    }

    @Test func `a source that is there already is not added`() {
        var subscriptions = Subscriptions()
        #expect(
            subscriptions.add(source("c"), to: "Tech", of: "NL & Wereld", over: base) == "Sport")
        #expect(subscriptions == Subscriptions())
    }

    @Test func `a source that was removed comes back where it was`() {
        var subscriptions = Subscriptions()
        let removed = subscriptions.remove(source("b").address, over: base)
        #expect(removed?.section == "Tech")
        #expect(subscriptions.applied(to: base)[0].sources.map(\.name) == ["a"])
        subscriptions.add(source("b"), to: "Sport", of: "NL & Wereld", over: base)
        #expect(subscriptions.applied(to: base) == base)
    }

    @Test func `a source of the reader's own is forgotten when it is removed`() {
        var subscriptions = Subscriptions()
        subscriptions.add(source("d"), to: "Tuin", of: "NL & Wereld", over: base)
        #expect(subscriptions.remove(source("d").address, over: base)?.source == source("d"))
        #expect(subscriptions == Subscriptions())
    }

    @Test func `a section that lost its last source is left out`() {
        var subscriptions = Subscriptions()
        _ = subscriptions.remove(source("c").address, over: base)
        #expect(subscriptions.applied(to: base).map(\.name) == ["Tech"])
    }

    @Test func `a list whose names are cut is read back as it was`() {
        let host = String(repeating: "lang.", count: 20) + "example"
        let text = "[[section]]\nname = \"A\"\nsources = [{ url = \"https://\(host)/\" }]"
        let (subscriptions, _) = Subscriptions.read(text)
        #expect(subscriptions.sections.first?.sources.first?.name.string.count == 60)
        #expect(Subscriptions.read(subscriptions.text).subscriptions == subscriptions)
    }

    @Test func `a source that nobody has cannot be removed`() {
        var subscriptions = Subscriptions()
        #expect(subscriptions.remove(source("x").address, over: base) == nil)
        #expect(subscriptions == Subscriptions())
    }

    @Test func `a section is found by its name without regard to case`() {
        let place = Subscriptions().place(for: "SPORT", over: base)
        #expect(place.name == "Sport")
        #expect(Subscriptions().place(for: "Tuin", over: base).edition == "NL & Wereld")
    }

    @Test func `the text gives back what was written`() {
        var subscriptions = Subscriptions()
        let name: SafeText = #"De "Krant" \ n°1 'é' # [x] = 日本"#
        subscriptions.sections = [
            Section(
                name: name, edition: "Zeeland",
                sources: [Source(name: name, address: source("d").address), source("e")]),
            Section(name: "B", edition: "NL & Wereld", sources: [source("f")]),
        ]
        subscriptions.removed = [source("a").address]
        let (read, mistakes) = Subscriptions.read(subscriptions.text)
        #expect(mistakes == [])
        #expect(read == subscriptions)
    }

    @Test func `the file is whole, the reader's only, and read beside portaal.toml`() throws {
        try withFiles { files in
            try FileManager.default.createDirectory(
                atPath: files.configurationFolder, withIntermediateDirectories: true)
            let own =
                "# van mij\n[[section]]\nname = \"Tech\"\nsources = [{ url = \"https://a.example/\" }]\n"
            try own.write(toFile: files.configurationFile, atomically: false, encoding: .utf8)
            var subscriptions = Subscriptions()
            subscriptions.add(source("d"), to: "Tech", of: "NL & Wereld", over: [])
            try subscriptions.write(to: files)

            let (configuration, mistakes) = PortalConfiguration.load(from: files)
            #expect(mistakes == [])
            #expect(configuration.sections.map(\.name) == ["Tech"])
            #expect(
                configuration.sections[0].sources.map(\.address.string)
                    == ["https://a.example/", "https://d.example/"])
            #expect(try String(contentsOfFile: files.configurationFile, encoding: .utf8) == own)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: files.configurationFolder)
            #expect(Set(names) == ["portaal.toml", "sources.toml"])
            let attributes = try FileManager.default.attributesOfItem(
                atPath: files.subscriptionsFile)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `the folder is made when there is something to write`() throws {
        try withFiles { files in
            try Subscriptions().write(to: files)
            #expect(FileManager.default.fileExists(atPath: files.subscriptionsFile))
        }
    }

    @Test func `a file that is a link stays one`() throws {
        try withFiles { files in
            try Subscriptions().write(to: files)
            let elsewhere = files.configurationFolder + "/elders.toml"
            try FileManager.default.moveItem(atPath: files.subscriptionsFile, toPath: elsewhere)
            try FileManager.default.createSymbolicLink(
                atPath: files.subscriptionsFile, withDestinationPath: elsewhere)
            var subscriptions = Subscriptions()
            subscriptions.removed = [source("a").address]
            try subscriptions.write(to: files)
            #expect(Subscriptions.load(from: elsewhere).subscriptions == subscriptions)
            let path = try FileManager.default.destinationOfSymbolicLink(
                atPath: files.subscriptionsFile)
            #expect(path == elsewhere)
        }
    }

    @Test func `what is too long to be read back is not written`() throws {
        try withFiles { files in
            var subscriptions = Subscriptions()
            let path = String(repeating: "x", count: 4000)
            subscriptions.removed = (0..<300).compactMap {
                WebAddress("https://a.example/\($0)/\(path)")
            }
            let problem = #expect(throws: FileProblem.self) {
                try subscriptions.write(to: files)
            }
            #expect(problem?.code == .notWritten)
            #expect(!FileManager.default.fileExists(atPath: files.subscriptionsFile))
        }
    }

    @Test func `subscriptions that leave no source do not hold`() throws {
        try withFiles { files in
            var subscriptions = Subscriptions()
            subscriptions.removed = PortalConfiguration().sections.flatMap(\.sources).map(\.address)
            try subscriptions.write(to: files)
            let (configuration, mistakes) = PortalConfiguration.load(from: files)
            #expect(configuration.sections == PortalConfiguration().sections)
            #expect(mistakes.count == 1)
        }
    }

    @Test func `mistakes bear the name of their file`() throws {
        try withFiles { files in
            try Subscriptions().write(to: files)
            try "removed = [\"ftp://a.example/\"]".write(
                toFile: files.subscriptionsFile, atomically: false, encoding: .utf8)
            let (_, mistakes) = PortalConfiguration.load(from: files)
            #expect(
                mistakes == [
                    """
                    Fout in sources.toml: 'ftp://a.example/' is geen http- of https-adres \
                    (regel 1, kolom 12).
                    """
                ])
        }
    }

    @Test func `one at a time changes the subscriptions`() throws {
        try withFiles { files in
            func isFree() throws -> Bool {
                let path = try #require(files.subscriptionsLock)
                let descriptor = open(path, O_RDWR | O_CLOEXEC)
                try #require(descriptor >= 0)
                defer { close(descriptor) }
                return flock(descriptor, LOCK_EX | LOCK_NB) == 0
            }
            let lock = try files.lockSubscriptions()
            let isFreeMeanwhile = try isFree()
            _ = consume lock
            #expect(!isFreeMeanwhile)
            #expect(try isFree())
        }
    }

    /// Files in a folder of their own for `body`, gone afterwards.
    private func withFiles(_ body: (PortalFiles) throws -> Void) throws {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "portaal-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
        defer {
            #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: home) }
        }
        try body(PortalFiles(environment: ["HOME": home]))
    }
}

private func source(_ name: String) -> Source {
    let address =
        WebAddress("https://\(name).example/") ?? WebAddress(literal: "https://x.example/")
    return Source(name: SafeText(cleaning: name), address: address)
}

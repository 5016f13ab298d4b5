import Testing

struct ImportTests {
    private let files: [Repository.SourceFile]
    private let table: ModuleTable
    private let repository = Repository()

    init() throws {
        files = try repository.sourceFiles()
        table = ModuleTable(try repository.text(of: "Sources/README.md"))
    }

    @Test func `every module stands in the table, and nothing else does`() throws {
        let folders = try ["Shared", "Front", "Courier"].flatMap(repository.modules) + ["Themes"]
        #expect(Set(table.rows.keys) == Set(folders))
        #expect(Set(files.map(\.module)).count >= 12)
    }

    @Test func `no file imports what the table does not allow its module`() {
        for file in files {
            let forbidden = file.imports.subtracting(table.rows[file.module] ?? [])
            #expect(forbidden == [], "\(file.path)")
        }
    }

    @Test func `a target depends on what the table allows it, and on nothing else`() throws {
        let manifest = Manifest(try repository.text(of: "Package.swift"))
        let system: Set = ["Foundation", "Glibc", "Darwin", "Synchronization"]
        for (module, allowed) in table.rows {
            #expect(manifest.dependencies(of: module) == allowed.subtracting(system), "\(module)")
        }
    }

    @Test func `front and courier know nothing of each other`() throws {
        let front = Set(try repository.modules(of: "Front") + ["Themes"])
        let courier = Set(try repository.modules(of: "Courier"))
        let shared = Set(try repository.modules(of: "Shared"))
        for (module, allowed) in table.rows {
            if front.contains(module) { #expect(allowed.isDisjoint(with: courier), "\(module)") }
            if courier.contains(module) { #expect(allowed.isDisjoint(with: front), "\(module)") }
            if shared.contains(module) {
                #expect(allowed.isDisjoint(with: front.union(courier)), "\(module)")
            }
        }
    }

    @Test(arguments: [
        ("GRDB", ["NewsStore"]), ("GRDBSQLite", ["NewsStore"]), ("CNcurses", ["CursesTerminal"]),
        ("CCurl", ["Fetching"]),
        ("CTOML", ["PortalConfiguration"]), ("Logging", ["System"]),
        ("CLibXML2", ["FeedParsing", "Markup", "PageReading"]),
        ("ArgumentParser", ["DutchCommandLine", "portaal", "portaal-courier"]),
    ])
    func `a library is known in one place`(library: String, modules: [String]) {
        let users = Set(files.filter { $0.imports.contains(library) }.map(\.module))
        #expect(users == Set(modules))
    }
}

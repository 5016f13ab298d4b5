import PortalConfiguration
import PortalModel
import Testing

struct TOMLReaderTests {
    @Test func `values come with their kinds and their places`() {
        var reader = TOMLReader(
            """
            name = "één"
            number = 3
            yes = true
            half = 0.5
            [[list]]
            inner = [ { a = 1 } ]
            """)
        let root = reader.table(reader.root)
        #expect(root["name"]?.value == .string("één"))
        #expect(root["number"]?.value == .integer(3))
        #expect(root["yes"]?.value == .boolean(true))
        #expect(root["half"]?.value == .other)
        let list = root["list"].map { reader.array($0) } ?? []
        let inner = list.first.flatMap { reader.table($0)["inner"] }
        #expect(inner?.keyPlace == .init(line: 6, column: 1))
        #expect(inner?.place == .init(line: 6, column: 9))
        #expect(reader.mistakes.isEmpty)
    }

    @Test func `a value of the wrong kind is named where it stands`() {
        var reader = TOMLReader(
            "  # eerst\n\n\"öne\" = 1 # niet hier: öne\n\"twee wöörden\" = 'x'\n")
        let root = reader.table(reader.root)
        for node in root.values where node.value == .string("x") { _ = reader.boolean(node) }
        #expect(
            reader.mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: hier hoort true of false (regel 4, kolom 18)."
            ])
    }

    @Test func `mistakes come in the order of the text`() {
        var reader = TOMLReader("c = 1\na = 2\nb = 3\n")
        for (_, node) in reader.table(reader.root) { _ = reader.string(node) }
        #expect(reader.mistakes.map(\.place?.line) == [1, 2, 3])
    }

    @Test func `an unknown key is left out and the known ones are told`() {
        var reader = TOMLReader("[t]\nright = 1\nwrnog = 2\n")
        let table = reader.table(reader.root)["t"].map { reader.table($0, known: ["right"]) }
        #expect(table?.keys.sorted() == ["right"])
        #expect(
            reader.mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: de sleutel 'wrnog' is onbekend; hier kan: right (regel 3, kolom 1)."
            ])
    }

    @Test func `a table in a list of tables is found by its own header`() {
        var reader = TOMLReader(
            """
            [[s]]
            x = 1
            [s.deep]
            x = 1
            [[s]]
            y = [
              { u = "a, ]" }, # ] }
              { u = ""\"
            two
            lines""\", v = 4 },
            ]
            """)
        let tables = reader.table(reader.root)["s"].map { reader.array($0) } ?? []
        for table in tables { reader.note("tabel", at: table) }
        for node in tables.flatMap({ reader.table($0).values }) {
            switch node.value {
            case .integer: reader.note("x", atKeyOf: node)
            case .table(let deep): deep["x"].map { reader.note("deep", at: $0) }
            case .array(let rows):
                for row in rows { reader.table(row)["v"].map { reader.note("v", at: $0) } }
            default: break
            }
        }
        #expect(
            reader.mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: tabel (regel 1, kolom 3).", "Fout in x: x (regel 2, kolom 1).",
                "Fout in x: deep (regel 4, kolom 5).",
                "Fout in x: tabel (regel 5, kolom 3).", "Fout in x: v (regel 10, kolom 15).",
            ])
    }

    @Test func `what is no TOML gives one mistake with its place and nothing else`() {
        var reader = TOMLReader("a = 1\nb = = 2\n")
        #expect(reader.table(reader.root).isEmpty)
        #expect(reader.mistakes.count == 1)
        #expect(reader.mistakes.first?.place?.line == 2)
        #expect(reader.mistakes.first?.place?.column == 5)
    }

    @Test func `a key is found however it is written`() {
        var reader = TOMLReader("[table]\n\"\\u0061\" = 1\n")
        let table = reader.table(reader.root)["table"].map { reader.table($0) }
        table?["a"].map { reader.note("hier", at: $0) }
        #expect(reader.mistakes.map(\.place) == [.init(line: 2, column: 12)])
    }

    @Test(arguments: ["\"a\\u0000b\" = 1", "a = \"\\u0000\"", "a\0 = 1", "", "\u{FEFF}a = 1"])
    func `nothing that a file may hold stops the reading`(text: String) {
        var reader = TOMLReader(text)
        for (_, node) in reader.table(reader.root) { _ = reader.boolean(node) }
        #expect(reader.mistakes.count <= 1)
    }

    @Test func `a value deeper than any file of ours needs is not followed`() {
        let text = "a = " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        var reader = TOMLReader(text)
        #expect(reader.table(reader.root)["a"] != nil)
        #expect(reader.mistakes.isEmpty)
    }
}

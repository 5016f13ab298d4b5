import PortalConfiguration
import PortalModel
import Testing

struct SectionConfigurationTests {
    @Test func `every source of the built-in sections has an address of its own`() {
        let sections = PortalConfiguration().sections
        let addresses = sections.flatMap(\.sources).map(\.address.string)
        #expect(Set(addresses).count == addresses.count)
        #expect(addresses.allSatisfy { WebAddress($0)?.string == $0 })
        #expect(sections.allSatisfy { !$0.sources.isEmpty })
    }

    @Test func `the built-in editions begin as the portal's own do`() {
        let editions = Edition.grouping(PortalConfiguration().sections)
        #expect(editions.map(\.name) == ["NL & Wereld", "Zeeland"])
        #expect(
            editions[0].sections.prefix(6).map(\.name) == [
                "Binnenland", "Buitenland", "Financieel", "Politiek", "Sport", "Voetbal",
            ])
    }

    @Test func `sections that are all searches stand beside the built-in ones`() {
        let search = "[[section]]\nname = \"Veer\"\nsearch = \"veer*\"\n"
        let builtIn = PortalConfiguration().sections
        let (configuration, mistakes) = PortalConfiguration.read(search)
        #expect(configuration.sections.map(\.name) == builtIn.map(\.name) + ["Veer"])
        #expect(configuration.sections == configuration.ownSections && mistakes == [])
        // One of the same name takes its place, and sources take that of all.
        let same = search.replacing("Veer", with: "Sport")
        #expect(
            PortalConfiguration.read(same).configuration.sections
                .filter { $0.name == "Sport" }.map(\.sources) == [[]])
        let source = "[[section]]\nname = \"A\"\nsources = [{ url = \"https://a.example/\" }]"
        #expect(
            PortalConfiguration.read(search + source).configuration.sections.map(\.name)
                == ["Veer", "A"])
    }

    @Test(arguments: ["eb OR vloed", "veer* brug OR Oosterschélde", "a-b* OR c.d"])
    func `a search is written as it is read`(text: String) throws {
        let query = try #require(SectionQuery(text, sources: ["Krant"]))
        #expect(SectionQuery(query.text, sources: query.sources) == query)
    }

    @Test func `a source that was named before is left out`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [[section]]
            name = "A"
            sources = [{ url = "https://a.example/" }]
            [[section]]
            name = "B"
            sources = [
              { url = "https://b.example/" },
              { url = "https://a.example/" },
            ]
            """)
        #expect(configuration.sections[1].sources.map(\.address.string) == ["https://b.example/"])
        #expect(
            mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: het adres https://a.example/ staat hier voor de tweede keer (regel 8, kolom 3)."
            ])
    }

    @Test func `a section that was named before is left out`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [[section]]
            name = "A"
            sources = [{ url = "https://a.example/" }]
            [[section]]
            name = "A"
            sources = [{ url = "https://b.example/" }]
            """)
        #expect(configuration.sections.count == 1)
        #expect(
            mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: de sectie A staat hier voor de tweede keer (regel 4, kolom 3)."
            ])
    }

    @Test func `a section without a usable source is left out`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [[section]]
            name = "A"
            sources = [{ name = "A", url = "javascript:1" }, { name = "B" }, 3]
            [[section]]
            name = "B"
            sources = [{ url = "https://b.example/" }]
            """)
        #expect(configuration.sections.map(\.name) == ["B"])
        #expect(
            mistakes.map { $0.wording(in: "x") } == [
                "Fout in x: de sectie A heeft geen bruikbare bron (regel 1, kolom 3).",
                "Fout in x: 'javascript:1' is geen http- of https-adres (regel 3, kolom 32).",
                "Fout in x: hier ontbreekt de sleutel 'url' (regel 3, kolom 50).",
                "Fout in x: hier hoort een tabel met sleutels en waarden (regel 3, kolom 66).",
            ])
    }

    @Test(arguments: [
        "section = []", "section = 3", "[section]\nname = \"A\"", "[[section]]\nname = \" \"",
        "[[section]]\nsources = []",
    ])
    func `without a usable section the built-in ones stay`(text: String) {
        let configuration = PortalConfiguration.read(text).configuration
        #expect(configuration.sections == PortalConfiguration().sections)
    }

    @Test func `a name that could harm a terminal is made safe`() {
        let sections = PortalConfiguration.read(
            """
            [[section]]
            name = "A\\u001b[31m\\nB"
            sources = [{ url = "https://a.example/" }]
            """
        ).configuration.sections
        #expect(sections.first?.name.string.contains("\u{1B}") == false)
        #expect(sections.first?.name.string.contains("\n") == false)
    }

    @Test func `a section may be a search`() throws {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [[section]]
            name = "Eiland"
            search = "eb OR veer*"
            sources = ["NOS"]
            [[section]]
            name = "Sport"
            sources = [{ url = "https://sport.example/rss" }]
            """)
        #expect(mistakes == [])
        let section = try #require(configuration.sections.first)
        #expect(section.query == SectionQuery("eb OR veer*", sources: ["NOS"]))
        #expect(Subscriptions().applied(to: configuration.sections) == configuration.sections)
    }

    @Test func `a search without words is told with its place`() {
        let (_, mistakes) = PortalConfiguration.read(
            "[[section]]\nname = \"Eiland\"\nsearch = \"OR\"")
        #expect(
            mistakes.first?.wording(in: "portaal.toml").string.contains("hier horen woorden")
                == true)
    }

    @Test func `a private source says how it is asked for`() throws {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [[section]]
            name = "Leden"
            sources = [
              { url = "https://a.example/", user = "jan", password-command = ["pass", "show", "a"] },
              { url = "https://b.example/", headers = "b.headers" },
              { url = "https://c.example/" },
            ]
            """)
        #expect(mistakes == [])
        let sources = try #require(configuration.sections.first).sources
        let command = try CommandTemplate(["pass", "show", "a"], allowed: [])
        #expect(
            sources.map(\.access) == [
                .password(user: "jan", command: command), .headers(file: "b.headers"), nil,
            ])
        var subscriptions = Subscriptions()
        subscriptions.sections = configuration.sections
        #expect(Subscriptions.read(subscriptions.text).subscriptions == subscriptions)
    }

    @Test(arguments: [
        ("user = \"jan\"", "ontbreekt de sleutel 'password-command'"),
        ("password-command = [\"pass\"]", "ontbreekt de sleutel 'user'"),
        ("user = \"a:b\", password-command = [\"pass\"]", "geen gebruikersnaam"),
        ("user = \"a\\nb\", password-command = [\"pass\"]", "geen gebruikersnaam"),
        ("user = \"jan\", password-command = []", "hier hoort een programma"),
        ("user = \"jan\", password-command = \"pass\"", "hier hoort een lijst van woorden"),
        ("headers = \"\"", "de naam van een bestand"),
    ])
    func `half of what a private source needs is told`(keys: String, sentence: String) {
        let (_, mistakes) = PortalConfiguration.read(
            "[[section]]\nname = \"A\"\nsources = [{ url = \"https://a.example/\", \(keys) }]")
        #expect(mistakes.count == 1)
        #expect(
            mistakes.first?.wording(in: "portaal.toml").string.contains(sentence) == true,
            "\(mistakes)")
    }
}

import PortalConfiguration
import PortalModel
import Testing

struct PortalConfigurationTests {
    private func wordings(_ text: String) -> [String] {
        PortalConfiguration.read(text).mistakes.map { $0.wording(in: "x").string }
    }

    @Test func `without a word everything is as it was made`() {
        let (configuration, mistakes) = PortalConfiguration.read("")
        #expect(configuration == PortalConfiguration())
        #expect(mistakes.isEmpty)
        #expect(
            configuration.settings.address(of: .zeelandnet).string
                == "https://webmail.zeelandnet.nl/")
        #expect(configuration.settings.address(of: .delta).string == "https://webmail.delta.nl/")
        #expect(configuration.settings.refreshInterval == 3600)
        #expect(configuration.settings.daysKept == 90)
        #expect(configuration.settings.usesMouse)
        #expect(configuration.settings.theme == nil)
        #expect(configuration.settings.measure == 72)
        #expect(!configuration.settings.justifies)
        #expect(configuration.settings.hyphenates)
        #expect(!configuration.settings.isLinear)
        #expect(configuration.settings.showsPictures == nil)
    }

    @Test(arguments: ["reading.pictures", "reading.bidi", "display.hyperlinks"])
    func `some settings are on, off, or left to the portal`(key: String) {
        func value(_ text: String) -> Bool? {
            let settings = PortalConfiguration.read("\(key) = \(text)").configuration.settings
            switch key {
            case "reading.pictures": return settings.showsPictures
            case "reading.bidi": return settings.ordersText
            default: return settings.makesHyperlinks
            }
        }
        #expect(value("true") == true)
        #expect(value("false") == false)
        #expect(value("\"auto\"") == nil)
        #expect(wordings("\(key) = \"auto\"") == [])
        #expect(wordings("\(key) = 3").first?.contains("true, false of \"auto\"") == true)
    }

    @Test func `a file that sets everything is followed in everything`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            """
            [webmail]
            zeelandnet = "https://post.example/z"
            delta      = "https://post.example/d"

            [refresh]
            every = "2h"

            [keep]
            days = 30

            [display]
            theme = "papier"
            mouse = false
            ascii = true
            hyperlinks = false

            [reading]
            measure   = 60
            justify   = true
            hyphenate = false
            linear    = true
            bidi      = true
            pictures  = false

            [[section]]
            name    = "Buitenland"
            edition = "Wereld"
            sources = [
              { name = "Een", url = "https://een.example/rss" },
              { url = "https://twee.example/rss" },
            ]

            [[section]]
            name = "Dorp"
            sources = [{ name = "Drie", url = "http://drie.example/" }]
            """)
        #expect(mistakes.isEmpty)
        #expect(configuration.settings.address(of: .zeelandnet).string == "https://post.example/z")
        #expect(configuration.settings.address(of: .delta).string == "https://post.example/d")
        #expect(configuration.settings.refreshInterval == 7200)
        #expect(configuration.settings.daysKept == 30)
        #expect(configuration.settings.theme == "papier")
        #expect(!configuration.settings.usesMouse)
        #expect(configuration.settings.measure == 60)
        #expect(configuration.settings.justifies)
        #expect(!configuration.settings.hyphenates)
        #expect(configuration.settings.showsPictures == false)
        #expect(configuration.settings.isLinear)
        #expect(configuration.settings.isASCII)
        #expect(configuration.settings.makesHyperlinks == false)
        #expect(configuration.settings.ordersText == true)
        #expect(configuration.sections.map(\.name) == ["Buitenland", "Dorp"])
        #expect(configuration.sections.map(\.edition) == ["Wereld", "NL & Wereld"])
        #expect(configuration.sections[0].sources.map(\.name) == ["Een", "twee.example"])
    }

    @Test(
        arguments: [
            ("\"auto\"", nil, true), ("1", 1, true), ("3", 3, true), ("0", nil, false),
            ("4", nil, false), ("\"2\"", nil, false),
        ] as [(String, Int?, Bool)])
    func `a number of columns is one to three, or as it is best`(
        written: String, count: Int?, isRight: Bool
    ) {
        let (configuration, mistakes) = PortalConfiguration.read("[display]\ncolumns = \(written)")
        #expect(configuration.settings.columns == count)
        #expect(mistakes.isEmpty == isRight)
    }

    @Test(
        arguments: [
            ("\"teasers\"", ListForm.teasers, true), ("\"two-lines\"", .twoLines, true),
            ("\"one-line\"", .oneLine, true), ("\"One-Line\"", .teasers, false),
            ("1", .teasers, false),
        ])
    func `a form of lists is one of three`(written: String, form: ListForm, isRight: Bool) {
        let (configuration, mistakes) = PortalConfiguration.read("[display]\nlist = \(written)")
        #expect(configuration.settings.listForm == form)
        #expect(mistakes.isEmpty == isRight)
    }

    @Test(
        arguments: [
            ("90", 90, nil), ("1", 1, nil), ("\"forever\"", nil, nil),
            ("0", 90, "hier hoort een aantal dagen of \"forever\""),
            ("-1", 90, "hier hoort een aantal dagen of \"forever\""),
            ("\"90\"", 90, "hier hoort een aantal dagen of \"forever\""),
            ("true", 90, "hier hoort een aantal dagen of \"forever\""),
        ] as [(String, Int?, String?)])
    func `articles are kept for a number of days, or for ever`(
        text: String, days: Int?, mistake: String?
    ) {
        let (configuration, mistakes) = PortalConfiguration.read("keep.days = \(text)")
        #expect(configuration.settings.daysKept == days)
        #expect(mistakes.first?.sentence.string.contains(mistake ?? "") ?? (mistake == nil))
        let now = Timestamp(seconds: 1_800_000_000)
        #expect(
            configuration.settings.oldestKept(at: now)
                == days.map { Timestamp(seconds: 1_800_000_000 - Int64($0) * 86_400) })
    }

    @Test(arguments: [
        ("90s", 90), ("60m", 3600), ("2h", 7200), ("1d", 86_400), ("365d", 31_536_000),
        ("never", nil),
    ])
    func `an interval is a number with a unit, or never`(text: String, seconds: Int64?) {
        let (configuration, mistakes) = PortalConfiguration.read("refresh.every = \"\(text)\"")
        #expect(configuration.settings.refreshInterval == seconds)
        #expect(mistakes.isEmpty)
    }

    @Test(arguments: ["59s", "0m", "m", "60", "-5m", "+5m", "1w", "366d", "99999999d", "", "٣m"])
    func `any other interval is named and an hour is kept`(text: String) {
        let (configuration, mistakes) = PortalConfiguration.read("refresh.every = \"\(text)\"")
        #expect(configuration.settings.refreshInterval == 3600)
        #expect(mistakes.map(\.place) == [.init(line: 1, column: 17)])
    }

    @Test func `what is wrong is left out and the rest holds`() {
        let text = """
            [webmail]
            zeelandnet = "ftp://post.example/"
            delta = "https://post.example/"
            proton = "https://post.example/"

            [refresh]
            every = 60

            [display]
            mouse = "ja"
            hyperlinks = "altijd"
            """
        let configuration = PortalConfiguration.read(text).configuration
        #expect(
            configuration.settings.address(of: .zeelandnet).string
                == "https://webmail.zeelandnet.nl/")
        #expect(configuration.settings.address(of: .delta).string == "https://post.example/")
        #expect(
            wordings(text) == [
                "Fout in x: 'ftp://post.example/' is geen http- of https-adres (regel 2, kolom 14).",
                """
                Fout in x: de sleutel 'proton' is onbekend; hier kan: zeelandnet, delta \
                (regel 4, kolom 1).
                """,
                "Fout in x: hier hoort tekst tussen aanhalingstekens (regel 7, kolom 9).",
                "Fout in x: hier hoort true of false (regel 10, kolom 9).",
                "Fout in x: hier hoort true, false of \"auto\" (regel 11, kolom 14).",
            ])
    }

    @Test(arguments: [
        ("39", "een regel telt 40 tot 72 tekens"), ("73", "een regel telt 40 tot 72 tekens"),
        ("\"72\"", "hier hoort een geheel getal"), ("60.5", "hier hoort een geheel getal"),
    ])
    func `a measure out of bounds is named and 72 is kept`(value: String, sentence: String) {
        let text = "[reading]\nmeasure = \(value)\n"
        #expect(PortalConfiguration.read(text).configuration.settings.measure == 72)
        #expect(wordings(text) == ["Fout in x: \(sentence) (regel 2, kolom 11)."])
    }

    @Test func `a text that is no TOML leaves everything as it was made`() {
        let (configuration, mistakes) = PortalConfiguration.read(
            "[refresh]\nevery = \"2h\"\nevery: 3h\n")
        #expect(configuration == PortalConfiguration())
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.place?.line == 3)
    }
}

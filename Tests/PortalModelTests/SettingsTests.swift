import PortalModel
import Testing

struct SettingsTests {
    /// The portal's own settings with `choices` over them.
    private func settings(_ choices: (name: String, value: String)...) -> Settings {
        var settings = Settings()
        for (name, value) in choices {
            settings.apply(SettingChoice(name: name, value: value))
        }
        return settings
    }

    @Test func `what was chosen holds over what was there`() {
        let settings = settings(
            ("webmail", "delta"), ("theme", "papier"), ("measure", "60"), ("justify", "true"),
            ("hyphenate", "false"), ("bidi", "true"), ("hyperlinks", "false"), ("ascii", "true"),
            ("refresh", "900"), ("mouse", "false"))
        var expected = Settings()
        expected.webmail = .delta
        expected.theme = "papier"
        expected.measure = 60
        expected.justifies = true
        expected.hyphenates = false
        expected.ordersText = true
        expected.makesHyperlinks = false
        expected.isASCII = true
        expected.refreshInterval = 900
        expected.usesMouse = false
        #expect(settings == expected)
    }

    @Test(arguments: [
        ("measure", "breed"), ("mouse", "ja"), ("refresh", "5"), ("refresh", "soon"), ("x", "true"),
        ("bidi", "soms"), ("hyperlinks", "1"), ("ascii", "auto"), ("webmail", "post"),
        ("linear", "true"),
    ])
    func `what can be no choice changes nothing`(name: String, value: String) {
        #expect(settings((name, value)) == Settings())
    }

    @Test(arguments: SettingDescription.chosen.map(\.row.storedName))
    func `every choice can be taken, kept and told`(name: String) throws {
        let (setting, _) = try #require(
            SettingDescription.chosen.first { $0.row.storedName == name })
        let choices = setting.choices(in: Settings(), themes: ["papier", "mono"])
        #expect(choices.count > 1)
        for choice in choices {
            let settings = settings((name, choice))
            #expect(setting.value(in: settings) == choice)
            #expect(setting.wording(in: settings)?.isEmpty == false)
        }
    }

    @Test func `what holds is among the choices, also where it is an odd value`() throws {
        let odd = settings(("measure", "47"), ("refresh", "5400"))
        for name in ["measure", "refresh"] {
            let (setting, _) = try #require(
                SettingDescription.chosen.first { $0.row.storedName == name })
            let value = try #require(setting.value(in: odd))
            #expect(setting.choices(in: odd, themes: []).contains(value))
        }
    }

    @Test(arguments: [("12", 40), ("99999", 72), ("-5", 40)])
    func `a measure out of bounds is the nearest inside`(value: String, columns: Int) {
        #expect(settings(("measure", value)).measure == columns)
    }

    @Test func `no two settings stand in one place`() {
        let places = SettingDescription.all.compactMap(\.place).map { "\($0.table).\($0.key)" }
        #expect(Set(places).count == places.count)
        let rows = SettingDescription.chosen.map(\.row)
        #expect(Set(rows.map(\.storedName)).count == rows.count)
        #expect(Set(rows.map(\.name)).count == rows.count)
    }
}

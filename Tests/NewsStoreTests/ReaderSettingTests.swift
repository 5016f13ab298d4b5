import NewsStore
import PortalModel
import Testing

struct ReaderSettingTests {
    @Test func `nothing is chosen in a new reader database`() throws {
        #expect(try ReaderDatabase().choices() == ReaderChoices())
    }

    @Test(arguments: [
        ("measure", "60"), ("justify", "true"), ("refresh", "never"), ("bidi", "false"),
        ("ascii", "true"), ("theme", "papier"), ("webmail", "delta"),
    ])
    func `a choice is kept until another for the same setting takes its place`(
        name: String, value: String
    ) throws {
        let reader = try ReaderDatabase()
        let choice = SettingChoice(name: name, value: value)
        try reader.keep(choice)
        #expect(try reader.choices().settings == [choice])
        var settings = Settings()
        settings.apply(choice)
        #expect(try reader.choices().settings() == settings)
        #expect(settings != Settings())
        try reader.keep(SettingChoice(name: "mouse", value: "false"))
        try reader.keep(SettingChoice(name: "mouse", value: "true"))
        #expect(
            try reader.choices().settings.filter { $0.name == "mouse" }
                == [SettingChoice(name: "mouse", value: "true")])
    }

    @Test func `what another version kept stays, and changes nothing`() throws {
        let reader = try ReaderDatabase()
        try reader.keep(SettingChoice(name: "hologram", value: "true"))
        try reader.keep(SettingChoice(name: "mouse", value: "soms"))
        #expect(try reader.choices().settings() == Settings())
        #expect(try reader.choices().settings.count == 2)
    }
}

import NewsStore
import PortalModel
import Testing

struct ReaderSettingTests {
    @Test func `nothing is set in a new reader database`() throws {
        #expect(try ReaderDatabase().choices() == ReaderChoices())
    }

    @Test(arguments: [
        Setting.measure(60), .justification(true), .hyphenation(false), .refreshInterval(900),
        .refreshInterval(nil), .mouse(false), .readingOrder(true), .readingOrder(nil),
        .hyperlinks(false), .hyperlinks(nil), .ascii(true),
    ])
    func `a setting is kept until another of its kind takes its place`(setting: Setting) throws {
        let reader = try ReaderDatabase()
        try reader.keep(setting)
        #expect(try reader.choices().settings == [setting])
        try reader.keep(.measure(44))
        try reader.keep(.measure(48))
        #expect(try reader.choices().settings.filter { $0.name == "measure" } == [.measure(48)])
    }

    @Test(arguments: [
        ("measure", "breed"), ("mouse", "ja"), ("refresh", "5"), ("refresh", "soon"), ("x", "true"),
        ("bidi", "soms"), ("hyperlinks", "1"), ("ascii", "auto"),
    ])
    func `a value that is no setting is left out`(name: String, value: String) {
        #expect(Setting(name: name, value: value) == nil)
    }
}

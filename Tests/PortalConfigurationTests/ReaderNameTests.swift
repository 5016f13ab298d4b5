import PortalConfiguration
import Testing

struct ReaderNameTests {
    @Test(arguments: ["anna", "A-1", "key-AAAA_b", "x.y", String(repeating: "a", count: 250)])
    func `a name of a folder is one`(text: String) {
        #expect(ReaderName(text)?.text == text)
    }

    @Test(arguments: [
        "", ".", "..", "../x", ".x", "a/b", "/", "a\u{0}", "a b", "é", "a\n", "a\\b", "~", "$x",
        String(repeating: "a", count: 251),
    ])
    func `anything else is none`(text: String) {
        #expect(ReaderName(text) == nil)
    }

    @Test func `whom nobody names has no name and no problem`() {
        for environment in [[:], ["PORTAAL_READER": ""], ["HOME": "/x"]] {
            let (name, problem) = ReaderName.named(in: environment)
            #expect(name == nil && problem == nil)
        }
    }

    @Test func `the files of a restricted portal are in the folder of its reader`() throws {
        let name = try #require(ReaderName("anna"))
        let files = try PortalFiles(
            restrictedTo: name, environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/elders"])
        #expect(files.readerDatabase == "/h/.local/state/portaal/readers/anna/reader.db")
        #expect(files.portalLog == "/h/.local/state/portaal/readers/anna/portaal.log")
        #expect(files.configurationFile == "/etc/portaal/portaal.toml")
        #expect(files.newsDatabase == "/var/lib/portaal/news.db")
        let nobody = try PortalFiles(restrictedTo: nil, environment: [:])
        #expect(nobody.readerDatabase == nil && nobody.portalLog == nil)
    }
}

import PortalModel
import Testing

struct CommandTemplateTests {
    private func filled(_ words: [String], _ title: SafeText) throws -> [String] {
        try CommandTemplate(words, allowed: [.title, .url])
            .filled(with: [.title: title, .url: "https://dorp.example/1"])
    }

    @Test func `placeholders are filled in, alone and within words`() throws {
        #expect(
            try filled(["noteer", "--kop={title}", "{url}", "<{title}|{url}>"], "De brug")
                == [
                    "noteer", "--kop=De brug", "https://dorp.example/1",
                    "<De brug|https://dorp.example/1>",
                ])
    }

    @Test(arguments: ["; rm -rf ~", "$(reboot)", "`id`", "een\ttab", "\"aan\" 'halen'", "{url}"])
    func `what an article says stays one argument and is not looked through`(title: String) throws {
        let title = SafeText(line: title)
        #expect(try filled(["noteer", "{title}"], title) == ["noteer", title.string])
    }

    @Test(arguments: ["--output=/etc/passwd", "-rf", "-"])
    func `no value becomes an option`(title: String) throws {
        let title = SafeText(line: title)
        #expect(try filled(["noteer", "{title}"], title)[1] == " \(title)")
        #expect(try filled(["noteer", "kop:{title}"], title)[1] == "kop:\(title)")
    }

    @Test(arguments: [
        ("awk '{{print}}'", "awk '{print}}'"), ("f() { echo; }", "f() { echo; }"),
        ("{", "{"), ("{}", "{}"), ("{1}", "{1}"), ("{{url}", "{url}"), ("{url", "{url"),
    ])
    func `a brace that names no placeholder is a brace`(word: String, argument: String) throws {
        #expect(try filled(["sh", "-c", word], "De brug")[2] == argument)
    }

    @Test func `what is no command line is refused`() {
        func fault(_ words: [String]) -> CommandTemplate.Fault? {
            do throws(CommandTemplate.Fault) {
                _ = try CommandTemplate(words, allowed: [.url])
                return nil
            } catch {
                return error
            }
        }
        #expect(fault([]) == .empty)
        #expect(fault(["", "{url}"]) == .empty)
        #expect(fault(["{url}"]) == .placeholderInProgram)
        #expect(fault(["./{title}/x"]) == .placeholderInProgram)
        #expect(fault(["noteer", "{titel}"]) == .unknownPlaceholder("titel"))
        #expect(fault(["noteer", "{title}"]) == .unknownPlaceholder("title"))
        #expect(fault(["noteer", "a\0b"]) == .nulCharacter)
        #expect(fault(["noteer"]) == nil)
    }
}

struct LinkKindTests {
    @Test(arguments: [
        ("https://omroep.example/uitzending.mp3", LinkKind.audio),
        ("https://omroep.example/UITZENDING.OGG?x=1#t=3", .audio),
        ("http://omroep.example/film/brug.webm", .video),
        ("https://omroep.example/live.m3u8", .video),
        ("https://krant.example/foto.JPEG", .picture),
        ("https://gemeente.example/besluit.pdf#page=2", .pdf),
    ])
    func `the name of a file tells what it is`(address: String, kind: LinkKind) throws {
        #expect(LinkKind(of: try #require(WebAddress(address))) == kind)
    }

    @Test(arguments: [
        "https://krant.example/", "https://krant.pdf", "https://krant.mp3/",
        "https://a.example/mp3",
        "https://a.example/lees?bestand=x.mp3", "https://a.example/.",
        "https://a.example/map.mp3/artikel",
    ])
    func `a page is no file, whatever else its address says`(address: String) throws {
        #expect(LinkKind(of: try #require(WebAddress(address))) == nil)
    }
}

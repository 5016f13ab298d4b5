import PortalConfiguration
import PortalModel
import Testing

/// A text that is no TOML is refused in Dutch, with what is missing and after what.
@Suite struct TOMLMessageTests {
    @Test(arguments: [
        ("[display\nmouse = true\n", "na '[display' ontbreekt ']'"),
        ("[display", "na '[display' ontbreekt ']'"),
        ("[[section]\nname = \"Dorp\"\n", "na '[[section]' ontbreekt ']'"),
        ("[display]\nmouse true\n", "na 'mouse' ontbreekt '='"),
        ("[display]\nmouse\n", "na 'mouse' ontbreekt '='"),
        ("[display]\nmouse =\n", "na 'mouse =' ontbreekt een waarde"),
        ("[display]\ntheme = \"papier\n", "na 'theme = \"papier' ontbreekt een aanhalingsteken"),
        ("theme = 'papier\n", "na 'theme = 'papier' ontbreekt een aanhalingsteken"),
        ("a = [1, 2\nb = 3\n", "na 'a = [1, 2' ontbreekt ',' of ']'"),
        ("a = [1 2]\n", "na 'a = [1' ontbreekt ',' of ']'"),
        ("a = [1,\n", "na 'a = [1,' ontbreekt ']'"),
        ("a = { b = 1 c = 2 }\n", "na 'a = { b = 1' ontbreekt ',' of '}'"),
        ("a = [1,, 2]\n", "na 'a = [1,' staat een komma te veel"),
        ("a = { b = 1, }\n", "na 'a = { b = 1,' staat een komma te veel"),
        ("mouse = true false\n", "na 'mouse = true' hoort niets meer te staan"),
        ("[display] mouse\n", "na '[display]' hoort niets meer te staan"),
        ("= 3\n", "hier hoort een sleutel of een [tabel]"),
        ("[]\n", "tussen '[' en ']' ontbreekt een naam"),
        ("[ [section]]\n", "tussen '[' en '[' hoort geen spatie"),
    ])
    func `what is missing is named after what stands before it`(text: String, told: String) {
        #expect(TOMLReader(text).mistakes.map(\.sentence.string) == [told])
    }

    @Test(arguments: [
        ("every = 60m\n", "'60m' is geen waarde; tekst hoort tussen aanhalingstekens"),
        ("theme = papier\n", "'papier' is geen waarde; tekst hoort tussen aanhalingstekens"),
        ("theme = nacht\n", "'nacht' is geen waarde; tekst hoort tussen aanhalingstekens"),
        ("mouse = True\n", "'True' is geen waarde; bedoelde je 'true'?"),
        ("mouse = fals\n", "'fals' is geen waarde; bedoelde je 'false'?"),
        ("measure = 072\n", "een getal begint niet met een 0"),
        ("measure = 7__2\n", "een laag streepje hoort tussen twee cijfers"),
        ("days = 99999999999999999999\n", "dit getal is te lang"),
        (
            "since = 2026-13-40\n",
            "'2026-13-40' is geen waarde; tekst hoort tussen aanhalingstekens"
        ),
    ])
    func `a value that is none is shown with what it could be`(text: String, told: String) {
        #expect(TOMLReader(text).mistakes.map(\.sentence.string) == [told])
    }

    @Test(arguments: [
        ("[keep]\ndays = 3\n[keep]\n", "de tabel [keep] staat hier voor de tweede keer"),
        ("days = 3\ndays = 4\n", "de sleutel 'days' staat hier voor de tweede keer"),
        ("a = 1\n[[a]]\n", "'a' is hierboven al iets anders"),
        ("a = 1\na.b = 2\n", "deze sleutel is hierboven al iets anders"),
        ("a = { b = 1 }\n[a.c]\n", "een tabel tussen { en } kan later niets meer bij krijgen"),
        (
            #"a = "c:\map""# + "\n",
            #"na een '\' kan dit teken niet staan; schrijf '\\' voor een '\' zelf"#
        ),
    ])
    func `what is there already and what cannot stand there are told`(text: String, told: String) {
        #expect(TOMLReader(text).mistakes.map(\.sentence.string) == [told])
    }

    @Test func `of a long line only the end is shown`() {
        let line = "sources = [" + String(repeating: "\"https://a.example/\", ", count: 9)
        let told = TOMLReader(line + "3 4]\n").mistakes.first?.sentence.string ?? ""
        #expect(told == "na '…ple/\", \"https://a.example/\", 3' ontbreekt ',' of ']'")
    }

    @Test func `nothing of the library's own words comes through`() {
        for text in [
            "a = \"\\u12\"", "\u{1}", "a.\"\"\"b\"\"\" = 1", "a = 0x", "a = 1e", "a = +", "x",
        ] {
            let told = TOMLReader(text).mistakes.map(\.sentence.string).joined()
            #expect(!told.isEmpty)
            for word in ["expected", "saw", "Error", "parsing", "encountered", "prohibited"] {
                #expect(!told.contains(word), "\(text): \(told)")
            }
        }
    }

    @Test(arguments: [
        ("[dispaly]\n", "de sleutel 'dispaly' is onbekend; bedoelde je 'display'?"),
        ("[display]\nthem = \"papier\"\n", "de sleutel 'them' is onbekend; bedoelde je 'theme'?"),
        (
            "[reading]\nhypenate = true\n",
            "de sleutel 'hypenate' is onbekend; bedoelde je 'hyphenate'?"
        ),
        (
            "[webmail]\nproton = \"x\"\n",
            "de sleutel 'proton' is onbekend; hier kan: zeelandnet, delta"
        ),
    ])
    func `the name that was probably meant is asked for`(text: String, told: String) {
        let mistakes = PortalConfiguration.read(text).mistakes
        #expect(mistakes.map(\.sentence.string) == [told])
    }

    @Test func `the whole sentence names the file and the place`() {
        let mistakes = PortalConfiguration.read("[display\n").mistakes
        #expect(
            mistakes.map { $0.wording(in: "portaal.toml").string } == [
                "Fout in portaal.toml: na '[display' ontbreekt ']' (regel 1, kolom 9)."
            ])
        let question = PortalConfiguration.read("[keap]\n").mistakes
        #expect(
            question.map { $0.wording(in: "portaal.toml").string } == [
                "Fout in portaal.toml: de sleutel 'keap' is onbekend; bedoelde je 'keep'? (regel 1, kolom 2)"
            ])
    }
}

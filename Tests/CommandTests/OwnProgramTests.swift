import PortalModel
import TestSupport
import Testing

/// What commands tell of the programs and keys in portaal.toml, and of filters.toml.
struct OwnProgramTests {
    @Test func `the doctor names programs that are not there`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [open]
            pdf = ["/nergens/pdf", "{url}"]
            audio = ["cat", "{url}"]

            [[send]]
            name = "Noteren"
            command = ["bestaat-niet"]

            [notify]
            command = ["ook-niet", "{title}"]
            """)
        let words = try reader.run("doctor").output.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        for missing in [
            "bestaat-niet van [[send]] Noteren", "pdf van [open] pdf", "ook-niet van [notify]",
        ] {
            #expect(words.contains("Het programma \(missing) in portaal.toml is niet gevonden."))
        }
        #expect(!words.contains("Het programma cat"))
    }

    @Test func `mistakes are told with their places, and commands go on`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [keys]
            save = "m"
            opslaan = "x"
            [open]
            audio = "mpv"
            """)
        let outcome = try reader.run("count")
        #expect(outcome.code == 0)
        let errors = outcome.errors
        #expect(
            errors.contains("Fout in portaal.toml: de toets m is al van read (regel 2, kolom 8)."))
        #expect(errors.contains("Fout in portaal.toml: de opdracht 'opslaan'"))
        #expect(errors.contains("Fout in portaal.toml: hier hoort een lijst"))
    }

    @Test func `the doctor tells how much is muted, and each mistake in filters.toml`() throws {
        let reader = try TestReader()
        try reader.configure(
            "filters.toml",
            """
            [[mute]]
            words = "veer"
            [[mute]]
            words = "!"
            [[mute]]
            words = "dijk"
            place = "overal"
            """)
        let words = try reader.run("doctor").output.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(words.contains("Gedempt: 1 regel in "))
        #expect(words.contains("! Fout in filters.toml: hier staat geen woord (regel 4, kolom 9)."))
        #expect(words.contains("! Fout in filters.toml: hier hoort \"title\", \"teaser\""))
    }
}

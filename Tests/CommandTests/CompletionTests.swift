import Foundation
import TestSupport
import TestTags
import Testing

/// What bash offers after a Tab, through the script that the program makes for it.
@Suite(.tags(.slow)) struct CompletionTests {
    /// What is offered for the last of `words`.
    private func offers(_ words: [String], at reader: TestReader) throws -> [String] {
        let script = """
            source /dev/stdin <<<"$("$1" --generate-completion-script bash)"
            COMP_WORDS=("${@:2}"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _portaal "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let program = "\(try TestReader.products)/portaal"
        let shell = ["/bin/bash", "--norc", "-c", script, "bash", program, program]
        return try ProgramRun(shell + words, at: reader).output.split(separator: "\n")
            .map(String.init)
    }

    @Test func `a command is offered by its beginning`() throws {
        let reader = try TestReader()
        #expect(try offers(["re"], at: reader) == ["read", "refresh"])
        #expect(try offers(["sources", "re"], at: reader) == ["remove"])
        #expect(try offers(["webmail", ""], at: reader) == ["zeelandnet", "delta", "reset"])
    }

    @Test func `sections and editions are the reader's own`() throws {
        let reader = try TestReader()
        try reader.configure(
            "portaal.toml",
            """
            [[section]]
            name = "Wadden"
            edition = "Het noorden"
            sources = [{ name = "A", url = "https://a.example/feed" }]
            [[section]]
            name = "Op zee"
            edition = "Het noorden"
            sources = [{ name = "B", url = "https://b.example/feed" }]
            """)
        #expect(
            try offers(["print", ""], at: reader) == [
                "Wadden", "Op zee", "Voorpagina", "Het noorden",
            ])
        #expect(try offers(["refresh", "W"], at: reader) == ["Wadden"])
        #expect(try offers(["sources", "add", "--section", "O"], at: reader) == ["Op zee"])
    }

    @Test func `themes are the built-in ones and the reader's own`() throws {
        let reader = try TestReader()
        try reader.configure("themes/avond.toml", "base = \"papier\"\n")
        let themes = try offers(["themes", ""], at: reader)
        #expect(themes.contains("papier") && themes.contains("avond"))
        #expect(try offers(["themes", "te"], at: reader) == ["teletekst"])
    }

    @Test func `a Tab makes no files`() throws {
        let reader = try TestReader()
        #expect(try !offers(["print", ""], at: reader).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: reader.home.path) == [])
    }

    @Test func `without a home the built-in sections are offered, and no theme is missed`() throws {
        let reader = try TestReader()
        reader.environment["HOME"] = nil
        #expect(try offers(["themes", "te"], at: reader) == ["teletekst"])
    }
}

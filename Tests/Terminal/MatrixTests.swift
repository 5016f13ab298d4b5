import Foundation
import TestSupport
import TestTags
import Testing

/// Every kind of terminal, locale and redirection that a reader may come with: the portal runs,
/// or ends with code 2 and one sentence.
@Suite(.tags(.slow)) struct MatrixTests {
    private static let locales = ["C.UTF-8", "C", "nl_NL.UTF-8"]

    @Test(arguments: [
        "xterm-256color", "xterm-kitty", "alacritty", "foot", "screen", "tmux-256color", "linux",
        "vt100", "nergens-bekend", "",
    ])
    func `a terminal that can be drawn on is drawn on and given back`(type: String) throws {
        for locale in Self.locales {
            for (variables, colors) in [([:], true), (["NO_COLOR": "1"], false)] {
                for redirection in ["", " <&-", " 2>&-"] {
                    let reader = try Self.reader(type, locale, variables)
                    let terminal = try RawTerminal(
                        reader, ["sh", "-c", "exec \(TestReader.portaal)\(redirection)"])
                    try terminal.wait(for: "the question is asked") {
                        $0.contains("webmail") && $0.contains("later")
                    }
                    try terminal.type("\u{3}")
                    #expect(try terminal.code() == 0)
                    #expect(try terminal.isAsBefore())
                    let hasColors = colors && type != "vt100"
                    #expect(terminal.sendsColors == hasColors, "\(type) \(locale)")
                }
            }
        }
    }

    @Test(arguments: locales)
    func `a terminal that cannot be drawn on gets one sentence`(locale: String) throws {
        for variables in [[:], ["NO_COLOR": "1"]] {
            let reader = try Self.reader("dumb", locale, variables)
            let terminal = try RawTerminal(reader, ["sh", "-c", "exec \(TestReader.portaal)"])
            #expect(try terminal.code() == 2)
            #expect(try terminal.isAsBefore())
            let lines = terminal.text.split(separator: "\r\n")
            #expect(lines.count == 1)
            #expect(lines.first?.hasSuffix(".") == true)
            #expect(!terminal.sent.contains(0x1B))
        }
    }

    @Test(arguments: ["xterm-256color", "vt100", "dumb", "nergens-bekend", ""])
    func `into a pipe or a file goes plain text`(type: String) throws {
        for locale in Self.locales {
            for redirection in ["| cat", "> uit; cat uit", "<&- | cat", "2>&- | cat"] {
                let reader = try Self.reader(type, locale, [:])
                let outcome = try ProgramRun(
                    ["sh", "-c", "cd; \(TestReader.portaal) \(redirection)"], at: reader)
                #expect(outcome.code == 0)
                #expect(outcome.output.contains("NAVO: Rusland uitgenodigd voor nieuw overleg"))
                #expect(!outcome.output.contains("\u{1B}"))
                #expect(outcome.errors.isEmpty)
            }
        }
    }

    private static func reader(
        _ type: String, _ locale: String, _ variables: [String: String]
    ) throws -> TestReader {
        let reader = try TestReader.atTerminal()
        reader.environment["LANG"] = nil
        reader.environment["TERM"] = type
        reader.environment["LC_ALL"] = locale
        reader.environment.merge(variables) { $1 }
        return reader
    }
}

extension RawTerminal {
    /// Whether a colour was asked for: SGR (ECMA-48, 8.3.117) with a parameter for one.
    fileprivate var sendsColors: Bool {
        let sequences = text.split(separator: "\u{1B}[").dropFirst()
        return sequences.contains { rest in
            let parameters = rest.prefix { $0.isNumber || $0 == ";" || $0 == ":" }
            guard rest.dropFirst(parameters.count).first == "m" else { return false }
            let numbers = parameters.split { $0 == ";" || $0 == ":" }.compactMap { Int($0) }
            return numbers.contains { (30...38).contains($0) || (40...48).contains($0) }
        }
    }
}

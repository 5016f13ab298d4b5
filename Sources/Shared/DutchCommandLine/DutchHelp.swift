import Foundation
import PortalModel

/// ArgumentParser's own words in Dutch: it has no other language than English, nor a place to
/// give it one.
enum DutchHelp {
    static func help(_ text: String) -> String {
        replacing(helpPhrases, in: text)
    }

    /// What was wrong with a command line as one line: the mistake, and where help is.
    ///
    /// - Parameters:
    ///   - text: The mistake, the usage and a pointer to the help, as ArgumentParser prints them;
    ///     it may hold what the reader typed.
    ///   - commands: The names of all commands, one of which may have been meant.
    static func mistake(_ text: String, commands: [String] = []) -> SafeText {
        var message = text
        var pointer = ""
        if let last = text.range(of: "\n  See '", options: .backwards) {
            let rest = text[last.upperBound...]
            if let end = rest.range(of: "' for more information.") {
                pointer = "; '\(rest[..<end.lowerBound])' legt het uit"
                message = String(text[..<last.lowerBound])
            }
        }
        for label in ["\nUsage: ", "\nHelp:  "] {
            if let start = message.range(of: label, options: .backwards) {
                message = String(message[..<start.lowerBound])
            }
        }
        message = replacing(mistakePhrases, in: message)
        while message.last == "." || message.last == "\n" { message.removeLast() }
        message = suggesting(message, commands)
        // What was probably meant needs no other help.
        return SafeText(line: message.last == "?" ? message : message + pointer + ".")
    }

    /// The message with the one of `commands`, or of the choices that it lists, that was probably
    /// meant.
    private static func suggesting(_ message: String, _ commands: [String]) -> String {
        // What stands between quotation marks is every second part.
        func quoted(_ text: Substring) -> [Substring] {
            text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map(\.element)
        }
        guard let typed = quoted(message[...]).first else { return message }
        if message.hasPrefix("Onbekend argument '"), let meant = commands.nearest(to: typed) {
            return "\(message); bedoelde je '\(meant)'?"
        }
        if let list = message.range(of: "; kies ", options: .backwards),
            let meant = quoted(message[list.upperBound...]).nearest(to: typed)
        {
            return "\(message[..<list.lowerBound]); bedoelde je '\(meant)'?"
        }
        return message
    }

    private typealias Phrase = (english: String, dutch: String)

    /// Regular expressions and templates, as `NSRegularExpression` reads them. Help is folded to
    /// the width of the window, so a phrase may be broken between any two words.
    private static let helpPhrases: [Phrase] = [
        (#"(?m)^OVERVIEW: "#, ""),
        (#"(?m)^USAGE: "#, "GEBRUIK: "),
        (#"(?m)^ARGUMENTS:"#, "ARGUMENTEN:"),
        (#"(?m)^OPTIONS:"#, "OPTIES:"),
        (#"(?m)^SUBCOMMANDS:"#, "OPDRACHTEN:"),
        (#"See '(.*?) <subcommand>' for detailed help\."#, "'$1 <opdracht>' vertelt meer."),
        (#"<subcommand>"#, "<opdracht>"),
        (#"<subcommands>"#, "<opdrachten>"),
        (#"\[<options>\]"#, "[<opties>]"),
        (#"Show\s+subcommand\s+help\s+information\."#, "Toon de uitleg van een opdracht."),
        (#"Show\s+help\s+information\."#, "Toon deze uitleg."),
        (#"Show\s+the\s+version\."#, "Toon de versie."),
        // Two letters more in a column that is filled up with blanks.
        (#"\(default\)  "#, "(standaard)"),
        (#"\(default\)"#, "(standaard)"),
        (#"\(default( as flag)?:"#, "(standaard:"),
        (#"; default( as flag)?:"#, "; standaard:"),
        (#"\(values:"#, "(toegestaan:"),
    ]

    private static let mistakePhrases: [Phrase] = [
        (#"^Error: "#, ""),
        (
            #"(?s)Unknown option '(.*)'\. Did you mean '(.*)'\?"#,
            "Onbekende optie '$1'; bedoelde je '$2'?"
        ),
        (#"(?s)Unknown option '(.*?)'"#, "Onbekende optie '$1'"),
        (#"\n   or: "#, ", of: "),
        (#"(?s)Missing value for '(.*)' in '(.*)'"#, "bij '$1' in '$2' ontbreekt een waarde"),
        (#"(?s)Missing value for '(.*)'"#, "Bij '$1' ontbreekt een waarde"),
        (
            #"(?s)The option '(.*)' does not take any value, but '(.*)' was specified\."#,
            "Bij de optie '$1' hoort geen waarde als '$2'"
        ),
        (#"(?s)Unexpected argument '(.*)'"#, "Onbekend argument '$1'"),
        (#"(?s)\d+ unexpected arguments: ('.*')"#, "Onbekende argumenten $1"),
        (#"(?s)Missing expected argument '(.*)'"#, "'$1' ontbreekt"),
        (#"(?s)Missing one of: ('.*')"#, "Een van $1 ontbreekt"),
        (#"(?s)The value '(.*)' is invalid for '(.*?)'"#, "'$1' is geen geldige keuze voor '$2'"),
        (#"(?s)The value '(.*)' is invalid"#, "'$1' is geen geldige keuze"),
        (#"' and '"#, "' en '"),
        (#"' or '"#, "' of '"),
        (#"\. Please provide one of (the following:)?"#, "; kies "),
        (
            #"(?s)Value to be set with flag '(.*)' had already been set with flag '(.*)'"#,
            "'$1' en '$2' gaan niet samen"
        ),
        (#"(?s)Invalid option: (.*)"#, "'$1' is geen optie"),
        (#"Missing required subcommand\."#, "Er ontbreekt een opdracht"),
        (
            #"(?s)Can't generate completion scripts for '(.*)'\."#,
            "Voor '$1' is er geen aanvulling van opdrachten;"
        ),
        (#"Can't autodetect a supported shell\."#, "Het is niet duidelijk welke shell dit is;"),
        (
            #"Please use --generate-completion-script=<shell> with one of:"#,
            "--generate-completion-script= kan met"
        ),
    ]

    private static func replacing(_ phrases: [Phrase], in text: String) -> String {
        phrases.reduce(text) { text, phrase in
            text.replacingOccurrences(
                of: phrase.english, with: phrase.dutch, options: .regularExpression)
        }
    }
}

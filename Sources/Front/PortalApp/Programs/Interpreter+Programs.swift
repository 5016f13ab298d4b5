import Foundation
import NewsStore
import PortalCore
import PortalModel

extension Interpreter {
    /// Gives an article to a command of the reader's.
    mutating func sendOn<Terminal: PortalTerminal & ~Copyable>(
        _ id: ArticleID, to command: SendCommand, on terminal: inout Terminal
    ) throws(StoreProblem) -> [Event] {
        guard let article = try library.article(id) else {
            return [.problemArose(Wording.articleGone)]
        }
        let needsAddress = command.command.contains(.url) || command.input == .url
        if needsAddress, article.address == nil { return [.problemArose(Wording.noAddress)] }
        let sent = SentArticle(article)
        let input = command.input.flatMap(sent.input)
        let arguments = command.command.filled(with: sent.values)
        if command.usesTerminal { return run(arguments, input: input, on: &terminal) }
        do throws(BackgroundPrograms.Failure) {
            try programs.start(command.name, arguments, input: input)
            return []
        } catch {
            return [.problemArose(Wording.notStarted(error, command.command))]
        }
    }

    /// Gives the terminal to the program of `arguments` until it ends.
    private mutating func run<Terminal: PortalTerminal & ~Copyable>(
        _ arguments: [String], input: String?, on terminal: inout Terminal
    ) -> [Event] {
        guard let path = Executable.path(of: arguments[0], in: browser.environment) else {
            return [.problemArose(Wording.programNotFound(SafeText(line: arguments[0])))]
        }
        let file = input.flatMap(ProgramInput.descriptor)
        if input != nil, file == nil {
            return [.problemArose(Wording.notStarted(path, .last))]
        }
        defer { if let file { close(file) } }
        let program = TerminalProgram(
            path: path, arguments: arguments, environment: browser.environment)
        return run(program, ownInput: file, on: &terminal)
    }
}

import DutchCommandLine
import Foundation
import PortalCore
import PortalModel

/// A question that a command puts to the reader at a terminal.
struct Question {
    private let text: SafeText

    /// The question `text`, with what can be answered in it.
    init(_ text: SafeText) {
        self.text = text
    }

    /// Whether somebody can read a question and answer it.
    static var isPossible: Bool {
        isatty(STDIN_FILENO) == 1 && StandardStream.output.isTerminal
    }

    /// Whether the reader agrees, which an empty line does too; the end of the input does not.
    func isAgreed() throws(CommandFailure) -> Bool {
        while let answer = try ask() {
            switch answer.lowercased() {
            case "", "j", "ja": return true
            case "n", "nee": return false
            default: continue
            }
        }
        return false
    }

    /// A number from 1 to `count`, which is 1 for an empty line; nil when the reader gives none.
    func number(upTo count: Int) throws(CommandFailure) -> Int? {
        while let answer = try ask() {
            if answer.isEmpty { return 1 }
            if ["n", "nee"].contains(answer.lowercased()) { return nil }
            if let number = Int(answer), (1...count).contains(number) { return number }
        }
        return nil
    }

    private func ask() throws(CommandFailure) -> String? {
        try StandardStream.output.write("\(text) ")
        return readLine()?.trimmingCharacters(in: .whitespaces)
    }
}

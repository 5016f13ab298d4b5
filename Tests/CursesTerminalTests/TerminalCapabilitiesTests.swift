import Testing

@testable import CursesTerminal

struct TerminalCapabilitiesTests {
    private func abilities(_ variables: [String: String]) -> TerminalCapabilities {
        TerminalCapabilities { variables[$0] }
    }

    @Test(arguments: [
        ["TERM": "xterm-kitty"], ["TERM": "foot"],
        ["TERM": "xterm-256color", "VTE_VERSION": "7006"],
        ["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], ["WT_SESSION": "x"],
        [
            "TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "tmux",
            "TERM_PROGRAM_VERSION": "3.4",
        ],
        ["TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.10a"],
    ])
    func `terminals that are known to take hyperlinks`(variables: [String: String]) {
        #expect(abilities(variables).takesHyperlinks)
    }

    @Test(arguments: [
        [:], ["TERM": "xterm-256color"], ["TERM": "linux"], ["TERM": "dumb"],
        ["TERM": "xterm-256color", "VTE_VERSION": "4800"], ["VTE_VERSION": "nieuw"],
        ["TERM": "xterm-kitty", "TMUX": "/tmp/x"],
        ["TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"],
        ["TMUX": "/tmp/x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next"],
        ["TMUX": "/tmp/x", "TERM_PROGRAM": "WezTerm"],
        ["TERM": "screen-256color", "STY": "1.x", "VTE_VERSION": "7006"],
    ])
    func `any other gets none`(variables: [String: String]) {
        #expect(!abilities(variables).takesHyperlinks)
    }

    @Test func `terminals that order text themselves are left to it`() {
        #expect(abilities(["VTE_VERSION": "7006"]).ordersText)
        #expect(abilities(["KONSOLE_VERSION": "220401"]).ordersText)
        #expect(abilities(["TERM": "mlterm"]).ordersText)
        #expect(!abilities(["TERM": "xterm-256color"]).ordersText)
        #expect(!abilities(["TERM": "alacritty"]).ordersText)
    }
}

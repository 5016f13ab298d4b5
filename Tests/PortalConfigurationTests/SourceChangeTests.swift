import PortalConfiguration
import PortalModel
import Testing

/// What is changed of single sources in sources.toml.
struct SourceChangeTests {
    private let base = [
        Section(name: "Tech", edition: "NL", sources: ["a", "b", "c"].map(source)),
        Section(name: "Sport", edition: "NL", sources: [source("d")]),
    ]

    private static func source(_ name: String) -> Source {
        Source(
            name: SafeText(line: name),
            address: WebAddress("https://\(name).example/") ?? WebAddress(literal: "https://x/"))
    }

    private func change(_ name: String, _ work: (inout SourceChange) -> Void) -> SourceChange {
        var change = SourceChange(Self.source(name).address)
        work(&change)
        return change
    }

    private func names(_ subscriptions: Subscriptions) -> [[String]] {
        subscriptions.applied(to: base).map { $0.sources.map(\.name.string) }
    }

    @Test func `every order of the sources can be kept, and is read as it was`() {
        let names = ["a", "b", "c"]
        for first in names {
            for second in names where second != first {
                for third in names where third != first && third != second {
                    let order = [first, second, third]
                    var subscriptions = Subscriptions()
                    subscriptions.change(
                        order.enumerated().map { index, name in
                            change(name) {
                                $0.section = "Tech"
                                $0.position = index + 1
                            }
                        }, over: base)
                    #expect(self.names(subscriptions) == [order, ["d"]])
                    #expect(Subscriptions.read(subscriptions.text).subscriptions == subscriptions)
                }
            }
        }
    }

    @Test func `a source that moves leaves its section, which goes when it is empty`() {
        var subscriptions = Subscriptions()
        subscriptions.change(
            [
                change("d") {
                    $0.section = "Tech"
                    $0.edition = "NL"
                }
            ], over: base)
        #expect(names(subscriptions) == [["a", "b", "c", "d"]])
        subscriptions.change([change("a") { $0.section = "Tuin" }], over: base)
        #expect(names(subscriptions) == [["b", "c", "d"], ["a"]])
    }

    @Test func `what is as it was named is not kept`() {
        var subscriptions = Subscriptions()
        subscriptions.change(
            [
                change("b") {
                    ($0.name, $0.section, $0.edition) = ("b", "Tech", "NL")
                    ($0.position, $0.isPaused) = (2, false)
                }
            ], over: base)
        #expect(subscriptions == Subscriptions())
    }

    @Test(arguments: [
        ("position = 0", "een plaats vanaf 1"), ("every = \"5m\"", "van een uur tot een jaar"),
        ("paused = 1", "true of false"), ("naam = \"x\"", "'naam'"),
    ])
    func `a mistake is told with its place, and the rest holds`(key: String, sentence: String) {
        let (subscriptions, mistakes) = Subscriptions.read(
            "[[source]]\nurl = \"https://a.example/\"\nname = \"A\"\n\(key)")
        #expect(mistakes.count == 1)
        #expect(
            mistakes.first?.wording(in: "sources.toml").string.contains(sentence) == true,
            "\(mistakes)")
        #expect(mistakes.first?.place?.line == 4)
        #expect(subscriptions.changes.map(\.name) == ["A"])
    }
}

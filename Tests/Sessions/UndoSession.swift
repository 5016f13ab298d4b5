import PortalConfiguration
import PortalCore
import PortalModel
import TestSupport
import Testing

/// Acts of all kinds that are taken back.
struct UndoSession {
    /// All that acts change, as it is kept.
    private struct Kept: Equatable {
        let readRecords: [ArticleID: ReadRecord]
        let saved: [ArticleID]
        let labels: [ArticleID: [SafeText]]
        let rules: MuteRuleFile
        let subscriptions: Subscriptions
        /// What the portal knows of the marks.
        let shown: [Set<ArticleID>]

        init(_ session: Session) throws {
            let stored = try session.stored()
            (readRecords, saved, labels) = (stored.readRecords, stored.saved, stored.labels)
            rules = session.rules.file
            subscriptions = session.subscriptions.own
            shown = [session.state.read, session.state.saved]
        }
    }

    /// A portal in which something was done before: read and changed since, saved and labelled,
    /// muted, and a source renamed and moved.
    private func used() throws -> Session {
        var session = try Session(width: 100, height: 40)
        let listed = session.state.list.headlines.map(\.id)
        try session.press("g m j m j s L d i j k Enter j s")
        try session.press("x z e b r a Enter x s c h a a p Enter")
        session.filter()
        try session.press("B g j n ^u H a v e n b o d e Enter J q")
        session.stand.revise(listed[1], "Een andere kop", Document([.paragraph(["Anders."])]))
        session.send(.courierReported(.source(.brought(new: 0, changed: 1))))
        return session
    }

    @Test func `ten mixed acts taken back leave exactly what was`() throws {
        var session = try used()
        let acts = [
            "g j j j M", "g s", "L o e v e r , Space z e e Enter", "x s c h a a p PgDn Enter",
            "g j j s", "j m", "B g j n ^u S t r a n d Enter q", "x h a v e n Enter", "A",
            "B g j v N i e u w Enter q",
        ]
        var before: [Kept] = []
        for act in acts {
            before.append(try Kept(session))
            try session.press(act)
            session.filter()
            #expect(try Kept(session) != before.last, "\(act)")
        }
        for (act, kept) in zip(acts, before).reversed() {
            try session.press("u")
            session.filter()
            #expect(try Kept(session) == kept, "\(act)")
        }
    }

    @Test(arguments: ["m", "A", "M", "v v m"])
    func `what was read and changed since is so again`(act: String) throws {
        var session = try used()
        let changed = session.state.list.headlines[1].id
        let record = try #require(try session.stored().readRecords[changed])
        try session.press("g j")
        let row = session.cursorRow
        #expect(!session.state.read.contains(changed))
        try session.press(act)
        #expect(session.state.read.contains(changed))
        #expect(try session.stored().readRecords[changed] != record)
        try session.press("u g j")
        #expect(!session.state.read.contains(changed))
        #expect(try session.stored().readRecords[changed] == record)
        #expect(session.cursorRow == row)
    }

    @Test func `a rule that was let go of stands where it stood`() throws {
        var session = try used()
        let rules = session.rules.file
        session.stand.note(rules.rules[0])
        let source = session.state.list.headlines[0].source
        try session.press("x")
        try session.press("End ↑ Enter")
        session.filter()
        #expect(session.rules.file.rules.last?.source == source)
        try session.press("X x")
        #expect(session.rules.file == rules)
        try session.press("u u")
        #expect(session.rules.file == rules)
    }
}

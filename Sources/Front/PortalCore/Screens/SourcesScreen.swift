import PortalModel
import TextGrid

struct SourcesScreen: Screen {
    private(set) var sources: [SourceHealth]
    private var selected = 0
    private var top = 0

    /// Those that fail come first: that is what the reader looks for.
    init(_ all: [SourceHealth]) {
        sources = all.filter(\.isFailing) + all.filter { !$0.isFailing }
    }

    var hints: [Hint] {
        sources.isEmpty
            ? [.back]
            : [
                Hint("p", Wording.hintPause), Hint("v", Wording.hintSection),
                Hint("n", Wording.hintName), Hint("Enter", Wording.hintRetry),
                .back, .help,
            ]
    }

    var keyPlaces: [KeyTable.Place] { [.sources] }

    private var selection: Source? {
        sources.indices.contains(selected) ? sources[selected].source : nil
    }

    /// Takes newer health; the same source stays selected.
    mutating func renew(_ all: [SourceHealth], in state: State) {
        let id = selection?.id
        sources = SourcesScreen(all).sources
        selected = sources.firstIndex { $0.source.id == id } ?? 0
        fit(in: state)
    }

    mutating func perform(_ command: Command, in state: inout State) -> [Effect]? {
        if let source = selection, let effects = change(source, by: command, in: &state) {
            return effects
        }
        guard let row = command.moved(selected, byPageOf: Self.layout(in: state).halfPage)
        else { return nil }
        selected = max(0, min(row, sources.count - 1))
        fit(in: state)
        return []
    }

    mutating func fit(in state: State) {
        let rows = Self.layout(in: state).belowTitle.height
        // A source takes three rows, the blank one included, the selected one up to three more.
        let visible = max(1, (rows - 3) / 3)
        top = min(top, selected)
        if selected >= top + visible { top = selected - visible + 1 }
    }

    func draw(in frame: inout Frame, _ state: State, _ layout: Layout) {
        let failed = sources.count(where: \.isFailing)
        let title = [
            Wording.sources, failed > 0 ? Wording.sourcesFailed(failed) : .empty,
            state.fetchesByItself ? .empty : Wording.notAutomatic,
        ].joined(separator: " · ")
        frame.drawTitle(title, state, layout)
        let area = layout.belowTitle
        guard !sources.isEmpty else {
            frame.write(
                Wording.noSources, at: area.origin.moved(right: 2), style: state.theme[.text],
                in: area)
            frame.cursor = area.origin
            return
        }
        var row = area.top
        var seen = 0
        for (index, health) in sources.enumerated().dropFirst(top) {
            guard row < area.bottom else { break }
            // Of the selected one all is told.
            let text = Wording.delivery(
                of: health, at: state.now, isAutomatic: state.fetchesByItself)
            let width = max(1, area.width - 4)
            let isAddressCut =
                health.sign.columns + health.title.columns
                + health.source.address.publicText.columns + 2 > width
            let lines =
                index == selected
                ? wrap(text, width: width)
                    + (isAddressCut ? wrap(health.source.address.publicText, width: width) : [])
                : [text.cut(to: width)]
            let rect = Rect(
                column: area.left, row: row, width: area.width, height: 1 + lines.count
            ).intersection(area)
            frame.draw(health, lines, in: rect, state)
            if index == selected {
                frame.mark(rect, isActive: true, state)
                frame.cursor = rect.origin
            }
            row += lines.count + 2
            if row <= area.bottom + 1 { seen = index + 1 }
        }
        frame.drawMore(sources.count - seen, isAll: true, state, layout)
    }

    // MARK: - Changing

    /// What a key changes of a source, or does with it; nil where it means something else here.
    private func change(
        _ source: Source, by command: Command, in state: inout State
    ) -> [Effect]? {
        switch command {
        case .open: return state.refresh(only: sources[selected])
        case .openInBrowser: return [.openInBrowser(.link(source.address.site))]
        case .copyAddress: return [.copyAddress(.link(source.address.withoutUser))]
        case .renameSource: state.dialog = SourceDialog(.name, of: source, in: state)
        case .moveSource: state.dialog = SourceDialog(.section, of: source, in: state)
        case .pauseSource: return state.change(source) { $0.isPaused = !source.isPaused }
        case .changeInterval:
            let next = Source.usualIntervals.drop { $0 <= source.interval ?? 0 }.first
            return state.change(source) { $0.interval = next }
        case .raiseSource: return state.move(source, by: -1)
        case .lowerSource: return state.move(source, by: 1)
        default: return nil
        }
        return []
    }
}

extension Source {
    /// Seconds between two polls that can be chosen one after the other.
    fileprivate static let usualIntervals: [Int64] = [7200, 21_600, 43_200, 86_400, 604_800]
}

extension WebAddress {
    /// The front page of its server.
    fileprivate var site: WebAddress {
        let plain = withoutUser
        return WebAddress("/", relativeTo: plain) ?? plain
    }
}

extension State {
    func section(of source: Source) -> Section? {
        editions.lazy.flatMap(\.sections).first { section in
            section.sources.contains { $0.id == source.id }
        }
    }

    /// What has been changed of a source so far, as far as its place does not come of its section.
    private func present(of source: Source) -> SourceChange {
        var change = SourceChange(source.address)
        let section = section(of: source)
        (change.name, change.section, change.edition) = (
            source.name, section?.name, section?.edition
        )
        (change.isPaused, change.interval) = (source.isPaused, source.interval)
        change.position = (section?.sources.firstIndex { $0.id == source.id }).map { $0 + 1 }
        return change
    }

    /// Asks to keep another name, section, interval or pause of a source.
    func change(_ source: Source, _ work: (inout SourceChange) -> Void) -> [Effect] {
        let old = present(of: source)
        var new = old
        work(&new)
        // In another section it comes last.
        if new.section != old.section { new.position = nil }
        return new == old ? [] : [.perform(.changedSources(from: [old], to: [new]))]
    }

    /// Asks to move a source up or down in its section.
    mutating func move(_ source: Source, by step: Int) -> [Effect] {
        guard let sources = section(of: source)?.sources,
            let index = sources.firstIndex(where: { $0.id == source.id }),
            sources.indices.contains(index + step)
        else {
            tell(step < 0 ? Wording.isFirstSource : Wording.isLastSource)
            return []
        }
        var order = sources
        order.swapAt(index, index + step)
        func placed(_ sources: [Source]) -> [SourceChange] {
            sources.enumerated().map { index, source in
                var change = present(of: source)
                change.position = index + 1
                return change
            }
        }
        return [.perform(.changedSources(from: placed(sources), to: placed(order)))]
    }

    mutating func showSources(_ all: [SourceHealth]) {
        if var screen = top as? SourcesScreen {
            screen.renew(all, in: self)
            top = screen
        } else {
            screens.append(SourcesScreen(all))
        }
    }
}

extension SourceHealth {
    /// What stands before its name.
    fileprivate var sign: SafeText {
        source.isPaused ? "\(Wording.pausedMark) " : isFailing ? "! " : .empty
    }
}

extension Frame {
    fileprivate mutating func draw(
        _ health: SourceHealth, _ lines: [SafeText], in rect: Rect, _ state: State
    ) {
        let point = rect.origin.moved(right: 2)
        let name: SafeText = "\(health.sign)\(health.title)"
        let used = write(name, at: point, style: state.theme[.headline], in: rect)
        write(
            health.source.address.publicText.cut(to: rect.width - used - 5),
            at: point.moved(right: used + 2), style: state.theme[.meta], in: rect)
        write(
            lines, at: point.moved(down: 1),
            style: state.theme[health.isFailing ? .problem : .teaser], in: rect)
    }
}

extension [Span] {
    /// Whether any of it no longer holds.
    private var hasStruckText: Bool { contains { $0.style.contains(.struck) } }

    /// The spans with signs around what is struck, `~~so~~`, as Markdown and people in chats write
    /// it: no terminal, pipe or voice loses these, as it may a line through letters or a colour.
    ///
    /// The signs stand close to the words, inside the look and the link of the spans that they
    /// begin and end in. Struck spans that follow each other have one pair of signs.
    public var signingStruck: [Span] {
        guard hasStruckText else { return self }
        var signed: [Span] = []
        var rest = self[...]
        while let first = rest.first {
            let isStruck = first.style.contains(.struck)
            let run = rest.prefix { $0.style.contains(.struck) == isStruck }
            signed += isStruck ? Array(run).between("~~", "~~") : Array(run)
            rest = rest.dropFirst(run.count)
        }
        return signed
    }

    /// The spans with signs right before the first and right after the last letter; none where
    /// there are no letters.
    private func between(_ opening: String, _ closing: String) -> [Span] {
        func hasLetters(_ span: Span) -> Bool { span.text.string.utf8.contains { $0 != 0x20 } }
        guard let first = firstIndex(where: hasLetters), let last = lastIndex(where: hasLetters)
        else { return self }
        var spans = self
        let head = spans[first].text.string
        let start = head.firstIndex { $0 != " " } ?? head.startIndex
        spans[first].text = SafeText(cleaning: head[..<start] + opening + head[start...])
        let tail = spans[last].text.string
        let end = tail.lastIndex { $0 != " " }.map(tail.index(after:)) ?? tail.endIndex
        spans[last].text = SafeText(cleaning: tail[..<end] + closing + tail[end...])
        return spans
    }
}

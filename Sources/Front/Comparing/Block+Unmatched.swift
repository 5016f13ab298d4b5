import PortalModel

extension Block {
    /// The block with signs around the words that the other text does not have, for where a look
    /// does not come through.
    public func bracketingUnmatched(_ opening: SafeText, _ closing: SafeText) -> Block {
        withSpans { span in
            guard span.style.contains(.unmatched) else { return [span] }
            return [Span("\(opening)\(span.text)\(closing)", style: span.style, link: span.link)]
        }
    }

    /// The stretches of words that the other text does not have, in reading order.
    public var unmatchedTexts: [SafeText] {
        var texts: [SafeText] = []
        _ = withSpans { span in
            if span.style.contains(.unmatched) { texts.append(span.text) }
            return [span]
        }
        return texts
    }
}

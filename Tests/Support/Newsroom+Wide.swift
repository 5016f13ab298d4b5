import PortalModel

extension Newsroom {
    /// Headlines and a text of characters that take two columns, or none of their own.
    public static let wide: [Article] = [
        "東京駅の地下に世界最大の駐輪場が開業し、初日から多くの利用者が訪れた",
        "👩‍👩‍👧‍👦🇳🇱🏴‍☠️ Gezin 👍🏽 vaart met vlag 🇧🇪 naar 1️⃣ eiland ☂️",
        "Cafe\u{301} Pie\u{308}r: naïeve coöperatie ruïneert reünie e\u{301}\u{302}\u{303}",
        "한국어 제목과 ภาษาไทย en العربية עברית naast elkaar",
        "Hottentottententententoonstellingsmakersopleidingsinstituutsdirecteurenvergadering",
        "字",
    ].enumerated().map { index, title in
        let title = SafeText(cleaning: title)
        return article(
            title, in: "Buitenland", minutesOld: Int64(index), "\(title) \(title) \(title)",
            blocks: [
                .paragraph([Span("東京 (ANP) - \(title)。\(title)")]),
                .list(start: 9, items: [[.paragraph([Span(title)])]]),
                .quote([.paragraph([Span(title, style: .emphasis)])]),
                .preformatted([title]),
                .paragraph([Span(title, link: WebAddress(literal: "https://nieuws.example/a"))]),
            ])
    }
}

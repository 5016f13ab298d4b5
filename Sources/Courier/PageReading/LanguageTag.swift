/// A language as BCP 47 writes it, made of what pages write.
struct LanguageTag {
    /// The tag in lower case: "nl", "nl-be".
    let string: String

    /// The language that `text` tells of: a tag, also with an underscore, the first of several, or
    /// the name of a language, in itself or in English, Dutch, German or French. Nil for anything
    /// else.
    init?(_ text: String) {
        let first = text.lowercased().prefix { !",;|".contains($0) }
        let words = first.split { $0.isWhitespace || "-_()/".contains($0) }.map(String.init)
        guard let language = words.first else { return nil }
        if let code = LanguageTag.codes[language] {
            let details = first.contains(" ") ? [] : LanguageTag.details(words.dropFirst())
            string = ([code] + details).joined(separator: "-")
            return
        }
        // Several words are a sentence, and these tags say that it is no language, or many.
        guard !first.contains(" "), !["und", "mul", "zxx", "mis"].contains(language),
            (2...3).contains(language.utf8.count), language.allSatisfy(LanguageTag.isLetter)
        else { return nil }
        string = ([language] + LanguageTag.details(words.dropFirst())).joined(separator: "-")
    }

    /// What follows a language in its tag, as far as that is well-formed: scripts, regions,
    /// variants.
    private static func details(_ words: ArraySlice<String>) -> [String] {
        Array(
            words.prefix(3).prefix { word in
                (2...8).contains(word.utf8.count)
                    && word.allSatisfy { isLetter($0) || ("0"..."9").contains($0) }
                    && !codes.keys.contains(word) && (word.utf8.count != 3 || word.first != "x")
            })
    }

    private static func isLetter(_ character: Character) -> Bool {
        ("a"..."z").contains(character)
    }

    /// The code of two letters for the names and the codes of three letters (ISO 639-2) of
    /// languages.
    private static let codes: [String: String] = {
        let names: [String: [String]] = [
            "nl": [
                "nederlands", "nederlandse", "dutch", "niederländisch", "néerlandais", "hollands",
                "vlaams", "flemish", "nld", "dut",
            ],
            "fy": ["frysk", "fries", "frisian", "friesisch", "fry"],
            "en": ["english", "engels", "englisch", "anglais", "eng"],
            "de": ["deutsch", "duits", "german", "allemand", "deu", "ger"],
            "fr": ["français", "francais", "frans", "french", "französisch", "fra", "fre"],
            "es": ["español", "espanol", "spaans", "spanish", "spanisch", "castellano", "spa"],
            "it": ["italiano", "italiaans", "italian", "italienisch", "italien", "ita"],
            "pt": ["português", "portugues", "portugees", "portuguese", "por"],
            "da": ["dansk", "deens", "danish", "dänisch", "danois", "dan"],
            "no": ["norsk", "noors", "norwegian", "norwegisch", "norvégien", "nor"],
            "sv": ["svenska", "zweeds", "swedish", "schwedisch", "suédois", "swe"],
            "fi": ["suomi", "fins", "finnish", "finnisch", "finnois", "fin"],
            "pl": ["polski", "pools", "polish", "polnisch", "polonais", "pol"],
            "tr": ["türkçe", "turks", "turkish", "türkisch", "turc", "tur"],
            "ru": ["русский", "russisch", "russian", "russe", "rus"],
            "uk": ["українська", "oekraïens", "ukrainian", "ukr"],
            "ar": ["العربية", "arabisch", "arabic", "arabe", "ara"],
            "zh": ["中文", "chinees", "chinese", "chinesisch", "chinois", "zho", "chi"],
            "ja": ["日本語", "japans", "japanese", "japanisch", "japonais", "jpn"],
        ]
        var codes: [String: String] = [:]
        for (code, names) in names {
            for name in names { codes[name] = code }
        }
        return codes
    }()
}

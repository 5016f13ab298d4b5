/// The words that stand in dates.
enum DateWords {
    /// The month, 1 to 12, that `word`, in lower case, names or abbreviates in a language of
    /// western Europe.
    static func month(_ word: String) -> Int? {
        // The Dutch Monday begins like their March.
        guard word.utf8.count >= 3, !word.hasPrefix("maan") else { return nil }
        if word.hasPrefix("juin") { return 6 }
        return months[String(word.prefix(3))]
    }

    /// Seconds east of Greenwich that the zone `word`, in lower case, stands for. Of names that
    /// mean several zones, the American is taken where RFC 822 names it, else the European.
    static func zone(_ word: String) -> Int? {
        hours[word].map { Int($0 * 3600) }
    }

    private static let months: [String: Int] = {
        let names = [
            ["jan", "ene", "gen"], ["feb", "fév", "fev"], ["mar", "mrt", "maa", "mär", "mrz"],
            ["apr", "avr", "abr"], ["may", "mei", "mai", "mag"], ["jun", "giu"],
            ["jul", "jui", "lug"], ["aug", "aoû", "aou", "ago"], ["sep", "set"],
            ["oct", "okt", "ott", "out"], ["nov"], ["dec", "dez", "déc", "dic"],
        ]
        var table: [String: Int] = [:]
        for (index, month) in names.enumerated() {
            for name in month { table[name] = index + 1 }
        }
        return table
    }()

    private static let hours: [String: Double] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1,
        "cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3,
        "sast": 2, "msk": 3, "msd": 4, "trt": 3, "ist": 5.5, "sgt": 8, "hkt": 8, "awst": 8,
        "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12,
        "nzdt": 13, "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "est": -5, "edt": -4,
        "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9,
        "akdt": -8, "hst": -10, "brt": -3, "art": -3,
    ]
}

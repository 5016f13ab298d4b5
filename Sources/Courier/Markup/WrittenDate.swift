import PortalModel

/// Reads dates as feeds and pages write them: RFC 822 and its successors, the W3C's profile of
/// ISO 8601, what C's `asctime` prints, and each of them with the mistakes that are common; dates
/// in words and clocks as eleven languages of western Europe write them (`DateWords`).
///
/// A time without a zone counts as UTC, and so does a zone that nobody knows; a date without a
/// time is its midnight. Weekdays are not read: many are wrong.
public enum WrittenDate {
    /// The moment that `text` tells, or nil where it tells none. Years 1 to 9999 only.
    public static func timestamp(_ text: String) -> Timestamp? {
        var scanner = DateScanner(text)
        if scanner.readLeadingDigits() || scanner.readISODate() { scanner.readTimeOfDay() }
        scanner.readWords()
        return scanner.parts.timestamp
    }
}

/// What is known of a date so far.
struct DateParts {
    var year: Int?
    var month: Int?
    var day: Int?
    var hour: Int?
    var minute = 0
    var second = 0
    /// Seconds east of Greenwich.
    var offset: Int?
    /// Whether the hour counts in twelves, and from noon.
    var isAfternoon: Bool?
    /// Seconds since 1970, where the date was written as such.
    var epoch: Int64?

    /// A year written with two digits is the one between 1950 and 2049, with three digits one
    /// after 1900 (RFC 5322, section 4.3).
    mutating func setYear(_ value: Int, digits: Int) {
        switch digits {
        case ...2: year = value < 50 ? 2000 + value : 1900 + value
        case 3: year = 1900 + value
        default: year = value
        }
    }

    /// The moment, nil where a part is missing or out of its range.
    var timestamp: Timestamp? {
        if let epoch { return Timestamp(seconds: epoch) }
        guard let year, let month, (1...9999).contains(year), (1...12).contains(month) else {
            return nil
        }
        var hour = hour ?? 0
        if let isAfternoon, hour <= 12 { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        let time = CivilTime(
            year: year, month: month, day: day ?? 1, hour: hour, minute: minute, second: second)
        // A day that its month has not would be one of another month.
        guard CivilTime(daysSinceEpoch: time.daysSinceEpoch).day == time.day, hour <= 24,
            minute < 60, second <= 60
        else { return nil }
        return time.utcTimestamp + Int64(-(offset ?? 0))
    }
}

/// The words that stand in dates, in Dutch, Frisian, English, German, French, Spanish, Italian,
/// Portuguese, Danish, Norwegian and Swedish.
enum DateWords {
    enum Name: Equatable {
        /// A month, 1 to 12.
        case month(Int)
        /// A month, or a weekday of another language: `mar`, `maa`.
        case monthOrWeekday(Int)
    }

    /// The month that `word`, in lower case, names or abbreviates to three letters or more; nil for
    /// every other word, weekdays among them.
    static func name(_ word: String) -> Name? { names[word] }

    /// Seconds east of Greenwich that the zone `word`, in lower case, stands for. Of names that
    /// mean several zones, the American is taken where RFC 822 names it, else the European.
    static func zone(_ word: String) -> Int? {
        hours[word].map { Int($0 * 3600) }
    }

    /// Words behind an hour: `14 uur`, `14.30 Uhr`.
    static let afterHour: Set = ["uur", "u", "oere", "uhr", "h", "heures", "heure", "horas", "hrs"]

    /// Words before a clock: `om 14.30`, `kl. 9`.
    static let beforeHour: Set = [
        "om", "at", "um", "ob", "à", "às", "kl", "klokken", "klokka", "klockan", "alle", "ore",
    ]

    private static let months: [[String]] = [
        [
            "januari", "jannewaris", "jannewaarje", "january", "januar", "jänner", "janner",
            "janvier", "enero", "gennaio", "janeiro",
        ],
        [
            "februari", "febrewaris", "febrewaarje", "february", "februar", "feber", "février",
            "fevrier", "febrero", "febbraio", "fevereiro",
        ],
        ["maart", "march", "märz", "marz", "mars", "marzo", "março", "marco", "marts"],
        ["april", "avril", "abril", "aprile"],
        ["mei", "maaie", "may", "mai", "mayo", "maggio", "maio", "maj"],
        ["juni", "juny", "june", "juin", "junio", "giugno", "junho"],
        ["juli", "july", "juillet", "julio", "luglio", "julho"],
        ["augustus", "august", "augusti", "août", "aout", "agosto"],
        [
            "september", "septimber", "septembre", "septiembre", "setiembre", "settembre",
            "setembro",
        ],
        ["oktober", "october", "octobre", "octubre", "ottobre", "outubro"],
        ["november", "novimber", "novembre", "noviembre", "novembro"],
        [
            "december", "desimber", "dezember", "décembre", "decembre", "diciembre", "dicembre",
            "dezembro", "desember",
        ],
    ]

    /// Abbreviations that are no beginnings, and the old names of Frisian, which are not shortened.
    private static let others: [[String]] = [
        ["louwmoanne"], ["sellemoanne"], ["mrt", "mrz", "foarjiersmoanne"], ["gersmoanne"],
        ["blommemoanne"], ["simmermoanne"], ["heamoanne"], ["rispmoanne"], ["hjerstmoanne"],
        ["wynmoanne"], ["slachtmoanne"], ["wintermoanne"],
    ]

    /// Weekdays that begin like a month.
    private static let weekdays = ["maandag", "mardi", "martes", "martedì"]

    private static let names: [String: Name] = {
        var meanings: [String: Set<Int>] = [:]
        for (index, names) in months.enumerated() {
            for beginning in names.flatMap(beginnings) {
                meanings[beginning, default: []].insert(index + 1)
            }
        }
        // Of `maart` rather than of the Frisian May.
        meanings["maa"] = [3]
        // A beginning of several months, as `jui` is, names none.
        var table = meanings.compactMapValues { $0.count == 1 ? $0.first.map(Name.month) : nil }
        for beginning in weekdays.flatMap(beginnings) {
            if case .month(let month) = table[beginning] {
                table[beginning] = .monthOrWeekday(month)
            }
        }
        for (index, names) in others.enumerated() {
            for name in names { table[name] = .month(index + 1) }
        }
        return table
    }()

    /// Of three letters or more; the name itself is the last.
    private static func beginnings(of name: String) -> [String] {
        (3...name.count).map { String(name.prefix($0)) }
    }

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

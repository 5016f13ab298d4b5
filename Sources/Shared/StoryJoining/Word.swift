import PortalModel

/// A word of a report as far as comparing needs it: hashes of its folded letters, not the letters.
struct Word {
    /// Of all its letters.
    let whole: UInt64
    /// Of its first six letters, which most inflected and derived forms have in common.
    let stem: UInt64
    /// How many letters or digits it has.
    let length: Int
    /// Whether it consists of digits, with points and commas between them.
    let isNumber: Bool
    /// Whether it begins with a capital.
    let isCapitalised: Bool
    /// Whether a capital is no more than the beginning of a sentence.
    let beginsSentence: Bool

    /// The letters that a stem keeps.
    static let stemLength = 6
}

extension Word {
    /// The first `limit` words of `text`: runs of letters and digits without case and accents.
    ///
    /// Linear in what it reads. Hashes are of the folded bytes, the same everywhere.
    static func all(of text: some StringProtocol, limit: Int) -> [Word] {
        var text = Substring(text)
        return text.withUTF8 { bytes in
            var scanner = WordScanner(bytes: bytes)
            var words: [Word] = []
            words.reserveCapacity(min(limit, bytes.count / 6 + 1))
            while words.count < limit, let word = scanner.next() { words.append(word) }
            return words
        }
    }

    /// What `Word` keeps of a word that is written in small ASCII letters.
    static func hash(_ letters: some StringProtocol) -> UInt64 {
        var hash = StableHash()
        for byte in letters.utf8 { hash.mix(byte) }
        return hash.bits
    }
}

/// Reads words from UTF-8.
private struct WordScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var beginsSentence = true

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func next() -> Word? {
        skipToWord()
        guard index < bytes.count else { return nil }
        var hash = StableHash()
        var (stem, length) = (hash.bits, 0)
        var isNumber = true
        var isCapitalised = false
        while let letter = letter(at: index) {
            if length == 0 { isCapitalised = letter.isCapital }
            hash.mix(letter.folded)
            length += 1
            if length <= Word.stemLength { stem = hash.bits }
            isNumber = isNumber && letter.isDigit
            index += letter.width
            // 1.000 and 2,5 are one number each.
            if letter.isDigit, index + 1 < bytes.count, Self.isDigit(bytes[index + 1]),
                bytes[index] == 0x2E || bytes[index] == 0x2C
            {
                hash.mix(0x2E)
                index += 1
            }
        }
        let word = Word(
            whole: hash.bits, stem: isNumber ? hash.bits : stem, length: length,
            isNumber: isNumber, isCapitalised: isCapitalised, beginsSentence: beginsSentence)
        beginsSentence = false
        return word
    }

    private mutating func skipToWord() {
        while index < bytes.count, letter(at: index) == nil {
            switch bytes[index] {
            case 0x0A, 0x21, 0x2E, 0x3A, 0x3F: beginsSentence = true
            default: break
            }
            index += 1
        }
    }

    private struct Letter {
        let folded: UInt8
        let width: Int
        var isCapital = false
        var isDigit = false
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    /// The letter at `place`; nil for anything that parts words. Bytes of other scripts than the
    /// Latin one count as letters, one by one.
    @inline(__always)
    private func letter(at place: Int) -> Letter? {
        guard place < bytes.count else { return nil }
        let byte = bytes[place]
        switch byte {
        case 0x61...0x7A:
            return Letter(folded: byte, width: 1)
        case 0x41...0x5A:
            return Letter(folded: byte | 0x20, width: 1, isCapital: true)
        case 0x30...0x39:
            return Letter(folded: byte, width: 1, isDigit: true)
        case 0xC3:
            guard place + 1 < bytes.count else { return nil }
            let low = bytes[place + 1]
            let folded = Self.latin1[Int(low & 0x1F)]
            return folded == 0
                ? nil : Letter(folded: folded, width: 2, isCapital: low & 0x20 == 0)
        case 0xE2:
            // Dashes, quotation marks, arrows and other signs.
            return nil
        case 0x80...0xC2:
            // The rest of a sign, or U+0080–00BF.
            return place > 0 && isWithinLetter(place) ? Letter(folded: byte, width: 1) : nil
        case 0xC4...:
            return Letter(folded: byte, width: 1)
        default:
            return nil
        }
    }

    /// Whether the continuation byte at `place` belongs to a letter of more bytes.
    private func isWithinLetter(_ place: Int) -> Bool {
        var lead = place
        while lead > 0, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        return bytes[lead] >= 0xC4 && bytes[lead] != 0xE2
    }

    /// The base letters of U+00E0–00FF, and of U+00C0–00DF in the same order; 0 for the signs.
    private static let latin1: [UInt8] =
        Array("aaaaaaaceeeeiiiidnooooo".utf8) + [0]
        + Array("ouuuuyty".utf8)
}

/// Words that say little about which event a report tells.
///
/// A table of our own instead of counts over what is stored: counts would make an answer depend on
/// what came before, and so on the order of delivery.
enum CommonWords {
    /// How much a word of each kind tells.
    enum Kind: UInt8 {
        /// The function words of Dutch.
        case function
        /// The days of the week.
        case day
        /// What half of all news says.
        case everyday
        /// Names that stand in the news every day.
        case everydayName
    }

    /// The kind of `word`; nil for one that tells something.
    @inline(__always)
    static func kind(of word: Word) -> Kind? {
        table.kind(word.whole)
    }

    private static let table = HashTable([
        (.function, functionWords), (.day, days), (.everyday, everydayWords),
        (.everydayName, everydayNames),
    ])

    private static let functionWords = """
        aan aangezien achter af al aldus alle alleen alles als alsnog altijd ander andere anderen \
        ben beide bij bijna binnen boven buiten daar daarbij daarmee daarna daarom daarop dan dat \
        de den der des deze die dit doch doen doet door doordat dus echter een eens eerst eerste \
        elk elkaar elke en enige enkele er erg ergens erop eruit even geen gegaan gegeven geweest \
        geworden gaan gaat gaf ging gingen had hadden hand heb hebben heeft heel hem hen het hier \
        hij hoe hoeveel hoewel hun iedere iedereen iemand iets ik in inmiddels is ja je jij jou \
        jullie kan keer kon konden kreeg kregen krijgen krijgt kunnen kwam kwamen laat later laten \
        liet lang langer langs maar maken maakt maakte maakten meer meest met mij misschien moest \
        moesten moet moeten mocht mochten mag mogen na naar naast nadat net niet niets niemand nog \
        nogal nooit nu of om omdat onder ongeveer ons onze ook op opnieuw over overal per pas rond \
        ruim samen sinds slechts sommige soms s t te tegen ten ter terug terwijl tijdens toch toe \
        toen tot totdat tussen u uit uiteindelijk vaak van vanaf vanuit vanwege veel verder via \
        vol volgens voor vooral voordat voorbij waar waarbij waarin waarmee waarna waarom waarop \
        waarvan wanneer want waren was wat weer weg wel welke werd werden wie wij wil wilde wilden \
        willen word worden wordt zal ze zei zeggen zegt zeer zei zeiden zelf zelfs zich zij zijn \
        zo zoals zodat zonder zou zouden zowel zullen staat staan stond stonden bleef blijft \
        blijven komt komen ligt liggen lag a an and as at by for from has have is of on or that \
        the to was were will with
        """

    private static let days = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"

    private static let everydayWords = """
        aantal actie advies afgelopen agenten ambulance ambtenaren artikel avond baas bedrag \
        bedrijf bedrijven bekend bekendgemaakt bericht bestuur betekent betrokken bevestigt \
        bewoners bezig blijkt burgemeester burgers buurt cijfers commissie controle dag dagen \
        deel deelnemers derde dinsdag directeur dit donderdag dood drie duizenden duur duurde \
        duurt eigen eind einde euro extra familie feit februari file files gebied gebeld gebeurd \
        gebeurde geld gemeente gemeenten gemeld genoemd geval gevolg gevolgen gewond gewonde \
        gewonden gezegd gisteren goed goede grootste grote groot groep grond half hele hoge hoger \
        hoog hoop hoofd hulp hulpdiensten huis incident informatie inwoners jaar januari jaren \
        jarige jonge jongen jongeren juli juni kans kabinet kamer kant kinderen klein kleine \
        komende kosten kwartier laatste laag lage lager land landen leden leven lichaam maand \
        maandag maanden maart man mannen media meeste meisje melding meldt mensen meter middag \
        miljard miljoen minister minuten mogelijk moment morgen nacht naam negen nieuw nieuwe \
        nieuws november oktober onbekend onderzoek ongeluk ongeval ontstond oorzaak open orde \
        organisatie oud ouders partij partijen periode personen persoon plaats plan plannen \
        politie premier president probleem problemen procent programma punt punten recht reden \
        rechter rechtbank regering reactie resultaat rol seconde september situatie slachtoffer \
        slachtoffers snel speler spelers staatssecretaris stad steeds stuk tijd tien toekomst \
        traumahelikopter trainer tweede twee uur uren vandaag vanavond vannacht vanochtend \
        vanmiddag veilig verdachte verdachten verkeer verklaring vier vijf vorig vorige vraag \
        vragen vrijdag vrijwel vrouw vrouwen vroeg waarschijnlijk weekend week weken weinig werk \
        werken weten wedstrijd weg wegen woensdag woning woord woordvoerder woordvoerster zaak \
        zaken zaterdag zes zeven zondag zorgen zware augustus april mei december beeld beelden \
        beter beste aanleiding bezoek brand brandweer land lokale lijkt moeilijk namelijk noemt \
        noemde onlangs onmiddellijk opgepakt aangehouden ziekenhuis vervoerd gebracht overleden \
        overleed doden dode gestorven bekeken regen zon graden wind weer weersverwachting wolken \
        winst omzet kwartaal beurs aandelen koers doelpunt doelpunten competitie seizoen rust \
        minuut zege winnen wint won verliest verloor verlies stand overwinning nederlaag live \
        liveblog update volg lees foto video bekijk abonnement redactie
        """

    private static let everydayNames = """
        afp afrika amerika amerikaans amerikaanse amerikanen amsterdam anp ap azie belga belgie \
        belgisch belgische belgen berlijn bloomberg brussel brits britse britten cda cdu china \
        chinees chinese chinezen d66 denemarken duits duitse duitsers duitsland dpa engeland \
        engels engelse eredivisie eu europa europees europese europeanen europarlement fc \
        frankrijk frans franse fransen frankfurt groenlinks gaza haag hamas holland iran iraans \
        iraanse israel israelisch israelische israeliers italiaans italiaanse italie japan japanse \
        kremlin kiev kyiv limburg londen ministerie moskou nato navo nederland nederlander \
        nederlanders nederlands nederlandse new nl noord nos nunl noorwegen oekraiens oekraiense \
        oekraieners oekraine oost oranje parijs poetin polen poolse pvda pvv reuters rijk rivm \
        rotterdam rtl rtr rusland russen russisch russische sp spaans spaanse spanje staten trump \
        turkije turkse utrecht vs vvd verenigde verenigd verenigden volt vn vlaams vlaamse \
        washington west witte york zeeland zeeuws zeeuwse zelensky zuid zweden zwitserland twitter \
        facebook instagram google apple microsoft knmi rijkswaterstaat prorail ns cbs dnb ecb
        """
}

/// A set of hashes with a kind each, looked up without hashing them again.
private struct HashTable {
    private var keys: [UInt64]
    private var kinds: [CommonWords.Kind]
    private let mask: Int

    init(_ lists: [(CommonWords.Kind, String)]) {
        let size = 4096
        keys = Array(repeating: 0, count: size)
        kinds = Array(repeating: .function, count: size)
        mask = size - 1
        for (kind, words) in lists {
            for word in words.split(separator: " ") { insert(Word.hash(word), kind) }
        }
    }

    private mutating func insert(_ key: UInt64, _ kind: CommonWords.Kind) {
        var slot = Int(truncatingIfNeeded: key >> 32) & mask
        while keys[slot] != 0 {
            // The first list that has a word decides.
            if keys[slot] == key { return }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        kinds[slot] = kind
    }

    @inline(__always)
    func kind(_ key: UInt64) -> CommonWords.Kind? {
        var slot = Int(truncatingIfNeeded: key >> 32) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return kinds[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

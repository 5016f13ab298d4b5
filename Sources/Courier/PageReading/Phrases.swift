import Foundation
import PortalModel

/// A list of phrases in lower case, to be looked for in many texts.
///
/// They are compared as bytes: the standard library prepares a new search for each phrase and
/// text, which on a page of many short lines takes longer than all the rest.
struct Phrases: ExpressibleByArrayLiteral, Sendable {
    /// Each ended by a zero.
    private let phrases: [[CChar]]

    /// The phrases of our own source.
    init(arrayLiteral elements: String...) {
        phrases = elements.map { Array($0.utf8CString) }
    }

    /// How many of the phrases stand somewhere in `text`, which is in lower case.
    func count(in text: String) -> Int {
        text.withCString { text in phrases.count { strstr(text, $0) != nil } }
    }

    /// Whether one of the phrases stands somewhere in `text`, which is in lower case.
    func isAny(in text: String) -> Bool { count(in: text) > 0 }

    /// Whether one of the phrases, as whole words, begins `text`, which is in lower case.
    func isPrefix(of text: Substring) -> Bool {
        let bytes = text.utf8
        return phrases.contains { phrase in
            guard bytes.starts(with: phrase.dropLast(), by: { $0 == UInt8(bitPattern: $1) }) else {
                return false
            }
            let rest = text[bytes.index(bytes.startIndex, offsetBy: phrase.count - 1)...]
            return rest.first.map { !$0.isLetter } ?? true
        }
    }
}

/// The words of a text, to tell how alike two texts are.
struct WordSet {
    private let words: Set<String>

    /// The words of `text`: runs of letters and digits in lower case.
    init(_ text: String) {
        words = Set(text.lowercased().plainWords.map(String.init))
    }

    /// Whether there are none.
    var isEmpty: Bool { words.isEmpty }

    /// The share of the longer text's letters that stand in words of both: 1 for the same words.
    func likeness(to other: WordSet) -> Double {
        func letters(_ words: Set<String>) -> Int { words.reduce(0) { $0 + $1.utf8.count } }
        let longer = max(letters(words), letters(other.words))
        return longer == 0 ? 0 : Double(letters(words.intersection(other.words))) / Double(longer)
    }
}

/// The words of what publishers put into their articles: offers, notices, credits.
enum BoilerplatePhrases {
    /// Whether `text`, which is in lower case, speaks to its reader, or in its reader's name.
    static func turnsToReader(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }
        return words.first.map { requests.contains(String($0)) } == true
            || words.contains { readerWords.contains(String($0)) }
    }

    /// Whether `text`, which is in lower case, says that a machine made a summary.
    static func isMadeByMachine(_ text: String) -> Bool {
        guard text.utf8.count < 300,
            summaries.isAny(in: text) || (text.utf8.count < 120 && making.isAny(in: text))
        else { return false }
        return machines.isAny(in: text)
            || text.split { !$0.isLetter }.contains { ["ai", "ki", "ia", "gpt"].contains($0) }
    }

    private static let readerWords: Set<String> = [
        "je", "jij", "jou", "jouw", "u", "uw", "ik", "mijn", "ons", "onze", "wij", "we",
        "you", "your", "i", "my", "our", "us", "sie", "ihr", "ihre", "ihren", "ihrer", "ich",
        "dein", "deine", "deinen", "du", "wir", "unser", "unsere", "unseren", "vous", "votre",
        "vos", "nous", "notre", "nos", "su", "tu", "tus", "sus", "nuestro", "nuestra", "seu",
        "sua", "você", "nosso", "nossa", "tuo", "tua", "nostro", "nostra", "din", "ditt", "vår",
        "vores", "deg",
    ]

    /// With what one is asked to do something.
    private static let requests: Set<String> = [
        "schrijf", "meld", "abonneer", "lees", "klik", "volg", "ontvang", "download", "sign",
        "subscribe", "click", "follow", "get", "join", "enter", "abonniere", "abonnieren",
        "melden", "klicken", "jetzt", "inscrivez", "abonnez", "suscríbete", "log", "word", "neem",
        "kies", "deel", "share", "please",
    ]

    /// Things that notices are about.
    static let subjects: Phrases = [
        "newsletter", "nieuwsbrief", "sign up", "inbox", "unsubscribe", "privacy policy",
        "privacybeleid", "datenschutz", "einwilligung", "eingebettete inhalte", "cookie",
        "all rights reserved", "alle rechten voorbehouden", "alle rechte vorbehalten",
        "terms of use", "terms and conditions", "ad blocker", "adblock", "abonniere",
        "abonneer", "subscribe", "s'abonner", "suscríbete", "schrijf je in", "follow us",
        "personenbezogene", "drittanbieter", "email address", "e-mail-adresse", "e-mailadres",
        "copyright", "©", "comment section", "kommentare", "log in", "sign in",
    ]

    /// Whose the text is.
    static let rights: Phrases = [
        "all rights reserved", "alle rechten voorbehouden", "alle rechte vorbehalten",
        "copyright 20", "copyright (c)", "©", "tous droits réservés", "todos los derechos",
        "tutti i diritti",
    ]

    /// Whose a picture is.
    static let credits: Phrases = [
        "foto:", "foto's:", "foto ©", "foto's ©", "beeld:", "beeld ©", "fotografie:", "fotograaf:",
        "photo:", "photos:", "photo ©", "image:", "photograph:", "picture:", "bild:", "bilder:",
        "foto: ©", "crédit photo", "photo credit", "credit:", "crédits", "imagen:", "archieffoto",
        "archiefbeeld",
    ]

    /// Having a subscription.
    static let subscribing: Phrases = [
        "abonnee", "abonnement", "abonneer", "voor leden", "al lid", "lid worden", "word lid",
        "word nu lid", "proefperiode", "subscri", "for members", "a member", "membership",
        "abonnent", "abonnier", "für mitglieder", "abonné", "abonnez", "s'abonner", "suscrib",
        "suscripto", "suscripción", "assinante", "assine", "abbonat", "abbonamento", "abonnér",
        "abonner", "prenumer",
    ]

    /// Reading on.
    static let reading: Phrases = [
        "verder lezen", "verder te lezen", "lees verder", "lees dit",
        "hele artikel", "hele verhaal", "dit artikel", "dit verhaal", "dit bericht", "rest van",
        "this article", "this story", "full article", "full story", "the rest", "continue",
        "keep reading", "to read this", "read on", "unlock", "weiterlesen",
        "diesen artikel", "dieser artikel", "ganzen artikel", "lire la suite", "cet article",
        "l'article", "seguir leyendo", "este artículo", "continua a leggere", "questo articolo",
        "este artigo", "continuar lendo", "resten av", "resten af", "hele saken",
    ]

    /// What is read now.
    static let thisArticle: Phrases = [
        "dit artikel", "dit verhaal", "dit bericht", "de rest van", "this article", "this story",
        "the rest of", "diesen artikel", "dieser artikel", "cet article", "este artículo",
        "questo articolo", "este artigo",
    ]

    /// Leave that is asked or given.
    static let consents: Phrases = [
        "toestaan", "akkoord", "toestemming", "accepteer", "accepteren", "cookies",
        "met een klik", "met één klik", "einverstanden", "einwilligung", "zustimm", "akzeptier",
        "datenschutz", "personenbezogene", "mit einem klick", "allow", "i agree", "consent",
        "i accept", "accept and", "privacy", "with a click", "with one click", "j'accepte",
        "autoriser", "consentement", "en un clic", "acepto", "permitir", "accetto", "consenti",
        "anzeigen lassen", "externe inhalte anzeigen", "externen inhalt anzeigen",
    ]

    /// What leave is asked for.
    static let embedded: Phrases = [
        "youtube", "instagram", "facebook", "twitter", "tiktok", "vimeo", "spotify",
        "externe inhoud", "externe inhalte", "externer inhalt", "externen inhalt",
        "external content", "redactionele inhoud", "redaktioneller inhalt", "contenu externe",
        "contenido externo", "contenuto esterno", "ingesloten", "eingebettet", "embed",
        "deze inhoud", "this content", "diesen inhalt", "dieser inhalt", "ce contenu",
        "drittplatt", "third part", "video te bekijken", "film te bekijken",
    ]

    private static let summaries: Phrases = [
        "samenvatting", "samengevat", "hoofdpunten", "summary", "summari", "key points",
        "zusammenfassung", "zusammengefasst", "résumé", "resumen", "resumo", "riassunto",
        "sammendrag", "sammanfattning", "resumé",
    ]

    private static let making: Phrases = [
        "gemaakt met", "gemaakt door", "samengesteld met", "samengesteld door", "gegenereerd",
        "geschreven door een", "created with", "created by", "generated", "written by an",
        "erstellt", "generiert", "généré", "generado", "generato", "gerado",
    ]

    private static let machines: Phrases = [
        "computer", "automatisch", "kunstmatige intelligentie", "chatgpt", "taalmodel", "machine",
        "artificial intelligence", "automatically", "generated by", "language model",
        "künstlicher intelligenz", "künstliche intelligenz", "sprachmodell", "automatisiert",
        "intelligence artificielle", "automatiquement", "inteligencia artificial",
        "automáticamente", "intelligenza artificiale", "kunstig intelligens",
    ]
}

import Foundation

/// Why the system refused something, by its error number (`errno`).
public struct SystemError: Hashable, Sendable {
    public let number: Int32

    public init(_ number: Int32) {
        self.number = number
    }

    /// What the last call that failed left behind.
    public static var last: SystemError { SystemError(errno) }

    /// The reason in a few Dutch words: the C library's own are in English without its
    /// translations.
    public var reason: SafeText {
        switch number {
        case ENOENT: "bestaat niet"
        case EACCES: "geen toegang"
        case EPERM: "niet toegestaan"
        case EEXIST: "bestaat al"
        case ENOTDIR: "een deel van het pad is geen map"
        case EISDIR: "het is een map"
        case ENOTEMPTY: "de map is niet leeg"
        case ELOOP: "te veel verwijzingen naar elkaar"
        case ENAMETOOLONG: "de naam is te lang"
        case EROFS: "daar kan alleen worden gelezen"
        case ENOSPC: "de schijf is vol"
        case EDQUOT: "je schijfruimte is op"
        case EFBIG: "het bestand wordt te groot"
        case EIO: "lees- of schrijffout van de schijf"
        case ENODEV, ENXIO: "het apparaat is er niet"
        case EBUSY, ETXTBSY: "het is in gebruik"
        case EAGAIN: "nu niet beschikbaar"
        case ENOMEM: "te weinig geheugen"
        case EMFILE, ENFILE: "te veel bestanden open"
        case ENOEXEC: "het is geen programma voor dit systeem"
        case E2BIG: "te veel argumenten"
        case EPIPE: "niemand leest meer mee"
        case EINVAL: "dat kan hier niet"
        case ENOSYS, EOPNOTSUPP: "dit systeem kan dat niet"
        case ENOLCK: "vergrendelen kan hier niet"
        case EXDEV: "het ligt op een andere schijf"
        case ESTALE: "de netwerkschijf is niet bereikbaar"
        case ECONNREFUSED: "de server weigerde de verbinding"
        case ECONNRESET, ECONNABORTED: "de server verbrak de verbinding"
        case ENETUNREACH, ENETDOWN: "er is geen netwerk"
        case EHOSTUNREACH, EHOSTDOWN: "de server is niet bereikbaar"
        case ETIMEDOUT: "de server gaf geen antwoord"
        case EADDRNOTAVAIL: "het adres is niet bruikbaar"
        case EAFNOSUPPORT: "dit systeem kent zulke adressen niet"
        default: "systeemfout \(number)"
        }
    }
}

// Writes LineBreakTable.swift from files of the Unicode Character Database:
//
//     swift make-line-break-classes.swift LineBreak.txt EastAsianWidth.txt emoji-data.txt \
//         > LineBreakTable.swift
//
// What rules LB1 and LB10 and the narrower sets of LB15, LB30 and LB30b need to know of a
// character besides its class is decided here, so that the program carries one table.
import Foundation

let letters: [String: Character] = [
    "AL": "A", "BA": "B", "CM": "C", "NU": "D", "EX": "E", "CL": "F", "GL": "G", "HL": "H",
    "ID": "I", "JL": "J", "JV": "K", "JT": "L", "H2": "M", "NS": "N", "OP": "O", "PR": "P",
    "QU": "Q", "RI": "R", "SP": "S", "H3": "T", "PO": "U", "IN": "V", "BB": "W", "B2": "X",
    "HY": "Y", "IS": "Z", "SY": "a", "CP": "b", "EB": "c", "EM": "d", "WJ": "e", "ZW": "f",
    "ZWJ": "g", "CB": "h", "BK": "i", "CR": "j", "LF": "k", "NL": "l",
    // Parts of a class that a rule singles out.
    "QU-Pi": "m", "QU-Pf": "n", "OP-wide": "o", "ID-unassigned-pictograph": "p",
]

struct Entry {
    var range: ClosedRange<Int>
    var value: String
    var category: String
}

func entries(ofFile path: String) throws -> [Entry] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
        let halves = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fields = halves[0].split(separator: ";").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard fields.count == 2 else { return nil }
        let bounds = fields[0].components(separatedBy: "..").compactMap { Int($0, radix: 16) }
        guard let first = bounds.first, let last = bounds.last else { return nil }
        let category = halves[1].split(separator: " ").first.map(String.init) ?? ""
        return Entry(range: first...last, value: fields[1], category: category)
    }
}

func stop(_ reason: String) -> Never {
    FileHandle.standardError.write(Data((reason + "\n").utf8))
    exit(2)
}

let paths = CommandLine.arguments.dropFirst()
guard paths.count == 3 else { stop("three files are needed") }
let files = try paths.map(entries(ofFile:))
var classes = [String](repeating: "AL", count: 0x110000)
let wide = Set(files[1].filter { "FWH".contains($0.value) }.flatMap(\.range))
let pictographs = Set(files[2].filter { $0.value == "Extended_Pictographic" }.flatMap(\.range))

for range in [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FFFD] {
    for scalar in range { classes[scalar] = "ID" }
}
for range in [0x30000...0x3FFFD, 0x1F000...0x1FAFF, 0x1FC00...0x1FFFD] {
    for scalar in range { classes[scalar] = "ID" }
}
for entry in files[0] {
    for scalar in entry.range {
        classes[scalar] =
            switch (entry.value, entry.category) {
            case ("AI", _), ("SG", _), ("XX", _): "AL"
            case ("SA", "Mn"), ("SA", "Mc"): "CM"
            case ("SA", _): "AL"
            case ("CJ", _): "NS"
            case ("QU", "Pi"): "QU-Pi"
            case ("QU", "Pf"): "QU-Pf"
            case ("OP", _) where wide.contains(scalar): "OP-wide"
            case ("ID", "Cn") where pictographs.contains(scalar): "ID-unassigned-pictograph"
            default: entry.value
            }
    }
}

// What these are follows from their numbers.
for syllable in 0xAC00...0xD7A3 { classes[syllable] = "H3" }

var runs: [String] = []
var start = 0
for scalar in 1...classes.count
where scalar == classes.count || classes[scalar] != classes[start] {
    guard let letter = letters[classes[start]] else { stop("no letter for \(classes[start])") }
    let length = scalar - start
    runs.append(String(letter) + (length == 1 ? "" : String(length, radix: 10)))
    start = scalar
}

var lines = [""]
for run in runs {
    if lines[lines.count - 1].count + run.count > 90 { lines.append("") }
    lines[lines.count - 1] += run
}
print(
    """
    // Made by make-line-break-classes.swift from the Unicode Character Database 15.0.0.
    extension LineBreakClass {
        /// The classes of all code points from U+0000 on as runs: the letter of a class, and how
        /// many code points in a row have it where that is more than one. The syllables of Hangul
        /// are all H3.
        static let table: StaticString = \"""
            \(lines.joined(separator: "\\\n        "))
            \"""
    }
    """)

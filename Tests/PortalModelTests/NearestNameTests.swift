import PortalModel
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("Binenland", "Binnenland"), ("biNNENLAND", "Binnenland"), ("Binnenalnd", "Binnenland"),
        ("Financien", "Financiën"), ("Finn", nil), ("voetbla", "Voetbal"), ("Buiten", "Buitenland"),
        ("weer", nil), ("x", nil), ("", nil),
    ])
    func `a name with few letters wrong is that name`(typed: String, meant: String?) {
        let names = ["Binnenland", "Buitenland", "Financiën", "Voetbal", "Sport"]
        #expect(names.nearest(to: typed) == meant)
    }

    @Test func `the nearer one wins, and of equals the first`() {
        #expect(["kaart", "kaars"].nearest(to: "kaarz") == "kaart")
        #expect(["kaarten", "kaart"].nearest(to: "kaarr") == "kaart")
    }

    @Test func `the distance counts letters put in, taken out, replaced and swapped`() {
        func distance(_ one: String, _ other: String, limit: Int = 3) -> Int? {
            var distance = EditDistance(from: Array(one.utf8))
            return distance(to: Array(other.utf8), limit: limit)
        }
        #expect(distance("zee", "zee") == 0)
        #expect(distance("zee", "zeel") == 1)
        #expect(distance("zee", "ze") == 1)
        #expect(distance("zee", "zie") == 1)
        #expect(distance("vlisingen", "vlissingen") == 1)
        #expect(distance("vlisisngen", "vlissingen") == 1)
        #expect(distance("middelburg", "domburg") == nil)
        #expect(distance("", "abc") == 3)
        #expect(distance("abc", "") == 3)
        #expect(distance("abcd", "", limit: 3) == nil)
    }

    @Test func `the band gives what the whole table would`() {
        // Two letters and all words of up to five of them.
        let words = (0..<63).map { number in
            String(number + 1, radix: 2).dropFirst().map { $0 == "0" ? UInt8(97) : UInt8(98) }
        }
        for one in words {
            var distance = EditDistance(from: one)
            for other in words {
                let whole = distance(to: other, limit: 10)
                for limit in 0...3 {
                    #expect(
                        distance(to: other, limit: limit)
                            == whole.flatMap { $0 <= limit ? $0 : nil })
                }
            }
        }
    }
}

import PortalModel
import Testing

@testable import StoryJoining

struct WordTests {
    @Test func `case and accents do not part words`() {
        let one = Word.all(of: "ÉÉN café in Oekraïne", limit: 10).map(\.whole)
        let two = Word.all(of: "één Cafe in OEKRAINE", limit: 10).map(\.whole)
        #expect(one == two)
        #expect(one.count == 4)
    }

    @Test func `a number with points and commas is one word`() {
        let words = Word.all(of: "1.000 huizen, 2,5 procent (24).", limit: 10)
        #expect(words.map(\.isNumber) == [true, false, true, false, true])
    }

    @Test func `a capital after a full stop may be no name`() {
        let words = Word.all(of: "De brug. Boten wachten op Jan", limit: 10)
        #expect(words.map(\.beginsSentence) == [true, false, true, false, false, false])
        #expect(words.map(\.isCapitalised) == [true, false, true, false, false, true])
    }
}

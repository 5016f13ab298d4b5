import PortalConfiguration
import PortalModel
import Testing

/// Brackets and other signs over which the library would end the process.
struct TOMLMistakeTests {
    @Test(arguments: [
        "[é]", "[\u{FFFD}", "a = 1\n  [ !x]", "[[\u{20AC}]]", "[#", "[\n]", "[=", "[[[a]]]",
        "a = [}", "a = [1, }", "a = [{ b = 1 ]", "a = {]", "a = 1 }",
        "\u{FEFF}[é]", "\u{A0}[é]", "x = [[1], [\n2]]\n[[.a]]", "[\r\n",
    ])
    func `a bracket out of place is a mistake and no crash`(text: String) {
        let reader = TOMLReader(text)
        #expect(reader.mistakes.count == 1)
        #expect(reader.mistakes.first?.place != nil)
    }

    @Test(arguments: [
        "a = [ \u{85}1 ]", "a = \u{2028}1", "a = [1,\u{2029}]", "\u{A0}a = 1", "a\u{3000}= 1",
        "a = \u{B}1", "a = [\u{C}]", "a = { \u{FEFF}b = 1 }", "naïef = 1", "a = ‘b’",
    ])
    func `a sign outside ASCII is a mistake and no crash`(text: String) {
        let reader = TOMLReader(text)
        #expect(reader.mistakes.count == 1)
        #expect(reader.mistakes.first?.place != nil)
    }

    @Test(arguments: [
        "[\"é\"]\na = [\n[1],\n[{ b = \"[é\" }]]", "[ a . b ]\nc = '''\n[é'''", "[['x']] # [é",
        "a = \"\u{2028}\" # \u{85}é\n\"naïef\" = '\u{A0}'", "\u{FEFF}a = 1",
        "a = \"\"\"\n[é]\\\"\"\"\"", "[a] # [\n[[b]]\n",
    ])
    func `a bracket in its place is none`(text: String) {
        #expect(TOMLReader(text).mistakes == [])
    }
}

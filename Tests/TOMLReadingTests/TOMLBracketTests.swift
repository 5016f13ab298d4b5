import PortalModel
import TOMLReading
import Testing

/// Brackets over which the library would end the process.
struct TOMLBracketTests {
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
        "[\"é\"]\na = [\n[1],\n[{ b = \"[é\" }]]", "[ a . b ]\nc = '''\n[é'''", "[['x']] # [é",
        "a = \"\"\"\n[é]\\\"\"\"\"", "[a] # [\n[[b]]\n",
    ])
    func `a bracket in its place is none`(text: String) {
        #expect(TOMLReader(text).mistakes == [])
    }
}

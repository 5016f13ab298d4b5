import PortalModel
import Testing

struct WrittenOutSignsTests {
    @Test(arguments: [
        ("10²⁶ sterren", "10^26 sterren"), ("10⁻³ m", "10^-3 m"),
        ("5 m² en 2 m³", "5 m^2 en 2 m^3"),
        ("x²5", "x^2 5"), ("H₂O en CO₂", "H2O en CO2"), ("1½ uur", "1 1/2 uur"),
        ("⅓ deel", "1/3 deel"),
        ("√2 ≤ 3 ≠ π", "sqrt2 <= 3 != pi"), ("± 5", "+/- 5"),
        ("één café “ja” …", "één café “ja” ..."),
        ("Plat.", "Plat."), ("", ""),
    ])
    func `a sign whose meaning ASCII would change is written out`(text: String, plain: String) {
        #expect(SafeText(cleaning: text).signsWrittenOut.string == plain)
    }
}

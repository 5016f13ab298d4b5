import PortalModel

/// Formulas: of MathML, and what KaTeX and MathJax leave of theirs in a page.
extension DocumentBuilder {
    mutating func openFormula(_ part: FormulaPart, _ attributes: MarkupAttributes) {
        guard part == .formula else { return }
        formula = Formula(attributes)
    }

    mutating func openInFormula(_ element: HTMLElement, _ attributes: MarkupAttributes) {
        let part: FormulaPart =
            switch element {
            case .formula(let part): part
            case .hidden, .script: .phantom
            default: .row
            }
        formula?.open(part, attributes)
    }

    mutating func closeInFormula() {
        guard formula?.close() == true, let line = formula?.line else { return }
        let isRepeated = formula?.isTeX == true && seen.drawingHasFormula
        formula = nil
        if seen.drawingHasFormula { seen.drawingHasFormula = styles.formulaDrawings > 0 }
        let drawings = styles.formulaDrawings
        styles.formulaDrawings = 0
        if !isRepeated {
            text(line)
            seen.formula = inline.mark
            if drawings > 0 { seen.drawingHasFormula = true }
        }
        styles.formulaDrawings = drawings
        closeSpan(.inline, traits.popLast() ?? [])
    }

    /// What draws a formula begins: only MathML in it is read.
    mutating func openDrawing() {
        styles.formulaDrawings += 1
        seen.drawingHasFormula = false
    }
}

extension MarkupAttributes {
    /// Whether a script with them holds a formula of TeX.
    var isFormulaScript: Bool { self["type"]?.lowercased().hasPrefix("math/tex") == true }
}

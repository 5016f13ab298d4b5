import DutchCommandLine
import NewsStore
import PortalCore
import PortalModel

extension Startup {
    /// The article that a reader names: by its identifier, or by its place on the front page.
    func identifier(
        _ name: String, in library: inout Library
    ) throws(CommandFailure) -> ArticleID {
        if let id = ArticleID(name) { return id }
        guard let number = Int(name), number > 0 else {
            throw .wrongUse(Wording.noArticleName(SafeText(line: name, limit: 40)))
        }
        let count = min(number, PlainPage.headlineCount)
        let page = PageChoice(frontPageOf: editions).page
        let headlines = try library.settling { library throws(StoreProblem) in
            try library.headlines(on: page, from: .start, count: count).headlines
        }
        guard headlines.indices.contains(number - 1) else {
            throw .failed(Wording.frontPageHasOnly(headlines.count))
        }
        return headlines[number - 1].id
    }
}

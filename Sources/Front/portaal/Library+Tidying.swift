import NewsStore
import PortalModel

extension Library {
    /// Lets go of marks, set before `moment`, of articles that are no longer stored: of some now,
    /// of others the next time. Without any news nothing goes, since what was read may come back.
    mutating func tidyMarks(before moment: Timestamp) throws(StoreProblem) {
        guard let news = try deliveredNews() else { return }
        let marked = try reader.agedMarks(before: moment, count: 1000)
        let stored = try news.stored(among: marked)
        try reader.forgetMarks(of: marked.filter { !stored.contains($0) })
    }
}

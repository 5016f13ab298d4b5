import PortalModel
import TestSupport
import Testing
import TextGrid

struct ScreenTests {
    private static let sizes = [(60, 20), (80, 24), (100, 30), (120, 40)]

    @Test(arguments: NamedScreen.all)
    func `a screen looks as it was recorded`(screen: NamedScreen) throws {
        for (width, height) in Self.sizes where width >= screen.minimumWidth {
            let session = try screen.session(Size(width: width, height: height))
            if let complaint = try goldenComplaint(
                "\(screen.name)-\(width)x\(height)", session.frame)
            {
                Issue.record(Comment(rawValue: complaint))
            }
        }
    }

    @Test func `every recorded screen belongs to a test`() throws {
        let names = NamedScreen.all.flatMap { screen in
            Self.sizes.filter { $0.0 >= screen.minimumWidth }
                .map { "\(screen.name)-\($0.0)x\($0.1)" }
        }
        #expect(try recordedScreens().subtracting(names) == [])
    }
}

import PortalModel
import TestSupport
import Testing
import TextGrid

struct ScreenTests {
    private static let sizes = [(60, 20), (80, 24), (100, 30), (120, 40)]
    private static let wideSizes = [(160, 50), (200, 60), (250, 70)]

    private static func sizes(of screen: NamedScreen) -> [Size] {
        (sizes + (screen.isRecordedWide ? wideSizes : []))
            .map { Size(width: $0.0, height: $0.1) }.filter { $0.width >= screen.minimumWidth }
    }

    @Test(arguments: NamedScreen.all)
    func `a screen looks as it was recorded`(screen: NamedScreen) throws {
        for size in Self.sizes(of: screen) {
            let session = try screen.session(size)
            if let complaint = try goldenComplaint(
                "\(screen.name)-\(size.width)x\(size.height)", session.frame)
            {
                Issue.record(Comment(rawValue: complaint))
            }
        }
    }

    @Test func `every recorded screen belongs to a test`() throws {
        let names = NamedScreen.all.flatMap { screen in
            Self.sizes(of: screen).map { "\(screen.name)-\($0.width)x\($0.height)" }
        }
        #expect(try recordedScreens().subtracting(names) == [])
    }
}

import CFuzzer
import Foundation

/// Gives one part of the portal inputs that libFuzzer makes up, for as long as it is told to, or
/// the documents of a folder with a byte changed:
///
///     portaal-fuzz TARGET [libFuzzer's own options] [folders of inputs]
///     portaal-fuzz TARGET --mutate COUNT FOLDER
@main
enum FuzzProgram {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count > 1, let target = FuzzTarget(named: words[1]) else {
            let names = FuzzTarget.all.map(\.name).joined(separator: " ")
            FileHandle.standardError.write(Data("portaal-fuzz: one of \(names)\n".utf8))
            exit(2)
        }
        if words.count == 5, words[2] == "--mutate", let count = Int(words[3]) {
            return try Mutations.run(target, count: count, folder: words[4])
        }
        setenv(FuzzTarget.variable, target.name, 1)
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        // libFuzzer passes over what begins with two dashes.
        arguments?[1] = strdup("--target=\(target.name)")
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, length in
                FuzzTarget.chosen.take(Array(UnsafeBufferPointer(start: bytes, count: length)))
                return 0
            })
    }
}

import CFuzzer
import Foundation

/// Gives one part of the portal inputs that libFuzzer makes up, for as long as it is told to:
///
///     portaal-fuzz TARGET [libFuzzer's own options] [folders of inputs]
@main
enum FuzzProgram {
    static func main() {
        guard CommandLine.argc > 1, let target = FuzzTarget(named: CommandLine.arguments[1]) else {
            let names = FuzzTarget.all.map(\.name).joined(separator: " ")
            FileHandle.standardError.write(Data("portaal-fuzz: one of \(names)\n".utf8))
            exit(2)
        }
        setenv(FuzzTarget.variable, target.name, 1)
        var count = CommandLine.argc
        // A nil-ended copy: libFuzzer may change what it is given.
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        arguments?[1] = strdup("--target=\(target.name)")
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, length in
                FuzzTarget.chosen.take(Array(UnsafeBufferPointer(start: bytes, count: length)))
                return 0
            })
    }
}

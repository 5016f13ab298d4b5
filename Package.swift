// swift-tools-version: 6.2

import PackageDescription

/// Lets the programs start in less time. To make a generic type with a type of our own, such as a
/// dictionary by articles, Swift looks its name up and goes through all that the program declares
/// for each; with this it is told where things are.
let quickTypes = SwiftSetting.unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(configuration: .release))

/// Makes the code small rather than fast, in modules that run once for a command or a key.
let small = SwiftSetting.unsafeFlags(["-Osize"], .when(configuration: .release))

/// Every module of our own is held to the same strictness.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    quickTypes,
]

/// `PORTAAL_FUZZ=1` adds the program of Tests/Fuzz, and has our own modules count for it which of
/// their branches were taken. Every other build knows nothing of it.
let isFuzzing = Context.environment["PORTAAL_FUZZ"] != nil
let instrumented: [SwiftSetting] =
    isFuzzing ? strict + [.unsafeFlags(["-sanitize=fuzzer"])] : strict

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// How both programs are linked for a release: the addresses in them that the loader must correct
/// are packed (`DT_RELR`) and cannot be changed after that, and they tell no symbols of their own.
/// Not bfd, which gives up on the second where data of Swift is writable.
let linking: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
            "-Xlinker", "-z", "-Xlinker", "now",
            "-Xlinker", "--no-export-dynamic", "-Xlinker", "--icf=safe",
        ], .when(platforms: [.linux], configuration: .release))
]

/// Lets the front start in less time: the scripts in Linking make the libraries that it uses part
/// of it, so that the loader need not open them and look up thousands of symbols. The courier,
/// which meets foreign bytes, keeps Debian's shared libraries, which are mended in place.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-Xclang-linker", "-static-libgcc",
            "-L", "\(Context.packageDirectory)/Sources/Front/portaal/Linking",
        ], .when(platforms: [.linux], configuration: .release))
]

func module(
    _ name: String, in folder: String, _ dependencies: [Target.Dependency],
    besides others: [String] = [], and settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)",
        exclude: others, swiftSettings: instrumented + settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestTags"], swiftSettings: strict)
}

let package = Package(
    name: "portaal",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "portaal", targets: ["portaal"]),
        .executable(name: "portaal-courier", targets: ["portaal-courier"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // Shared
        module("PortalModel", in: "Shared", []),
        .target(
            name: "CTOML", path: "Sources/Shared/CTOML",
            cxxSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ]),
        .target(
            name: "CEmptyICUData", path: "Sources/Shared/CEmptyICUData",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ]),
        module("System", in: "Shared", ["CEmptyICUData", "PortalModel", logging]),
        module("PortalConfiguration", in: "Shared", ["CTOML", "PortalModel", "System"]),
        module(
            "StoryJoining", in: "Shared", ["PortalModel"], besides: ["README.md"]),
        .target(
            name: "CSQLite", path: "Sources/Shared/CSQLite",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ],
            linkerSettings: [.linkedLibrary("sqlite3")]),
        module(
            "NewsStore", in: "Shared",
            ["CSQLite", "PortalModel", "StoryJoining", "System", grdb, sqlite]),
        .target(
            name: "CRuntimeErrors", path: "Sources/Shared/CRuntimeErrors",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ]),
        module(
            "DutchCommandLine", in: "Shared", ["CRuntimeErrors", "PortalModel", arguments],
            and: [small]),

        // Front
        module(
            "TextGrid", in: "Front", ["PortalModel", "System"],
            besides: ["Typesetting/README.md", "Typesetting/make-line-break-classes.swift"]),
        module(
            "PortalCore", in: "Front", ["PortalModel", "TextGrid"],
            besides: ["Comparing/README.md"]),
        .target(
            name: "Themes",
            dependencies: ["PortalConfiguration", "PortalCore", "PortalModel", "TextGrid"],
            path: "Themes", exclude: ["README.md"], resources: [.embedInCode("Files")],
            swiftSettings: strict),
        .target(
            name: "CNcurses", path: "Sources/Front/CNcurses",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        module("CursesTerminal", in: "Front", ["CNcurses", "PortalModel", "TextGrid"]),
        module(
            "PortalApp", in: "Front",
            [
                "CursesTerminal", "DutchCommandLine", "NewsStore", "PortalConfiguration",
                "PortalCore", "PortalModel", "System", "TextGrid", "Themes",
            ], and: [small]),
        // Not dependent on the courier: SwiftPM would link the courier's modules into the front,
        // and with them the network.
        .executableTarget(
            name: "portaal",
            dependencies: [
                "PortalApp", "PortalModel", "PortalConfiguration", "NewsStore", "System",
                "TextGrid", "PortalCore", "CursesTerminal", "DutchCommandLine", arguments,
            ],
            path: "Sources/Front/portaal", exclude: ["Linking"], swiftSettings: strict + [small],
            linkerSettings: linking + quickStart),

        // Courier
        .target(
            name: "CCurl", path: "Sources/Courier/CCurl",
            linkerSettings: [.linkedLibrary("curl")]),
        .target(
            name: "CCage", path: "Sources/Courier/CCage",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ]),
        module("Confinement", in: "Courier", ["CCage", "PortalModel", "System"]),
        .systemLibrary(
            name: "CZlib", path: "Sources/Courier/CZlib", providers: [.apt(["zlib1g-dev"])]),
        module("Fetching", in: "Courier", ["CCurl", "CZlib", "PortalModel"]),
        .systemLibrary(
            name: "CLibXML2", path: "Sources/Courier/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        module("Markup", in: "Courier", ["CLibXML2", "PortalModel"]),
        module("FeedParsing", in: "Courier", ["CLibXML2", "Markup", "PortalModel"]),
        .target(
            name: "CCrypto", path: "Sources/Courier/CCrypto",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ],
            linkerSettings: [.linkedLibrary("crypto")]),
        module(
            "EditionFiles", in: "Courier",
            ["CCrypto", "CZlib", "FeedParsing", "PortalModel", "System"], besides: ["README.md"]),
        module(
            "PageReading", in: "Courier", ["CLibXML2", "Markup", "PortalModel"],
            besides: ["README.md"]),
        .executableTarget(
            name: "portaal-courier",
            dependencies: [
                "PortalModel", "PortalConfiguration", "NewsStore", "System", "Confinement",
                "EditionFiles", "Fetching", "FeedParsing", "Markup", "PageReading",
                "StoryJoining", "DutchCommandLine", arguments,
            ],
            path: "Sources/Courier/portaal-courier", swiftSettings: strict + [small],
            linkerSettings: linking),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "NewsStore", "PortalApp", "PortalConfiguration", "PortalCore", "PortalModel",
                "System", "TextGrid", "Themes", grdb,
            ],
            path: "Tests/Support", swiftSettings: strict),
        .target(name: "TestTags", path: "Tests/Tags", swiftSettings: strict),
        .target(name: "LoopbackServing", path: "Tests/Serving", swiftSettings: strict),
        .target(name: "HostileText", path: "Tests/Hostile", swiftSettings: instrumented),
        tests("PortalModelTests", ["HostileText", "PortalModel"]),
        tests("SystemTests", ["PortalModel", "System", "TestSupport"]),
        tests(
            "PortalConfigurationTests",
            ["PortalConfiguration", "PortalModel", "System", "TestSupport"]),
        tests("StoryJoiningTests", ["HostileText", "StoryJoining", "PortalModel", "TestSupport"]),
        tests(
            "NewsStoreTests",
            ["HostileText", "NewsStore", "PortalModel", "PortalApp", "TestSupport", grdb]),
        tests("PortalAppTests", ["PortalApp", "PortalCore", "PortalModel", "TestSupport"]),
        tests("TextGridTests", ["HostileText", "TextGrid", "PortalModel", "TestSupport"]),
        tests(
            "PortalCoreTests",
            ["PortalApp", "PortalCore", "PortalModel", "TestSupport", "TextGrid"]),
        .testTarget(
            name: "SessionTests",
            dependencies: [
                "PortalApp", "PortalConfiguration", "PortalCore", "PortalModel", "TestSupport",
                "TestTags", "TextGrid", "Themes",
            ],
            path: "Tests/Sessions", swiftSettings: strict),
        tests(
            "CursesTerminalTests",
            [
                "CNcurses", "CursesTerminal", "PortalCore", "PortalModel", "TestSupport",
                "TextGrid",
            ]),
        tests("ThemesTests", ["Themes", "PortalCore", "PortalModel", "TextGrid"]),
        tests("FetchingTests", ["CCurl", "Fetching", "LoopbackServing", "PortalModel"]),
        // Goes into the cage and tries to get out.
        .target(name: "CEscapes", path: "Tests/Escapes"),
        .executableTarget(
            name: "portaal-prisoner",
            dependencies: [
                "CEscapes", "Confinement", "CRuntimeErrors", "PortalModel", "System",
            ],
            path: "Tests/Prisoner", swiftSettings: strict),
        tests("ConfinementTests", ["HostileText", "PortalModel", "System"]),
        // Knows the courier from inside, and runs it as a program of its own.
        tests(
            "CourierTests",
            [
                "FeedParsing", "Fetching", "LoopbackServing", "NewsStore", "PortalModel",
                "System", "TestSupport", "portaal-courier",
            ]),
        tests("MarkupTests", ["HostileText", "Markup", "PortalModel"]),
        tests(
            "FeedParsingTests",
            ["FeedParsing", "HostileText", "LoopbackServing", "Markup", "PortalModel"]),
        tests(
            "EditionFilesTests",
            [
                "EditionFiles", "FeedParsing", "HostileText", "Markup", "PortalModel", "System",
                "TestSupport",
            ]),
        // Runs the programs themselves, which are built beside the tests.
        tests(
            "CommandTests",
            ["LoopbackServing", "NewsStore", "PortalModel", "System", "TestSupport"]),
        tests("PageReadingTests", ["HostileText", "PageReading", "PortalModel"]),
        tests("ArchitectureTests", []),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["HostileText", "LoopbackServing", "TestSupport", "TestTags", grdb],
            path: "Tests/Terminal",
            swiftSettings: strict),
        .executableTarget(
            name: "portaal-benchmark",
            dependencies: [
                "FeedParsing", "HostileText", "NewsStore", "PortalModel", arguments,
            ],
            path: "Tests/Benchmark", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6], cxxLanguageStandard: .cxx17
)

if isFuzzing {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "portaal-fuzz",
            dependencies: [
                "CFuzzer", "FeedParsing", "HostileText", "Markup", "NewsStore", "PageReading",
                "PortalConfiguration", "PortalCore", "PortalModel", "TestSupport", "TextGrid",
                grdb,
            ],
            path: "Tests/Fuzz/Program", swiftSettings: instrumented,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
}

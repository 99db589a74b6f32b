// swift-tools-version: 6.2
import PackageDescription

/// Every target is built alike: Swift 6 mode, strict memory safety, and the features that Swift 7 turns on.
///
/// Warnings are errors in CI only, so that a newer compiler's new warning does not stop a council's build.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let arguments: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let collections: Target.Dependency = .product(
  name: "OrderedCollections",
  package: "swift-collections"
)
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// The Swift targets, each with what it may import (the arrows of docs/architecture.md).
let modules: [Target] = [
  .target(name: "Values"),
  .target(name: "Threads"),
  .target(name: "Feel", dependencies: ["Values", "Threads"]),
  .target(name: "Tables", dependencies: ["Values"]),
  .target(name: "Findings", dependencies: ["Values", crypto]),
  .target(name: "Sheets", dependencies: ["Values", "CExpat", "CZlib"]),
  .target(
    name: "Extracts",
    dependencies: ["Sheets", "Tables", "Findings", "Values", crypto]
  ),
  .target(name: "Rules", dependencies: ["Feel", "Tables", "Threads", "Values", "Yams"]),
  .target(
    name: "Engine",
    dependencies: ["Rules", "Feel", "Tables", "Findings", "Values", "Threads", collections]
  ),
  .target(name: "Workbooks", dependencies: ["CXLSXWriter", "CZlib", "Values", "Threads"]),
  .target(
    name: "Audit",
    dependencies: [
      "Engine", "Rules", "Feel", "Extracts", "Tables", "Findings", "Workbooks", "Values", "Threads",
      "Yams",
    ]
  ),
  .executableTarget(
    name: "vouch",
    dependencies: ["Audit", "Rules", "Engine", "Feel", "Findings", "Values", arguments, logging]
  ),
  .executableTarget(name: "sample-world", dependencies: ["Values", "CZlib", arguments]),
]

let tests: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: ["Values", "Tables", "CZlib"],
    path: "Tests/TestSupport"
  ),
  .testTarget(name: "ValuesTests", dependencies: ["Values", "TestSupport"]),
  .target(
    name: "FeelTrials",
    dependencies: ["Feel", "Values"],
    path: "Tests/FeelTrials",
    exclude: ["Corpus"]
  ),
  // Counts blocks of memory; it stands in for the C library's `malloc` in all the tests.
  .target(name: "CHeap", path: "Tests/CHeap"),
  .testTarget(
    name: "FeelTests",
    dependencies: ["Feel", "FeelTrials", "Values", "Threads", "TestSupport", "CHeap"]
  ),
  .testTarget(
    name: "SheetsTests",
    dependencies: ["Sheets", "Values", "CZlib", "TestSupport"],
    exclude: ["Corpus"]
  ),
  .target(
    name: "ExtractsTrials",
    dependencies: ["Extracts", "Sheets", "Tables", "Findings", "Values", "CZlib"],
    path: "Tests/ExtractsTrials",
    exclude: ["Corpus"]
  ),
  .testTarget(
    name: "ExtractsTests",
    dependencies: ["Extracts", "ExtractsTrials", "Tables", "Findings", "Values", "TestSupport"],
    exclude: ["RealExtracts"]
  ),
  .testTarget(
    name: "RulesTests",
    dependencies: ["Rules", "Feel", "Tables", "Values", "TestSupport"]
  ),
  .testTarget(
    name: "EngineTests",
    dependencies: [
      "Engine", "Rules", "Feel", "Tables", "Findings", "Values", "Threads", "TestSupport",
    ]
  ),
  .testTarget(name: "WorkbooksTests", dependencies: ["Workbooks", "Values", "TestSupport"]),
  .testTarget(
    name: "SampleWorldTests",
    dependencies: ["sample-world", "Values", "CZlib", "TestSupport"]
  ),
  // These run the programs that are built; they look into no module.
  .testTarget(
    name: "CommandTests",
    dependencies: ["vouch", "sample-world", "TestSupport"],
    exclude: ["Golden"]
  ),
  .testTarget(
    name: "AuditTests",
    dependencies: [
      "Audit", "Engine", "Rules", "Extracts", "Tables", "Findings", "Workbooks", "Values",
      "TestSupport",
    ],
    exclude: ["Salford"]
  ),
]

let package = Package(
  name: "vouch",
  products: [
    .executable(name: "vouch", targets: ["vouch"]),
    .executable(name: "sample-world", targets: ["sample-world"]),
    .library(name: "Feel", targets: ["Feel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]
    ),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  ]
    + (modules + tests).map { target in
      target.swiftSettings = settings
      return target
    }
)

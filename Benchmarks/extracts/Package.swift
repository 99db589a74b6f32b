// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the program's build knows nothing of it. The readers are the project's, by way of links.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let targets: [Target] = [
  .target(name: "Values"),
  .target(name: "Tables", dependencies: ["Values"]),
  .target(name: "Findings", dependencies: ["Values", crypto]),
  .target(name: "Sheets", dependencies: ["Values", "CExpat", "CZlib"]),
  .target(
    name: "Extracts",
    dependencies: ["Tables", "Findings", "Sheets", "Values", crypto]
  ),
  .executableTarget(
    name: "extracts-benchmark",
    dependencies: ["Extracts", "Sheets", "Tables", "Values"]
  ),
]

let package = Package(
  name: "extracts-benchmark",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .systemLibrary(name: "CExpat", pkgConfig: "expat"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
  ]
    + targets.map { target in
      target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
      ]
      return target
    }
)

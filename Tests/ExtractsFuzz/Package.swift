// swift-tools-version: 6.2
import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

// A package of its own, for all that it links is built for the fuzzer, but the cryptography. The modules are the
// project's, by way of links.
let targets: [Target] = [
  .target(name: "Values"),
  .target(name: "Tables", dependencies: ["Values"]),
  .target(name: "Findings", dependencies: ["Values", crypto]),
  .target(name: "Sheets", dependencies: ["Values", "CExpat", "CZlib"]),
  .target(
    name: "Extracts",
    dependencies: ["Sheets", "Tables", "Findings", "Values", crypto]
  ),
  .target(
    name: "ExtractsTrials",
    dependencies: ["Extracts", "Sheets", "Tables", "Findings", "Values", "CZlib"],
    exclude: ["Corpus"]
  ),
  .executableTarget(name: "csv-fuzz", dependencies: ["ExtractsTrials", "CFuzzer"]),
  .executableTarget(name: "xlsx-fuzz", dependencies: ["ExtractsTrials", "CFuzzer"]),
]

let package = Package(
  name: "fuzz",
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    .systemLibrary(name: "CFuzzer"),
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
        .unsafeFlags(["-sanitize=fuzzer,address"]),
      ]
      target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]
      return target
    }
)

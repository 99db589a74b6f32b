// swift-tools-version: 6.2
import PackageDescription

// A package of its own, for all that it links is built for the fuzzer. `Feel` is the project's, by way of links.
let targets: [Target] = [
  .target(name: "Values"),
  .target(name: "Threads"),
  .target(name: "Feel", dependencies: ["Values", "Threads"]),
  .target(name: "FeelTrials", dependencies: ["Feel", "Values"], exclude: ["Corpus"]),
  .executableTarget(name: "feel-fuzz", dependencies: ["FeelTrials", "CFuzzer"]),
]

let package = Package(
  name: "fuzz",
  targets: [.systemLibrary(name: "CFuzzer")]
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

// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the program's build has no part of it. `Feel` is the project's, by way of links; its
// parts are timed one by one, which the tests' view of it allows.
let targets: [Target] = [
  .target(name: "Values"),
  .target(name: "Threads"),
  .target(name: "Feel", dependencies: ["Values", "Threads"]),
  .executableTarget(name: "feel-benchmark", dependencies: ["Feel", "Values"]),
]

let package = Package(
  name: "feel-benchmark",
  targets: targets.map { target in
    target.swiftSettings = [
      .swiftLanguageMode(.v6),
      .strictMemorySafety(),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .unsafeFlags(["-enable-testing"]),
    ]
    return target
  }
)

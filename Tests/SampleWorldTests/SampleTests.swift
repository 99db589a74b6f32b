import CZlib
import Foundation
import TestSupport
import Testing
import Values

@testable import sample_world

@Suite final class `The invented county` {
  private let folder: String

  init() throws {
    var template = Array("/tmp/sample-world-XXXXXX".utf8CString)
    try #require(unsafe mkdtemp(&template) != nil)
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `committed sample is what the generator writes`() throws {
    try World(
      scale: Scale(thousandths: 50),
      weeks: 60,
      seed: 1,
      asAt: #require(CalendarDate(iso: "2024-09-29")),
      folder: folder
    ).write()
    for file in files {
      // Compressed bytes may differ between versions of zlib; what they hold may not.
      let committed = contents(of: "\(ProjectFiles.root)/samples/kent/\(file)")
      #expect(committed?.isEmpty == false)
      #expect(contents(of: "\(folder)/\(file)") == committed, "\(file) is stale: run make sample")
    }
  }

  @Test func `another seed gives another county`() throws {
    let first = try write(seed: 1, to: "first")
    let again = try write(seed: 1, to: "again")
    let other = try write(seed: 2, to: "other")
    for file in files {
      #expect(contents(of: "\(first)/\(file)") == contents(of: "\(again)/\(file)"))
    }
    #expect(
      contents(of: "\(first)/extracts/placements.csv.gz")
        != contents(of: "\(other)/extracts/placements.csv.gz")
    )
  }

  @Test(arguments: [0, 1, 2, 3])
  func `lines of a period add up to what is due`(seed: UInt64) throws {
    let world = try newWorld(seed: seed)
    var random = Random(seed: seed, part: "test")
    var placement = try world.newPlantPlacement(
      .homeCare,
      with: world.newLonelyMember(.homeCare),
      random: &random
    )
    // Three days without care, across the day of an uplift.
    placement.away = [Days(first: world.asAt - 47, last: world.asAt - 45)]
    for period in world.calendar.covered {
      let sum = world.lines(of: placement, in: period).reduce(Pence.zero) { $0 + $1.net }
      #expect(sum == placement.cost(of: period.days))
    }
    // The period with the uplift has a line for each rate.
    let uplifted = world.calendar.periods[world.calendar.open.number - 1]
    #expect(world.lines(of: placement, in: uplifted).count == 2)
  }

  @Test(arguments: [0, 1, 2, 3])
  func `visits and the rest of a period add up to what is due`(seed: UInt64) throws {
    let world = try newWorld(seed: seed, billing: .visit)
    var random = Random(seed: seed, part: "test")
    var placement = try world.newPlantPlacement(
      .homeCare,
      with: world.newLonelyMember(.homeCare),
      random: &random
    )
    // Four days without care, across the day of an uplift, and an end within the last period.
    placement.away = [Days(first: world.asAt - 47, last: world.asAt - 44)]
    placement.end = world.asAt - 10
    placement.endedWithoutNotice = false
    for period in world.calendar.covered {
      let before = world.charged["FW-HC-2019"] ?? .zero
      try world.pay(placement, in: period)
      let days = try #require(placement.due(in: period.days))
      #expect((world.charged["FW-HC-2019"] ?? .zero) - before == placement.cost(of: days))
    }
    // A whole week has as many visits as were agreed, and a day away has none.
    let period = world.calendar.periods[world.calendar.open.number - 1]
    let visits = world.visits(of: placement, in: period)
    let week = try #require(placement.price(on: period.days.first)).halfUnits
    #expect(visits.count { $0.days.first - period.days.first < 7 } == week)
    #expect(!visits.contains { $0.days.first == world.asAt - 45 })
  }

  @Test func `seven days cost a week, and the retainer stays when care is suspended`() throws {
    let world = try newWorld(seed: 1)
    var random = Random(seed: 1, part: "test")
    var placement = try world.newPlantPlacement(
      .supportedLiving,
      with: world.newLonelyMember(.supportedLiving),
      random: &random
    )
    let first = world.asAt - 27
    placement.prices = [
      Price(
        days: Days(first: first, last: world.asAt),
        isCurrent: true,
        halfUnits: 2,
        unitRate: Pence(pounds: 700)
      )
    ]
    #expect(placement.cost(of: Days(first: first, last: first + 6)) == Pence(pounds: 700))
    placement.away = [Days(first: first, last: first + 4)]
    // Five of seven days at a fifth less: 700.00 - 5 x 20.00.
    #expect(placement.cost(of: Days(first: first, last: first + 6)) == Pence(pounds: 600))
  }

  @Test(arguments: [
    (100_000, 1, 3, "333.33"), (5, 1, 2, "0.03"), (-5, 1, 2, "-0.03"), (4, 1, 3, "0.01"),
    (99_999, 52, 1, "51999.48"),
  ])
  func `rounds half a penny up`(pence: Int64, times: Int, over: Int, text: String) {
    #expect(Pence(Pence(pence), times: times, over: over).description == text)
  }

  @Test func `exports sums as payment systems do`() {
    #expect(Pence(123_456_789).exported == "£1,234,567.89")
    #expect(Pence(-5).exported == "-£0.05")
    #expect(Pence(100_000).exported == "£1,000.00")
  }

  // MARK: -

  private var files: [String] {
    Dataset.allCases.map { $0.path(isPlain: false) } + [
      "answers.csv.gz", "audit.yaml", "pseudonym.key", "README.md",
    ]
  }

  private func newWorld(
    seed: UInt64,
    billing: BillingUnit = .period,
    in name: String = "world"
  ) throws -> World {
    try World(
      scale: Scale(thousandths: 10),
      weeks: 13,
      seed: seed,
      asAt: #require(CalendarDate(iso: "2024-09-29")),
      billing: billing,
      folder: "\(folder)/\(name)"
    )
  }

  private func write(seed: UInt64, to name: String) throws -> String {
    let world = try newWorld(seed: seed, in: name)
    try world.write()
    return world.folder
  }

  /// The bytes of a file, uncompressed; nil where it cannot be read.
  private func contents(of path: String) -> [UInt8]? {
    guard let file = unsafe gzopen(path, "rb") else { return nil }
    defer { unsafe gzclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe gzread(file, &buffer, UInt32(buffer.count))
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += buffer.prefix(Int(count))
    }
  }
}

internal import Values

/// An invented county, as it is being written.
///
/// Parts add rows through it; it counts numbers and what each contract has spent.
final class World {
  let scale: Scale
  let weeks: Int
  let seed: UInt64
  let asAt: CalendarDate
  let billing: BillingUnit
  /// Whether extracts are plain text rather than compressed.
  let isPlain: Bool
  let folder: String
  let calendar: PayCalendar
  let schedule: Schedule
  let answers: Answers
  private let outputs: Outputs
  private var rowCounts: [Dataset: Int] = [:]
  private var clientCount = 0
  /// How many placements there are, rows of the extract or not.
  var placementCount = 0
  /// The members of each framework that stayed, with whom care can be placed.
  private(set) var members: [Service: [Provider]] = [:]
  /// What the payments charged to each contract come to.
  private(set) var charged: [String: Pence] = [:]
  /// What each provider's placements outside the frameworks cost, by service and period.
  private(set) var outsideCosts: [ProviderService: [Pence]] = [:]
  /// How many rows of each extract nobody can read.
  private(set) var unreadable: [Dataset: Int] = [:]

  init(
    scale: Scale,
    weeks: Int,
    seed: UInt64,
    asAt: CalendarDate,
    billing: BillingUnit = .period,
    isPlain: Bool = false,
    folder: String
  ) throws(WriteError) {
    self.scale = scale
    self.weeks = weeks
    self.seed = seed
    self.asAt = asAt
    self.billing = billing
    self.isPlain = isPlain
    self.folder = folder
    calendar = PayCalendar(weeks: weeks, asAt: asAt)
    schedule = Schedule(asAt: asAt)
    for path in [folder, "\(folder)/extracts", "\(folder)/registers"] { try makeFolder(path) }
    outputs = try Outputs(folder: folder, isPlain: isPlain)
    answers = try Answers(path: "\(folder)/answers.csv.gz")
  }

  /// Writes everything.
  func write() throws(WriteError) {
    try writeHomeCare()
    try writeSupportedLiving()
    try writeOffFramework()
    try writeOtherRoutes()
    try writePlants()
    try writeRegisters()
    try outputs.close()
    try answers.close()
    try writeConfiguration()
    try writeReadme()
  }

  /// Writes one row.
  func write(_ dataset: Dataset, _ cells: [String]) throws(WriteError) {
    rowCounts[dataset, default: 0] += 1
    try outputs.write(dataset, cells)
  }

  /// Writes a row that cannot be read as its dataset wants it.
  func writeUnreadable(_ dataset: Dataset, _ cells: [String]) throws(WriteError) {
    unreadable[dataset, default: 0] += 1
    try write(dataset, cells)
  }

  /// How many rows a dataset has so far.
  func count(_ dataset: Dataset) -> Int { rowCounts[dataset, default: 0] }

  /// The numbers of one part of the world.
  func random(_ part: String) -> Random { Random(seed: seed, part: part) }

  /// A person nobody else is.
  func newClient() -> String {
    clientCount += 1
    return "C\(padded(clientCount, to: 6))"
  }

  /// Adds a member with whom care can be placed.
  func add(member: Provider, of service: Service) { members[service, default: []].append(member) }

  /// Adds to what a contract has spent.
  func charge(_ net: Pence, to contract: String) {
    guard !contract.isEmpty else { return }
    charged[contract, default: .zero] = charged[contract, default: .zero] + net
  }

  /// Adds to what a provider's placements outside the frameworks cost in a period.
  func addOutside(_ cost: Pence, _ placement: Placement, in period: PayCalendar.Period) {
    let key = ProviderService(provider: placement.provider.id, service: placement.service)
    let none = [Pence](repeating: .zero, count: calendar.periods.count)
    outsideCosts[key, default: none][period.number] =
      outsideCosts[key, default: none][period.number] + cost
  }
}

/// One provider's care of one service.
struct ProviderService: Hashable, Comparable {
  var provider: String
  var service: Service

  static func < (a: ProviderService, b: ProviderService) -> Bool {
    (a.provider, a.service.rawValue) < (b.provider, b.service.rawValue)
  }
}

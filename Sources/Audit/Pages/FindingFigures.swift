internal import Findings
internal import Rules
internal import Tables
internal import Threads
internal import Values

/// What pages order and count findings by, taken out of them once for all workbooks: there are many.
struct FindingFigures: Sendable {
  /// The position of each finding's rule among the night's.
  let rules: [Int]
  /// The amount of each.
  let amounts: [Decimal?]
  /// Whether somebody must still look at it: nobody has accepted it.
  let isOpen: [Bool]
  /// The source rows of each: the position of its dataset among those named, and the row.
  let sources: RowLists
  /// How many each rule has, by id.
  let counts: [String: Int]
  /// The position of each finding: the largest amount first, those without any last, equal ones by rule, then key.
  let largestFirst: [Int]

  init(_ findings: [Finding], of rules: [Rule]) {
    self.init(findings, rules: rules.map(\.id))
  }

  /// Takes the figures of findings, which come by rule, then key.
  ///
  /// - Precondition: The rules have distinct ids, and every finding is of one of them.
  init(_ findings: [Finding], rules ids: [String]) {
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    var (rules, amounts, isOpen): ([Int], [Decimal?], [Bool]) = ([], [], [])
    rules.reserveCapacity(findings.count)
    amounts.reserveCapacity(findings.count)
    isOpen.reserveCapacity(findings.count)
    var tally = ids.map { _ in 0 }
    var (last, place) = ("", -1)
    for finding in findings {
      if finding.rule != last {
        last = finding.rule
        guard let found = places[last] else { preconditionFailure("a finding of no rule") }
        place = found
      }
      rules.append(place)
      amounts.append(finding.amount)
      isOpen.append(finding.acceptance == nil)
    }
    for rule in rules { tally[rule] += 1 }
    (self.rules, self.amounts, self.isOpen) = (rules, amounts, isOpen)
    counts = Dictionary(uniqueKeysWithValues: zip(ids, tally))
    largestFirst = FindingFigures.largestFirst(amounts)
    sources = FindingFigures.sources(findings)
  }

  /// The amount of an item as far as it is counted; nil where it has none.
  func counted(_ item: AudienceView.Item) -> Decimal? {
    item.isCounted ? amounts[item.position] : amounts[item.position].map { _ in Decimal(pence: 0) }
  }

  /// The source rows of findings, whose datasets are numbered as they come.
  private static func sources(_ findings: [Finding]) -> RowLists {
    let step = 1 << 14
    let parts = Workers.results((findings.count + step - 1) / step) { part in
      var (names, lists) = ([String](), RowLists())
      for finding in findings[part * step..<min((part + 1) * step, findings.count)] {
        lists.append(
          finding.sources.map { source in
            RowReference(dataset: names.place(of: source.dataset), row: source.row)
          }
        )
      }
      return (names, lists)
    }
    var (names, all) = ([String](), RowLists())
    for (own, lists) in parts {
      let places = own.map { names.place(of: $0) }
      // Nearly all parts name the same datasets in the same order.
      if places == Array(places.indices) {
        all.append(contentsOf: lists)
      } else {
        for list in 0..<lists.count {
          all.append(
            lists[list].map { RowReference(dataset: places[$0.dataset], row: $0.row) }
          )
        }
      }
    }
    return all
  }

  /// The positions of amounts, the larger first, put in order by all processors.
  private static func largestFirst(_ amounts: [Decimal?]) -> [Int] {
    let step = max(1 << 14, (amounts.count + Workers.processors - 1) / Workers.processors)
    let starts = Array(stride(from: 0, to: amounts.count, by: step))
    var parts = Workers.results(starts.count) { part in
      (starts[part]..<min(starts[part] + step, amounts.count)).sorted { a, b in
        isLarger((amounts[a], a), (amounts[b], b))
      }
    }
    while parts.count > 1 {
      parts = Workers.results((parts.count + 1) / 2) { [parts] pair in
        let second = 2 * pair + 1
        return second < parts.count
          ? merged(parts[2 * pair], parts[second], amounts) : parts[2 * pair]
      }
    }
    return parts.first ?? []
  }

  /// The positions of both lists, each of which is in order.
  private static func merged(_ a: [Int], _ b: [Int], _ amounts: [Decimal?]) -> [Int] {
    var all: [Int] = []
    all.reserveCapacity(a.count + b.count)
    var next = 0
    for position in a {
      while next < b.count, isLarger((amounts[b[next]], b[next]), (amounts[position], position)) {
        all.append(b[next])
        next += 1
      }
      all.append(position)
    }
    all += b[next...]
    return all
  }

  /// Whether an amount comes before another: the larger one first, those without any last, then by position.
  static func isLarger(_ a: (Decimal?, Int), _ b: (Decimal?, Int)) -> Bool {
    guard let x = a.0 else { return b.0 == nil && a.1 < b.1 }
    guard let y = b.0 else { return true }
    return x == y ? a.1 < b.1 : x > y
  }
}

extension [String] {
  /// The place of a name, which is added where it is new.
  fileprivate mutating func place(of name: String) -> Int {
    if let place = firstIndex(of: name) { return place }
    append(name)
    return count - 1
  }
}

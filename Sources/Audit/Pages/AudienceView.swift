internal import Engine
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// What one audience may see of a night.
struct AudienceView: Sendable {
  /// A finding on the page, by its place: findings are large, and there are many.
  struct Item: Sendable {
    /// The finding's position among those of the night.
    let position: Int
    /// The position of its rule among the audience's.
    let rule: Int
    /// Its amount, as far as no other finding of its measure has counted its rows; nil where it has no amount.
    let counted: Decimal?
    /// Whether somebody must still look at it.
    let isOpen: Bool
  }

  let record: NightRecord
  let audience: String
  /// The audience's rules, in the order of their ids.
  let rules: [Rule]
  /// Its findings: the most important first, then the largest.
  let items: [Item]
  /// Those that are not accepted.
  let open: [Item]
  /// What its rules could not tell, by positions among the night's rows, by rule, then key.
  let unassessed: [Int]
  let reconciliation: Reconciliation
  /// What its open findings come to, by rule and name of the test result.
  let tallies: [[String: ValueTally]]
  private let places: [String: Int]

  init(_ record: NightRecord, audience: String) {
    self.init(record, audience, Reconciliation(record))
  }

  init(_ record: NightRecord, _ audience: String, _ reconciliation: Reconciliation) {
    self.record = record
    self.audience = audience
    let rules = record.rulebook.rules.filter { $0.audience.contains(audience) }
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    self.rules = rules
    self.places = places
    let findings = record.report.findings
    items = AudienceView.items(findings, rules, places)
    open = items.filter(\.isOpen)
    let rows = record.report.unassessed
    unassessed = rows.indices.filter { places[rows[$0].rule] != nil }
    self.reconciliation = reconciliation
    var tallies = [[String: ValueTally]](repeating: [:], count: rules.count)
    for item in open {
      tallies[item.rule][findings[item.position].caseName, default: ValueTally()].add(item)
    }
    self.tallies = tallies
  }

  /// The finding of an item.
  func finding(_ item: Item) -> Finding { record.report.findings[item.position] }

  /// The audience's rule of that id.
  func rule(named id: String) -> Rule? { places[id].map { rules[$0] } }

  /// The names of all fields of all datasets.
  var fieldNames: Set<String> {
    Set(record.rulebook.catalog.datasets.flatMap(\.schema.fields).map(\.name))
  }

  /// The names of all datasets.
  var datasetNames: Set<String> {
    Set(record.rulebook.catalog.datasets.map(\.schema.dataset))
  }

  /// The rules that were not run, for want of a source.
  var untested: [Rule] {
    let tested = Set(record.report.totals.map(\.rule))
    return rules.filter { !tested.contains($0.id) }
  }

  /// What an empty table says: that nothing was found, or that it was not looked for.
  var nothingFound: String {
    let untested = untested
    if untested.isEmpty { return "The rules looked, and found nothing." }
    let names = untested.map(\.title).joined(separator: "; ")
    return "Nothing to show. Not tested tonight: \(names)."
  }

  /// What the open findings of some rules come to.
  func tally(of isMeant: (Rule) -> Bool) -> ValueTally {
    var sum = ValueTally()
    for (rule, tallies) in zip(rules, tallies) where isMeant(rule) {
      for tally in tallies.values { sum.add(tally) }
    }
    return sum
  }

  /// Findings of the audience's rules in the order of the page.
  private static func items(
    _ findings: [Finding],
    _ rules: [Rule],
    _ places: [String: Int]
  ) -> [Item] {
    let mine = findings.indices.filter { places[findings[$0].rule] != nil }
    let rule = mine.map { places[findings[$0].rule] ?? 0 }
    let counted = countedOnce(mine.map { findings[$0] }) { rules[places[$0.rule] ?? 0].measure }
    let ranks = rules.map { Severity.allCases.firstIndex(of: $0.severity) ?? 0 }
    let amounts = mine.map { findings[$0].amount }
    // Findings come by rule, then key, which decides between equal amounts.
    let order = mine.indices.sorted { a, b in
      let (x, y) = (ranks[rule[a]], ranks[rule[b]])
      return x == y ? isLarger((amounts[a], a), (amounts[b], b)) : x < y
    }
    return order.map { index in
      Item(
        position: mine[index],
        rule: rule[index],
        counted: counted[index],
        isOpen: findings[mine[index]].acceptance == nil
      )
    }
  }

  /// Whether an amount comes before another: the larger one first, those without any last, then by position.
  static func isLarger(_ a: (Decimal?, Int), _ b: (Decimal?, Int)) -> Bool {
    guard let x = a.0 else { return b.0 == nil && a.1 < b.1 }
    guard let y = b.0 else { return true }
    return x == y ? a.1 < b.1 : x > y
  }

  // MARK: Privacy

  /// The parts of a finding's key that the audience may see.
  func visibleKey(of finding: Finding) -> [KeyPart] {
    guard let rule = rule(named: finding.rule) else { return [] }
    return finding.key.filter { isVisible(key: $0.field, of: rule) }
  }

  /// The parts of a row's key that the audience may see.
  func visibleKey(of row: UnassessedRow) -> [KeyPart] {
    rule(named: row.rule).map { rule in row.key.filter { isVisible($0.field, of: rule) } } ?? []
  }

  /// The fields of the keys of a rule's rows that the audience may see.
  func visibleKeyFields(of rule: Rule) -> Set<String> {
    let schema = record.rulebook.catalog.datasets[rule.body.unit.dataset].schema
    let fields = schema.key.map { schema.fields[$0] }
    return Set(fields.filter { $0.privacy.isVisible(to: audience) }.map(\.name))
  }

  /// The dataset whose rows a rule judges.
  func judged(by rule: Rule) -> String {
    record.rulebook.catalog.datasets[rule.body.unit.dataset].schema.dataset
  }

  /// Whether the audience may see a part of the keys of a rule's findings.
  func isVisible(key field: String, of rule: Rule) -> Bool {
    // What makes one finding of several rows are columns, and every audience of the rule may see those.
    !rule.onePer.isEmpty || isVisible(field, of: rule)
  }

  private func isVisible(_ field: String, of rule: Rule) -> Bool {
    let schema = record.rulebook.catalog.datasets[rule.body.unit.dataset].schema
    // The key of a pair says whose field it is: `a.account_id`.
    let name = field.lastIndex(of: ".").map { String(field[field.index(after: $0)...]) } ?? field
    guard let index = schema.index(of: name) else { return false }
    return schema.fields[index].privacy.isVisible(to: audience)
  }
}

/// How many findings there are and what they come to, each source row counted once.
struct ValueTally: Hashable, Sendable {
  private(set) var count = 0
  /// How many of them have an amount.
  private(set) var valued = 0
  private(set) var sum = Decimal(pence: 0)

  /// The sum; nil where nothing has an amount.
  var value: Decimal? { valued == 0 ? nil : sum }

  mutating func add(_ item: AudienceView.Item) {
    count += 1
    guard let amount = item.counted else { return }
    valued += 1
    sum = sum.plus(amount)
  }

  mutating func add(_ other: ValueTally) {
    count += other.count
    valued += other.valued
    sum = sum.plus(other.sum)
  }
}

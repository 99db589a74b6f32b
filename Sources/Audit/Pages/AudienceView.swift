internal import Engine
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// What one audience may see of a night.
struct AudienceView: Sendable {
  /// A finding on the page, by its place: there are many.
  struct Item: Sendable {
    private let place: Int32
    private let rulePlace: Int32
    /// Whether it has an amount that is counted: it is open, and no other finding of its measure has counted its rows.
    let isCounted: Bool
    /// Whether somebody must still look at it.
    let isOpen: Bool

    init(position: Int, rule: Int, isCounted: Bool, isOpen: Bool) {
      (place, rulePlace) = (Int32(position), Int32(rule))
      (self.isCounted, self.isOpen) = (isCounted, isOpen)
    }

    /// The finding's position among those of the night.
    var position: Int { Int(place) }
    /// The position of its rule among the audience's.
    var rule: Int { Int(rulePlace) }
  }

  let record: NightRecord
  let audience: String
  /// The audience's rules, in the order of their ids.
  let rules: [Rule]
  /// Its findings: the most important first, then the largest.
  let items: [Item]
  /// What its rules could not tell, by positions among the night's rows, by rule, then key.
  let unassessed: [Int]
  let reconciliation: Reconciliation
  /// What its open findings come to, by rule and name of the test result.
  let tallies: [[String: ValueTally]]
  /// The figures of all findings of the night, also of those that the audience may not see.
  let figures: FindingFigures
  private let places: [String: Int]

  init(_ record: NightRecord, audience: String) {
    let figures = FindingFigures(record.report.findings, of: record.rulebook.rules)
    self.init(record, audience, figures, Reconciliation(record, figures))
  }

  init(
    _ record: NightRecord,
    _ audience: String,
    _ figures: FindingFigures,
    _ reconciliation: Reconciliation
  ) {
    self.record = record
    self.audience = audience
    self.figures = figures
    let rules = record.rulebook.rules.filter { $0.audience.contains(audience) }
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    self.rules = rules
    self.places = places
    let findings = record.report.findings
    items = AudienceView.items(
      figures,
      rules,
      record.rulebook.rules.map { places[$0.id] }
    )
    let rows = record.report.unassessed
    unassessed = rows.indices.filter { places[rows[$0].rule] != nil }
    self.reconciliation = reconciliation
    // A rule has few cases, which are sooner compared than hashed.
    var tallies = [[(name: String, tally: ValueTally)]](repeating: [], count: rules.count)
    for item in items where item.isOpen {
      let name = findings[item.position].caseName
      let known = tallies[item.rule].firstIndex { $0.name == name }
      if known == nil { tallies[item.rule].append((name, ValueTally())) }
      tallies[item.rule][known ?? tallies[item.rule].count - 1].tally.add(figures.counted(item))
    }
    self.tallies = tallies.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.name, $0.tally) }) }
  }

  /// The finding of an item.
  func finding(_ item: Item) -> Finding { record.report.findings[item.position] }

  /// The audience's rule of that id.
  func rule(named id: String) -> Rule? { places[id].map { rules[$0] } }

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
  ///
  /// - Parameters:
  ///   - figures: The figures of all findings of the night.
  ///   - rules: The audience's rules.
  ///   - places: The position of each of the night's rules among these; nil where the audience may not see it.
  /// - Returns: The items of the audience's findings.
  private static func items(
    _ figures: FindingFigures,
    _ rules: [Rule],
    _ places: [Int?]
  ) -> [Item] {
    let measures = Array(Set(rules.map(\.measure)))
    let measure = rules.map { rule in measures.firstIndex(of: rule.measure) ?? 0 }
    let ranks = rules.map { Severity.allCases.firstIndex(of: $0.severity) ?? 0 }
    var counted = CountedOnce(figures, measures: measures.count)
    var ranked = [[Item]](repeating: [], count: Severity.allCases.count)
    var counts = ranked.map(\.count)
    for (rank, rule) in zip(ranks, rules) { counts[rank] += figures.counts[rule.id] ?? 0 }
    for (rank, count) in counts.enumerated() { ranked[rank].reserveCapacity(count) }
    for position in figures.largestFirst {
      guard let rule = places[figures.rules[position]] else { continue }
      ranked[ranks[rule]].append(
        Item(
          position: position,
          rule: rule,
          isCounted: counted.take(position, measure: measure[rule]),
          isOpen: figures.isOpen[position]
        )
      )
    }
    return Array(ranked.joined())
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

  /// Adds a finding, by its amount as far as it is counted.
  mutating func add(_ amount: Decimal?) {
    count += 1
    guard let amount else { return }
    valued += 1
    sum = sum.plus(amount)
  }

  mutating func add(_ other: ValueTally) {
    count += other.count
    valued += other.valued
    sum = sum.plus(other.sum)
  }
}

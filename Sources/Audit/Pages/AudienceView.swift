internal import Engine
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// What one audience may see of a night.
struct AudienceView: Sendable {
  /// A finding on the page.
  struct Item: Sendable {
    let finding: Finding
    let rule: Rule
    /// Its amount, as far as no other finding of its measure has counted its rows; nil where it has no amount.
    let counted: Decimal?

    /// Whether somebody must still look at it.
    var isOpen: Bool { finding.acceptance == nil }
  }

  let record: NightRecord
  let audience: String
  /// The audience's rules, by id.
  let rules: [String: Rule]
  /// Its findings: the most important first, then the largest.
  let items: [Item]
  /// What its rules could not tell.
  let unassessed: [UnassessedRow]
  let reconciliation: Reconciliation

  init(_ record: NightRecord, audience: String) {
    self.record = record
    self.audience = audience
    var rules: [String: Rule] = [:]
    for rule in record.rulebook.rules where rule.audience.contains(audience) {
      rules[rule.id] = rule
    }
    self.rules = rules
    let findings = record.report.findings.filter { rules[$0.rule] != nil }
    let counted = countedOnce(findings) { rules[$0.rule]?.measure ?? "" }
    let items = zip(findings, counted).compactMap { finding, counted in
      rules[finding.rule].map { Item(finding: finding, rule: $0, counted: counted) }
    }
    self.items = items.sorted(by: AudienceView.comesFirst)
    unassessed = record.report.unassessed.filter { rules[$0.rule] != nil }
    reconciliation = Reconciliation(record)
  }

  /// The rules that were not run, for want of a source.
  var untested: [Rule] {
    let tested = Set(record.report.totals.map(\.rule))
    return orderedRules.filter { !tested.contains($0.id) }
  }

  /// What an empty table says: that nothing was found, or that it was not looked for.
  var nothingFound: String {
    let untested = untested
    if untested.isEmpty { return "The rules looked, and found nothing." }
    let names = untested.map(\.title).joined(separator: "; ")
    return "Nothing to show. Not tested tonight: \(names)."
  }

  /// The findings that are not accepted.
  var open: [Item] { items.filter(\.isOpen) }

  /// The rules in the order of their ids.
  var orderedRules: [Rule] { record.rulebook.rules.filter { rules[$0.id] != nil } }

  private static func comesFirst(_ a: Item, _ b: Item) -> Bool {
    if a.rule.severity != b.rule.severity { return a.rule.severity > b.rule.severity }
    if a.finding.amount != b.finding.amount {
      guard let first = a.finding.amount else { return false }
      guard let second = b.finding.amount else { return true }
      return first > second
    }
    if a.rule.id != b.rule.id { return a.rule.id < b.rule.id }
    return KeyPart.canonical(a.finding.key) < KeyPart.canonical(b.finding.key)
  }

  // MARK: Privacy

  /// The parts of a finding's key that the audience may see.
  func visibleKey(of finding: Finding) -> [KeyPart] {
    guard let rule = rules[finding.rule] else { return [] }
    // What makes one finding of several rows are columns, and every audience of the rule may see those.
    guard rule.onePer.isEmpty else { return finding.key }
    return visible(finding.key, rule)
  }

  /// The parts of a row's key that the audience may see.
  func visibleKey(of row: UnassessedRow) -> [KeyPart] {
    rules[row.rule].map { visible(row.key, $0) } ?? []
  }

  /// The values read that the audience may see.
  func visibleEvidence(of finding: Finding) -> [Evidence] {
    finding.evidence.filter { $0.audiences?.contains(audience) ?? true }
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

  private func visible(_ key: [KeyPart], _ rule: Rule) -> [KeyPart] {
    let schema = record.rulebook.catalog.datasets[rule.body.unit.dataset].schema
    return key.filter { part in
      // The key of a pair says whose field it is: `a.account_id`.
      let name = part.field.split(separator: ".").last.map(String.init) ?? part.field
      guard let field = schema.index(of: name) else { return false }
      return schema.fields[field].privacy.isVisible(to: audience)
    }
  }
}

/// The amount of each finding that counts, so that the sums of a measure have each source row once, with its largest amount.
///
/// Findings are taken from the largest amount down. One that stands for a row that was counted for its measure counts nothing;
/// nor does one that is accepted. Equal amounts are taken in the order of rule and key.
func countedOnce(_ findings: [Finding], measure: (Finding) -> String) -> [Decimal?] {
  var order = findings.indices.filter { findings[$0].isCounted }
  order.sort { a, b in
    let (x, y) = (findings[a].amount ?? .zero, findings[b].amount ?? .zero)
    return x == y ? a < b : x > y
  }
  var seen: [String: Set<SourceKey>] = [:]
  var counted: [Decimal?] = findings.map { $0.amount == nil ? nil : Decimal(pence: 0) }
  for index in order {
    let finding = findings[index]
    let measure = measure(finding)
    let rows = Set(finding.sources)
    guard seen[measure, default: []].isDisjoint(with: rows) else { continue }
    seen[measure, default: []].formUnion(rows)
    counted[index] = finding.amount
  }
  return counted
}

extension Finding {
  fileprivate var isCounted: Bool { amount != nil && acceptance == nil }
}

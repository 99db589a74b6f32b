internal import Feel
internal import Findings
internal import OrderedCollections
internal import Rules
internal import Tables
internal import Values

/// What one rule made of its rows.
struct RuleRun {
  let plan: RulePlan
  let frame: Frame
  let world: World
  /// Findings, before those that belong together are put together.
  private var drafts: [Finding] = []
  /// The rows of each one's unit.
  private var draftRows = RowLists()
  /// Rows by outcome; a row of several units has the weightiest: flagged, unassessed, passed, out of scope.
  private var flagged: RowSets
  private var unassessed: [RowReference: Unknown] = [:]
  private var outOfScope: RowSet

  init(plan: RulePlan, frame: Frame, world: World) {
    self.plan = plan
    self.frame = frame
    self.world = world
    flagged = RowSets(world.tables)
    outOfScope = RowSet(rowCount: world.tables[frame.unit.dataset].rowCount)
  }

  /// The rows that it flagged.
  var flaggedRows: RowSets { flagged }

  /// Adds what is said of a unit, by its rows.
  mutating func add(_ rows: [RowReference], _ verdict: Verdict, _ draft: Finding?) {
    switch verdict {
    case .outOfScope:
      if !isPair { leaveOut(rows) }
    case .passed: break
    case .flagged: for row in rows { flagged.insert(row) }
    case .unassessed(let reason):
      for row in rows where unassessed[row] == nil { unassessed[row] = reason }
    }
    guard let draft else { return }
    drafts.append(draft)
    draftRows.append(rows)
  }

  /// Makes room for so many findings more.
  mutating func reserve(_ count: Int) { drafts.reserveCapacity(drafts.count + count) }

  /// Adds findings, each with the rows of its unit.
  mutating func add(_ findings: [Finding], _ rows: RowLists) {
    drafts += findings
    draftRows.append(contentsOf: rows)
    flagged.insert(rows)
  }

  /// Adds rows that are out of scope.
  mutating func leaveOut(_ rows: [RowReference]) {
    for row in rows where row.dataset == frame.unit.dataset { outOfScope.insert(row.row) }
  }

  /// Adds rows of the judged dataset that are out of scope.
  mutating func leaveOut(rows: [Int32]) { outOfScope.insert(rows) }

  /// Adds the rows that no unit was made of.
  mutating func addRest(_ set: UnitSet) {
    leaveOut(set.outOfScope)
    for (row, reason) in set.unplaced + set.undecided where unassessed[row] == nil {
      unassessed[row] = reason
    }
  }

  /// Whether a unit that is out of scope says nothing of its rows.
  var isPair: Bool {
    if case .pair = frame.unit { return true }
    return false
  }

  // MARK: Conclusion

  /// What comes of a rule.
  struct Conclusion: Sendable {
    /// The findings, by key.
    var findings: [Finding] = []
    /// What could not be assessed, by key.
    var unassessed: [UnassessedRow] = []
    var totals: RuleTotals
  }

  /// Findings, what could not be assessed, and totals; rows that other rules speak for pass.
  ///
  /// - Parameters:
  ///   - yielded: The rows that other rules speak for.
  ///   - control: The money of the rows judged.
  /// - Returns: What came of the rule.
  func conclude(
    yielding yielded: RowSets,
    _ control: ControlMoney
  ) -> Conclusion {
    let speaking = speaking(yielding: yielded)
    let findings = combined(speaking).ordered { $0.addKey(to: &$1) }
    let dataset = frame.unit.dataset
    let table = world.tables[dataset]
    // A row is flagged by what speaks of it; one of which nothing speaks any more passes.
    var flagged = self.flagged[dataset]
    var silenced = RowSet(rowCount: table.rowCount)
    if speaking.count < drafts.count {
      silenced = flagged
      flagged = RowSet(rowCount: table.rowCount)
      for index in speaking {
        for row in draftRows.rows(of: index) where row.dataset == dataset {
          flagged.insert(row.row)
        }
      }
      silenced.subtract(flagged)
    }
    var unassessed = RowSet(rowCount: table.rowCount)
    for row in self.unassessed.keys where row.dataset == dataset { unassessed.insert(row.row) }

    var totals = RuleTotals(rule: plan.rule.id, dataset: table.schema.dataset)
    totals.loaded = control.tally
    totals.outcomes = control.tallies(
      [
        (.flagged, flagged), (.passed, silenced), (.unassessed, unassessed),
        (.outOfScope, outOfScope),
      ],
      others: .passed
    )
    totals.findings = findings.count
    var rows: [UnassessedRow] = []
    for (row, reason) in self.unassessed.sorted(by: { $0.key < $1.key })
    where row.dataset == dataset && row.row < table.countedCount && !flagged.contains(row.row)
      && !silenced.contains(row.row)
    {
      rows.append(unassessedRow(row, reason, control.pence(row.row)))
    }
    return Conclusion(
      findings: findings,
      unassessed: rows.ordered { row, text in
        text.append(row.key)
        // No key has a character that comes before this one.
        text.append(ascii: 0)
        text.append(row.kind)
      },
      totals: totals
    )
  }

  /// The findings that no other rule speaks for, by their places.
  private func speaking(yielding yielded: RowSets) -> [Int] {
    yielded.isEmpty
      ? Array(drafts.indices)
      : drafts.indices.filter { yielded.isDisjoint(with: draftRows.rows(of: $0)) }
  }

  private func unassessedRow(
    _ row: RowReference,
    _ reason: Unknown,
    _ pence: Int64?
  ) -> UnassessedRow {
    let naming = Naming(world: world)
    return UnassessedRow(
      rule: plan.rule.id,
      key: naming.key(row),
      kind: reason.kind.rawValue,
      dataset: reason.dataset,
      subject: reason.subject,
      explanation: naming.explanation(reason),
      location: reason.row.flatMap(world.location),
      source: world.location(row),
      control: pence.map { Decimal(scaled: $0, scale: 2) }
    )
  }

  /// One finding a draft, or one for all drafts that agree on the declared columns.
  private func combined(_ speaking: [Int]) -> [Finding] {
    guard !plan.rule.onePer.isEmpty else {
      return speaking.count == drafts.count ? drafts : speaking.map { drafts[$0] }
    }
    var groups: OrderedDictionary<[NamedValue], [Int]> = [:]
    for index in speaking {
      let columns = drafts[index].columns
      groups[plan.rule.onePer.map { columns[$0] }, default: []].append(index)
    }
    let maker = FindingMaker(world: world, plan: plan, frame: frame)
    return groups.map { values, indexes in
      maker.finding(
        of: indexes.sorted { speaksFirst(drafts[$0], drafts[$1]) }
          .map { (drafts[$0], draftRows[$0]) },
        key: values.map { KeyPart(field: $0.name, value: $0.value.canonical) }
      )
    }
  }

  /// Whether one of several findings speaks for all.
  private func speaksFirst(_ a: Finding, _ b: Finding) -> Bool {
    switch plan.rule.keep {
    case .largestAmount:
      if a.amount != b.amount {
        guard let first = a.amount else { return false }
        guard let second = b.amount else { return true }
        return first > second
      }
    case .first(let column):
      let (p, q) = (a.value(.column(column)), b.value(.column(column)))
      if p != q { return p.precedes(q) }
    }
    var (x, y) = (TextBuffer(), TextBuffer())
    a.addKey(to: &x)
    b.addKey(to: &y)
    return x < y
  }
}

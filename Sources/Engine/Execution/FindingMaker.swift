internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// Writes down what a rule found in a unit: the case, the words, the money, and what it rests on.
struct FindingMaker {
  /// How many nearest rows or members a finding shows.
  static let relatedLimit = 5

  let world: World
  let plan: RulePlan
  let frame: Frame
  /// The parts of the keys of its units.
  private let keyFields: [KeyField]
  private let rows: VisibleRows

  init(world: World, plan: RulePlan, frame: Frame) {
    self.world = world
    self.plan = plan
    self.frame = frame
    keyFields = KeyField.all(plan, frame, world)
    rows = VisibleRows(world: world, fields: plan.visibleFields)
  }

  /// Rows as the findings of a rule may show them.
  private final class VisibleRows: Sendable {
    private let world: World
    /// The fields that may be seen, by dataset, and what the numbers in them are.
    private let fields: [[(field: Int, scale: Int, isMoney: Bool)]]

    init(world: World, fields: [[Int]]) {
      self.world = world
      self.fields = zip(fields, world.tables).map { fields, table in
        fields.map { field in
          let type = table.schema.fields[field].type
          return (field, type.scale ?? 0, type == .money)
        }
      }
    }

    func content(of row: RowReference) -> (values: [NamedValue], location: Location?) {
      (world.values(of: row, fields[row.dataset].map(\.field)), world.location(row))
    }

    func addLine(on row: RowReference, _ words: RowWords, to text: inout TextBuffer) {
      words.addHead(of: row.dataset, to: &text)
      let start = text.count
      let table = world.tables[row.dataset]
      for (field, scale, isMoney) in fields[row.dataset] {
        let fact = table.fact(row: row.row, field: field, scale: scale)
        if fact.isNothing { continue }
        if text.count > start { text.append(", ") }
        words.addName(of: field, in: row.dataset, to: &text)
        text.append(inLine: fact, isMoney: isMoney, world.pool)
      }
      if let location = world.location(row) { text.append(inBrackets: location) }
    }
  }

  /// Adds the line on a row, as the findings of the rule may show it.
  func addLine(on row: RowReference, _ words: RowWords, to text: inout TextBuffer) {
    rows.addLine(on: row, words, to: &text)
  }

  /// What a unit's finding holds.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - told: What vectors have worked out of it, with the unit's place there.
  ///   - evaluator: Has begun with the unit; it is asked for the rest.
  /// - Returns: The finding.
  func finding(
    _ unit: Unit,
    told: (finding: ToldFindings, lane: Int)? = nil,
    _ evaluator: inout Evaluator
  ) -> Finding {
    let number = told?.finding.number ?? chosenCase(&evaluator)
    func value(_ term: Term, _ place: ToldFindings.Place) -> Datum {
      told.flatMap { $0.finding.datum(place, lane: $0.lane) } ?? evaluator.evaluate(term)
    }
    let words = StatedWords(
      message: String(writing: { text in
        addMessage(of: number, to: &text) { term, index, isMoney, text in
          Naming.add(value(term, .says(index)), isMoney: isMoney, to: &text)
        }
      }),
      columns: plan.columns.enumerated().map { $1.shown(value($1.term, .column($0))) },
      shown: plan.show.enumerated().map { $1.shown(value($1.term, .show($0))) },
      grounds: told.flatMap { $0.finding.grounds(of: unit, lane: $0.lane) }
        ?? .stated(grounds(unit, plan.cases[number].nearest, &evaluator))
    )
    return Finding(
      rule: plan.rule.id,
      caseName: plan.rule.cases[number].name,
      key: key(unit.rows),
      amount: plan.amount.flatMap { FindingMaker.pounds(value($0, .amount)) },
      words: words,
      location: unit.rows.first.flatMap(world.location),
      sources: sources(unit.rows)
    )
  }

  /// An amount, in pounds and pence; nil where it is no number.
  static func pounds(_ amount: Datum) -> Decimal? {
    guard case .value(.number(let number)) = amount else { return nil }
    return try? number.rounded(toScale: 2, .halfUp)
  }

  /// Adds the sentence of a case.
  ///
  /// - Parameters:
  ///   - number: The case's position.
  ///   - text: What it is added to.
  ///   - add: Adds what a term is worth that stands at a place in the sentence, and may be money.
  func addMessage(
    of number: Int,
    to text: inout TextBuffer,
    _ add: (Term, Int, Bool, inout TextBuffer) -> Void
  ) {
    for (index, segment) in plan.cases[number].says.enumerated() {
      switch segment {
      case .text(let words): text.append(words)
      case .value(let term, let isMoney): add(term, index, isMoney, &text)
      }
    }
  }

  /// One finding for several, each with its unit's rows; the first speaks for all.
  func finding(of drafts: [(finding: Finding, rows: [RowReference])], key: [KeyPart]) -> Finding {
    let first = drafts[0].finding
    let joined = JoinedFinding(
      first,
      key: key,
      others: drafts.dropFirst().prefix(Self.relatedLimit).compactMap(\.rows.first),
      rows: drafts.flatMap(\.rows),
      self
    )
    return Finding(joined, place: 0, amount: first.amount)
  }

  /// The rows that a finding stands for, each once.
  func sources(_ rows: [RowReference]) -> [SourceKey] {
    // The rows of a unit mostly ascend.
    let isOrdered = zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 }
    return (isOrdered ? rows : Set(rows).sorted()).map {
      SourceKey(dataset: world.tables[$0.dataset].schema.dataset, row: $0.row)
    }
  }

  /// The first case that is true; the judge has seen to it that those before it are known, and that one is.
  private func chosenCase(_ evaluator: inout Evaluator) -> Int {
    plan.cases.firstIndex { item in
      item.condition.map { evaluator.truth($0) == .true } ?? true
    } ?? 0
  }

  /// The canonical key of a unit, by its rows.
  func key(_ rows: some Collection<RowReference>) -> [KeyPart] {
    keyFields.map { part in
      let row = rows[rows.index(rows.startIndex, offsetBy: part.row)]
      return KeyPart(
        field: part.name,
        value: Naming.canonical(world.datum(row, field: part.field))
      )
    }
  }

  /// Adds the canonical key of a unit, by its rows, as one text.
  func addKey(_ rows: some Collection<RowReference>, to text: inout TextBuffer) {
    for index in keyFields.indices {
      text.append(keyFields[index].head)
      let start = text.count
      text.append(canonical: fact(of: index, rows), world.pool)
      text.escapeKey(from: start)
    }
  }

  /// The text in a unit's key that goes by a name, blank where there is none; nil where it must be made.
  func keyText(of name: String, _ rows: some Collection<RowReference>) -> Fact? {
    guard let index = keyFields.firstIndex(where: { $0.name == name }) else { return .blank }
    let fact = fact(of: index, rows)
    guard case .text(let code) = fact else { return keyFields[index].isText ? fact : nil }
    return world.pool.isEmpty(code) ? .blank : fact
  }

  /// What a part of the key holds.
  @inline(__always)
  private func fact(of index: Int, _ rows: some Collection<RowReference>) -> Fact {
    let row = rows[rows.index(rows.startIndex, offsetBy: keyFields[index].row)]
    return world.tables[row.dataset].fact(
      row: row.row,
      field: keyFields[index].field,
      scale: keyFields[index].scale
    )
  }

  // MARK: Grounds

  /// What a unit's finding rests on.
  private func grounds(_ unit: Unit, _ nearest: Int?, _ evaluator: inout Evaluator) -> Grounds {
    grounds(
      rows: unit.rows,
      evidence: { evaluator.evaluate(plan.evidence[$0].term) },
      holder: { index in
        guard case .field(let base, _, _) = plan.evidence[index].term else { return nil }
        return evaluator.evaluate(base)
      },
      witness: { evaluator.slot(plan.witnesses[$0]) },
      nearest: nearest.map { evaluator.slot($0) }
    )
  }

  /// Puts what a finding rests on into words.
  ///
  /// - Parameters:
  ///   - rows: The unit's rows.
  ///   - evidence: What each piece of evidence is worth.
  ///   - holder: The row that holds it, where one does.
  ///   - witness: Each row relied on.
  ///   - nearest: The list of the rows that come closest.
  /// - Returns: The grounds.
  func grounds(
    rows: [RowReference],
    evidence: (Int) -> Datum,
    holder: (Int) -> Datum?,
    witness: (Int) -> Datum,
    nearest: Datum?
  ) -> Grounds {
    // Most of what is read is of one row.
    var last: (row: RowReference, location: Location?)?
    let values = plan.evidence.enumerated().map { index, named in
      var location: Location?
      if case .row(let row) = holder(index) {
        if let last, last.row == row {
          location = last.location
        } else {
          location = world.location(row)
          last = (row, location)
        }
      }
      return Evidence(
        term: named.name,
        value: Naming.shown(evidence(index), isMoney: named.isMoney),
        location: location,
        audiences: named.audiences
      )
    }
    var related: [RelatedRow] = []
    for index in plan.witnesses.indices {
      if case .row(let row) = witness(index) { related.append(self.related(row, .witness)) }
    }
    if case .list(let list) = nearest {
      for item in list.items.prefix(Self.relatedLimit) {
        if case .row(let row) = item.datum { related.append(self.related(row, .nearest)) }
      }
    }
    if rows.count > 1 {
      related += rows.prefix(Self.relatedLimit).map { self.related($0, .member) }
    }
    return Grounds(evidence: values, related: related)
  }

  func related(_ row: RowReference, _ part: RelatedRow.Part) -> RelatedRow {
    RelatedRow(
      part: part,
      source: SourceKey(dataset: world.tables[row.dataset].schema.dataset, row: row.row)
    ) { [rows] in
      rows.content(of: row)
    }
  }
}

extension RulePlan.Named {
  fileprivate func shown(_ datum: Datum) -> NamedValue {
    NamedValue(name: name, value: Naming.shown(datum, isMoney: isMoney))
  }
}

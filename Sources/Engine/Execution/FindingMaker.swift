internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// A finding before those that belong together are put together.
struct FindingDraft {
  var caseName: String
  var key: [KeyPart]
  var message: String
  var amount: Decimal?
  var columns: [NamedValue]
  var shown: [NamedValue]
  var evidence: [Evidence]
  var related: [RelatedRow]
  var rows: [RowReference]
}

/// Writes down what a rule found in a unit: the case, the words, the money, and what it rests on.
struct FindingMaker {
  /// How many nearest rows or members a finding shows.
  private static let relatedLimit = 5

  let world: World
  let plan: RulePlan
  let frame: Frame

  private var naming: Naming { Naming(world: world) }

  func draft(_ unit: Unit, _ evaluator: inout Evaluator) -> FindingDraft {
    let chosen = chosenCase(&evaluator)
    var message = ""
    for segment in chosen.says {
      switch segment {
      case .text(let text): message += text
      case .value(let term, let isMoney):
        message += Naming.inSentence(evaluator.evaluate(term), isMoney: isMoney)
      }
    }
    var amount: Decimal?
    if let term = plan.amount, case .value(.number(let number)) = evaluator.evaluate(term) {
      amount = try? number.rounded(toScale: 2, .halfUp)
    }
    return FindingDraft(
      caseName: chosen.name,
      key: key(unit),
      message: message,
      amount: amount,
      columns: values(plan.columns, &evaluator),
      shown: values(plan.show, &evaluator),
      evidence: evidence(&evaluator),
      related: related(unit, chosen.nearest, &evaluator),
      rows: unit.rows
    )
  }

  /// The first case that is true; the judge has seen to it that those before it are known.
  private func chosenCase(
    _ evaluator: inout Evaluator
  ) -> (name: String, says: [RulePlan.Segment], nearest: Int?) {
    for (item, source) in zip(plan.cases, plan.rule.cases) {
      guard let condition = item.condition, evaluator.truth(condition) != .true else {
        return (source.name, item.says, item.nearest)
      }
    }
    return ("", [], nil)
  }

  /// The canonical key of a unit.
  private func key(_ unit: Unit) -> [KeyPart] {
    switch frame.unit {
    case .row, .expansion: return naming.key(unit.rows[0])
    case .group(let dataset, let by, _):
      let fields = world.tables[dataset].schema.fields
      return by.map { field in
        KeyPart(
          field: fields[field].name,
          value: Naming.canonical(world.datum(unit.rows[0], field: field))
        )
      }
    case .pair:
      let names = plan.rule.body.scope.variables.map(\.name)
      return naming.key(unit.rows[0], prefix: names[1] + ".")
        + naming.key(unit.rows[1], prefix: names[2] + ".")
    }
  }

  private func values(
    _ named: [RulePlan.Named],
    _ evaluator: inout Evaluator
  ) -> [NamedValue] {
    named.map {
      NamedValue(
        name: $0.name,
        value: Naming.shown(evaluator.evaluate($0.term), isMoney: $0.isMoney)
      )
    }
  }

  /// The values read, each with the place of the row that holds it.
  private func evidence(_ evaluator: inout Evaluator) -> [Evidence] {
    var result: [Evidence] = []
    for item in plan.evidence {
      var location: Location?
      if case .field(let base, _, _) = item.term, case .row(let row) = evaluator.evaluate(base) {
        location = world.location(row)
      }
      result.append(
        Evidence(
          term: item.name,
          value: Naming.shown(evaluator.evaluate(item.term), isMoney: item.isMoney),
          location: location,
          audiences: item.audiences
        )
      )
    }
    return result
  }

  private func related(
    _ unit: Unit,
    _ nearest: Int?,
    _ evaluator: inout Evaluator
  ) -> [RelatedRow] {
    var result: [RelatedRow] = []
    for slot in plan.witnesses {
      if case .row(let row) = evaluator.slot(slot) { result.append(related(row, .witness)) }
    }
    if let nearest, case .list(let list) = evaluator.slot(nearest) {
      for item in list.items.prefix(Self.relatedLimit) {
        if case .row(let row) = item.datum { result.append(related(row, .nearest)) }
      }
    }
    if unit.rows.count > 1 {
      result += unit.rows.prefix(Self.relatedLimit).map { related($0, .member) }
    }
    return result
  }

  private func related(_ row: RowReference, _ part: RelatedRow.Part) -> RelatedRow {
    RelatedRow(
      part: part,
      dataset: world.tables[row.dataset].schema.dataset,
      values: naming.visibleValues(row, to: plan.rule.audience),
      location: world.location(row)
    )
  }
}

internal import Feel
internal import Findings
internal import Tables

/// What a rule says of a unit.
enum Verdict: Hashable {
  case outOfScope
  case passed
  case flagged
  case unassessed(Unknown)
}

/// What each of some rules says of a unit, and what it found.
typealias Judged = (unit: Unit, verdicts: [(Verdict, Finding?)])

extension [RuleRun] {
  /// Adds what the rules of these runs, in their order, say of units.
  mutating func add(_ judged: [Judged]) {
    for (unit, verdicts) in judged {
      for index in indices { self[index].add(unit.rows, verdicts[index].0, verdicts[index].1) }
    }
  }
}

/// Judges the units of one frame by some of its rules, in one pass.
struct Judge {
  let world: World
  let joins: Joins
  let frame: Frame

  func judge(_ set: UnitSet, _ rules: [RulePlan]) -> [RuleRun] {
    var runs = rules.map { RuleRun(plan: $0, frame: frame, world: world) }
    runs.add(judge(set.units[...], rules))
    for index in runs.indices { runs[index].addRest(set) }
    return runs
  }

  /// What each rule says of units; rejected ones are not judged.
  func judge(_ units: ArraySlice<Unit>, _ rules: [RulePlan]) -> [Judged] {
    var evaluator = Evaluator(world: world, frame: frame, joins: joins)
    return units.compactMap { unit in
      if case .rejected = unit.standing { return nil }
      evaluator.begin(unit.slots)
      return (unit, rules.map { judge(unit, $0, &evaluator) })
    }
  }

  /// What a rule says of a unit, and what it found.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - plan: The rule.
  ///   - holds: Whether it is known already that the unit is sure, in scope, and meets the condition.
  ///   - evaluator: Has begun with the unit.
  /// - Returns: The verdict, and for a flagged unit what was found.
  func judge(
    _ unit: Unit,
    _ plan: RulePlan,
    holds: Bool = false,
    _ evaluator: inout Evaluator
  ) -> (Verdict, Finding?) {
    let verdict = holds ? caseVerdict(plan, &evaluator) : verdict(plan, unit, &evaluator)
    guard verdict == .flagged else { return (verdict, nil) }
    let maker = FindingMaker(world: world, plan: plan, frame: frame)
    return (verdict, maker.finding(unit, &evaluator))
  }

  private func verdict(
    _ plan: RulePlan,
    _ unit: Unit,
    _ evaluator: inout Evaluator
  ) -> Verdict {
    if case .uncertain(let reason) = unit.standing { return .unassessed(reason) }
    if let filter = plan.filter {
      switch evaluator.truth(filter) {
      case .true: break
      case .false: return .outOfScope
      case .unknown(let reason): return .unassessed(reason)
      }
    }
    switch evaluator.truth(plan.condition) {
    case .true: return caseVerdict(plan, &evaluator)
    case .false: return .passed
    case .unknown(let reason): return .unassessed(reason)
    }
  }

  /// A finding must be able to say what it is and of whom.
  ///
  /// Where a case before the first true one cannot be told, or a lookup that its words name breaks its `expect`,
  /// it cannot.
  private func caseVerdict(_ plan: RulePlan, _ evaluator: inout Evaluator) -> Verdict {
    for item in plan.cases {
      if let condition = item.condition {
        switch evaluator.truth(condition) {
        case .true: break
        case .false: continue
        case .unknown(let reason): return .unassessed(reason)
        }
      }
      for slot in item.named {
        if case .unknown(let reason) = evaluator.slot(slot) { return .unassessed(reason) }
      }
      break
    }
    return .flagged
  }
}

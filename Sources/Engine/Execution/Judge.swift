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

/// Judges the units of one frame by some of its rules, in one pass.
struct Judge {
  let world: World
  let joins: Joins
  let frame: Frame

  func judge(_ set: UnitSet, _ rules: [RulePlan]) -> [RuleRun] {
    var runs = rules.map { RuleRun(plan: $0, frame: frame, world: world) }
    var evaluator = Evaluator(world: world, frame: frame, joins: joins)
    for unit in set.units {
      if case .rejected = unit.standing { continue }
      evaluator.begin(unit.slots)
      for index in runs.indices {
        let verdict = verdict(rules[index], unit, &evaluator)
        var draft: FindingDraft?
        if verdict == .flagged {
          draft = FindingMaker(world: world, plan: rules[index], frame: frame)
            .draft(unit, &evaluator)
        }
        runs[index].add(unit, verdict, draft)
      }
    }
    for index in runs.indices { runs[index].addRest(set) }
    return runs
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

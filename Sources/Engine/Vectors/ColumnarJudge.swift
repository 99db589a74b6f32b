internal import Feel
internal import Rules
internal import Tables

/// Judges the units of a frame by all its rules at once, many units at a time.
///
/// Vectors tell which units are out of scope and which pass. The rest, those that are flagged and those that vectors
/// cannot tell, are looked at one by one, as `Judge` does.
struct ColumnarJudge: Sendable {
  let world: World
  let store: IndexStore
  let frame: Frame

  /// What one rule made of some units.
  private struct Part: Sendable {
    var outOfScope: [Int32] = []
    var judged: [(unit: Unit, verdict: Verdict, draft: FindingDraft?)] = []
  }

  func judge(_ units: UnitColumns, _ rules: [RulePlan]) -> [RuleRun] {
    let vectors = VectorEvaluator(world: world, frame: frame, store: store)
    let parts = Batches(count: units.count).concurrently { range in
      judge(units, range, rules, vectors)
    }
    var runs = rules.map { RuleRun(plan: $0, frame: frame, world: world) }
    for part in parts {
      for index in runs.indices { add(part[index], units, to: &runs[index]) }
    }
    let single = Judge(world: world, joins: .indexed(store), frame: frame)
    single.judge(units.odd.map(\.unit), into: &runs)
    for index in runs.indices { runs[index].addRest(units.rest) }
    return runs
  }

  private func add(_ part: Part, _ units: UnitColumns, to run: inout RuleRun) {
    if !run.isPair {
      for index in part.outOfScope {
        if case .groups(let groups, _) = units.members {
          for row in groups.group(Int(index)) { run.leaveOut(row: Int(row)) }
        } else {
          run.leaveOut(row: Int(units.first[Int(index)]))
        }
      }
    }
    for item in part.judged { run.add(item.unit, item.verdict, item.draft) }
  }

  private func judge(
    _ units: UnitColumns,
    _ range: Range<Int>,
    _ rules: [RulePlan],
    _ vectors: VectorEvaluator
  ) -> [Part] {
    let lanes = units.lanes(range, slotCount: vectors.slotCount, world)
    let single = Judge(world: world, joins: .indexed(store), frame: frame)
    var evaluator = Evaluator(world: world, frame: frame, joins: .indexed(store))
    return rules.map { rule in
      var part = Part()
      var inScope = [Tri](repeating: .yes, count: range.count)
      if let filter = rule.filter { inScope = vectors.truths(filter, lanes) }
      for lane in inScope.indices where inScope[lane] == .no {
        part.outOfScope.append(Int32(range.lowerBound + lane))
      }
      let left = inScope.places { $0 != .no }
      if left.isEmpty { return part }
      let judged = Lanes(selecting: left, of: lanes)
      let holds = vectors.truths(rule.condition, judged)
      let asked = left.indices.filter { holds[$0] != .no || inScope[Int(left[$0])] == .unsure }
      if asked.isEmpty { return part }
      let source = SlotSource(vectors, Lanes(selecting: asked.map { Int32($0) }, of: judged))
      for (lane, index) in asked.enumerated() {
        let unit = units.unit(range.lowerBound + Int(left[index]), world)
        evaluator.begin(unit.slots, source, lane: lane)
        let isTold = holds[index] == .yes && inScope[Int(left[index])] == .yes
        let (verdict, draft) = single.judge(unit, rule, holds: isTold, &evaluator)
        part.judged.append((unit, verdict, draft))
      }
      return part
    }
  }
}

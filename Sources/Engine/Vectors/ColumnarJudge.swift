internal import Feel
internal import Findings
internal import Rules
internal import Tables

/// Judges the units of a frame by all its rules at once, many units at a time.
///
/// Vectors tell which units are out of scope, which pass, which are flagged, and what most findings show. What they cannot
/// tell is looked at one by one, as `Judge` does.
struct ColumnarJudge: Sendable {
  let world: World
  let store: IndexStore
  let frame: Frame
  /// Whether steps are measured.
  var isMeasured = false

  /// What one rule made of some units.
  private struct Part: Sendable {
    var outOfScope: [Int32] = []
    /// The findings, and the rows of each one's unit.
    var findings: [Finding] = []
    var rows = RowLists()
    /// What else was said of units, by their rows.
    var others: [(rows: [RowReference], verdict: Verdict)] = []
  }

  /// - Returns: What came of each rule, and what the steps took where they are measured: the frame's slots, then the test of each
  ///   rule and what it looked at one by one.
  func judge(_ units: UnitColumns, _ rules: [RulePlan]) -> ([RuleRun], [Meter.Tally]) {
    let vectors = VectorEvaluator(world: world, frame: frame, store: store)
    let stepCount = vectors.slotCount + 2 * rules.count
    let asked = vectors.fields(of: rules.flatMap(\.conditions))
    let order = LookupOrder(frame, world)
    let conditions = rules.map {
      (filter: $0.filter.map(order.ordered), flag: order.ordered($0.condition))
    }
    let batches = units.batches.concurrently {
      range,
      room -> ([Part], [Meter.Tally]) in
      let vectors = VectorEvaluator(of: vectors)
      // The run ends where memory is short; what comes of it does not matter then.
      if world.memory.isShort { return (rules.map { _ in Part() }, []) }
      let meter = isMeasured ? Meter(stepCount: stepCount) : nil
      let lanes = units.lanes(
        range,
        slotCount: vectors.slotCount,
        world,
        room: room,
        asked: asked,
        days: vectors.steadySlots.days,
        meter
      )
      let parts = judge(units, range, rules, conditions, vectors, lanes)
      return (parts, meter?.steps ?? [])
    }
    let parts = batches.map(\.0)
    var runs = rules.map { RuleRun(plan: $0, frame: frame, world: world) }
    for index in runs.indices {
      runs[index].reserve(parts.reduce(0) { $0 + $1[index].findings.count })
      for part in parts { add(part[index], units, to: &runs[index]) }
    }
    let single = Judge(world: world, joins: .indexed(store), frame: frame)
    let odd = units.odd.map(\.unit)
    let looked = Batches(count: odd.count, size: 64).concurrently { range in
      world.memory.isShort ? [] : single.judge(odd[range], rules)
    }
    for judged in looked { runs.add(judged) }
    for index in runs.indices { runs[index].addRest(units.rest) }
    return (runs, Meter.total(batches.map(\.1), stepCount))
  }

  private func add(_ part: Part, _ units: UnitColumns, to run: inout RuleRun) {
    if !run.isPair { run.leaveOut(rows: units.rows(of: part.outOfScope)) }
    run.add(part.findings, part.rows)
    for other in part.others { run.add(other.rows, other.verdict, nil) }
  }

  private func judge(
    _ units: UnitColumns,
    _ range: Range<Int>,
    _ rules: [RulePlan],
    _ conditions: [(filter: Term?, flag: Term)],
    _ vectors: VectorEvaluator,
    _ lanes: Lanes
  ) -> [Part] {
    let single = Judge(world: world, joins: .indexed(store), frame: frame)
    var evaluator = Evaluator(world: world, frame: frame, joins: .indexed(store))
    return rules.enumerated().map { number, rule in
      var part = Part()
      let step = vectors.slotCount + 2 * number
      var inScope = [Tri](repeating: .yes, count: range.count)
      if let filter = conditions[number].filter {
        inScope = lanes.measure(step) { vectors.truths(filter, lanes) }
      }
      if lanes.room.isExceeded { return part }
      part.outOfScope = inScope.places { $0 == .no }.map { Int32(range.lowerBound) + $0 }
      let left = inScope.places { $0 != .no }
      if left.isEmpty { return part }
      let judged = Lanes(selecting: left, of: lanes)
      let holds = judged.measure(step) { vectors.truths(conditions[number].flag, judged) }
      if lanes.room.isExceeded { return part }
      let isUnsure = inScope.contains(.unsure)
      let asked = left.indices.filter {
        holds[$0] != .no || isUnsure && inScope[Int(left[$0])] == .unsure
      }
      if asked.isEmpty { return part }
      lanes.measure(step + 1, asked: asked.count) {
        func isFlagged(_ lane: Int) -> Bool {
          holds[lane] == .yes && inScope[Int(left[lane])] == .yes
        }
        func unit(_ lane: Int) -> Int { range.lowerBound + Int(left[lane]) }
        var found = told(asked.filter(isFlagged), unit, units, rule, vectors, judged)
        let isTold = Set(found.map(\.lane))
        let rest = asked.filter { !isTold.contains(Int32($0)) }
        let source = SlotSource(vectors, Lanes(selecting: rest.map { Int32($0) }, of: judged))
        for (place, lane) in rest.enumerated() {
          let unit = units.unit(unit(lane), world)
          evaluator.begin(unit.slots, source, lane: place)
          let (verdict, finding) = single.judge(unit, rule, holds: isFlagged(lane), &evaluator)
          if let finding {
            found.append((Int32(lane), finding))
          } else {
            part.others.append((unit.rows, verdict))
          }
        }
        found.sort { $0.lane < $1.lane }
        for (lane, finding) in found {
          part.findings.append(finding)
          units.addRows(of: unit(Int(lane)), to: &part.rows)
        }
      }
      return part
    }
  }

  private typealias Found = (lane: Int32, finding: Finding)

  /// The findings of lanes that are surely flagged; those whose case cannot be told here are left out.
  private func told(
    _ flagged: [Int],
    _ unit: (Int) -> Int,
    _ units: UnitColumns,
    _ rule: RulePlan,
    _ vectors: VectorEvaluator,
    _ lanes: Lanes
  ) -> [Found] {
    if flagged.isEmpty { return [] }
    var found: [Found] = []
    let maker = FindingMaker(world: world, plan: rule, frame: frame)
    var evaluator = Evaluator(world: world, frame: frame, joins: .indexed(store))
    let all = Lanes(selecting: flagged.map { Int32($0) }, of: lanes)
    for (number, places) in vectors.cases(of: rule, all) {
      let some = Lanes(selecting: places, of: all)
      var rows = RowLists()
      for place in places { units.addRows(of: unit(flagged[Int(place)]), to: &rows) }
      let told = ToldFindings(maker, case: number, some, rows, vectors)
      let source = SlotSource(vectors, some)
      for (place, lane) in places.enumerated() {
        let lane = flagged[Int(lane)]
        if told.isWhole[place] {
          found.append((Int32(lane), told.finding(lane: place)))
          continue
        }
        let unit = units.unit(unit(lane), world)
        evaluator.begin(unit.slots, source, lane: place)
        found.append((Int32(lane), maker.finding(unit, told: (told, place), &evaluator)))
      }
    }
    return found
  }
}

internal import Feel
internal import Rules
internal import Tables
internal import Values

extension Plan {
  /// The plan as people read it: derived datasets in order, then one scan a frame with what its rules share.
  ///
  /// - Parameters:
  ///   - lastRead: How many rows each source had when it was last read, for what is expected.
  ///   - analysis: What a run of this plan did.
  /// - Returns: The lines.
  public func outline(lastRead: [String: Int] = [:], _ analysis: Analysis? = nil) -> String {
    let estimate = Estimate(self, lastRead)
    var lines: [String] = []
    if !derivations.isEmpty { lines.append("Derived datasets, in this order:") }
    for derivation in derivations {
      let frame = frames[derivation.frame]
      let done = analysis?.derivations[derivation.dataset]
      lines.append("  \(name(derivation.dataset)): \(describe(frame.unit))")
      lines += sizes(frame.unit, estimate, done)
      lines += definitions(frame, estimate, done)
      let terms = derivation.values + [derivation.filter].compactMap { $0 }
      lines += singles(frame, terms)
    }
    lines.append("Scans:")
    for (number, frame) in frames.enumerated() {
      let rules = rules(of: number)
      if rules.isEmpty { continue }
      let done = analysis?.scans[number]
      lines.append("  \(describe(frame.unit))")
      lines += sizes(frame.unit, estimate, done)
      lines.append("    for \(rules.map(\.rule.id).joined(separator: ", "))")
      // A derivation over the same units has told them already.
      let isTold = done == nil && derivations.contains { $0.frame == number }
      if !isTold { lines += definitions(frame, estimate, done) }
      let terms = rules.flatMap(\.conditions)
      lines += singles(isTold ? Frame(unit: frame.unit) : frame, terms)
      if let done {
        let slotCount = frame.unit.slotCount + frame.definitions.count
        for (place, rule) in rules.enumerated() {
          lines.append("    \(rule.rule.id): \(done.words(ofRule: place, slotCount: slotCount))")
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func sizes(_ unit: UnitPlan, _ estimate: Estimate, _ done: Analysis.Scan?) -> [String] {
    let expected = estimate.units(unit).map { "expected: \($0.grouped) units" }
    let actual = done.map { "actual: \($0.words)" }
    let words = [expected, actual].compactMap { $0 }.joined(separator: "; ")
    return words.isEmpty ? [] : ["    \(words)"]
  }

  private func name(_ dataset: Int) -> String { rulebook.catalog.datasets[dataset].schema.dataset }

  private func describe(_ unit: UnitPlan) -> String {
    switch unit {
    case .row(let dataset): return "scan \(name(dataset))"
    case .expansion(let dataset, let relation):
      return "scan \(name(dataset)), expand by \(describe(relation))"
    case .group(let dataset, let by, let filter):
      let filtered = filter == nil ? "" : ", filtered"
      return "scan \(name(dataset))\(filtered), group by \(fields(dataset, by))"
    case .pair(let dataset, let match, let filter, let condition):
      let filtered = filter == nil ? "" : ", filtered"
      let when = condition == nil ? "" : " and a condition"
      return "scan \(name(dataset))\(filtered), pair on \(fields(dataset, match))\(when)"
    }
  }

  private func definitions(
    _ frame: Frame,
    _ estimate: Estimate,
    _ done: Analysis.Scan?
  ) -> [String] {
    frame.definitions.enumerated().flatMap { number, definition -> [String] in
      guard case .relation(let relation) = definition else { return [] }
      let slot = frame.unit.slotCount + number
      let expected = estimate.words(relation, of: frame.unit).map { "expected: \($0)" }
      let actual = done.map { "actual: \($0.words(ofSlot: slot))" }
      let sizes = [expected, actual].compactMap { $0 }.joined(separator: "; ")
      let line = "    [\(slot)] \(describe(relation))"
      return sizes.isEmpty ? [line] : [line, "        \(sizes)"]
    }
  }

  /// What is done one unit at a time, for there is no way to do it for many.
  private func singles(_ frame: Frame, _ terms: [Term]) -> [String] {
    let defined = frame.definitions.flatMap { definition -> [Term] in
      switch definition {
      case .value(let term): [term]
      case .relation(let relation):
        relation.matches.map(\.value) + [relation.condition, relation.reach].compactMap { $0 }
      }
    }
    var names = Set((defined + terms + frame.unit.filters).flatMap(\.singles))
    if case .pair = frame.unit { names.insert("the making of pairs") }
    return names.isEmpty
      ? [] : ["    one unit at a time: \(names.sorted().joined(separator: ", "))"]
  }

  private func describe(_ relation: Relation) -> String {
    let kind =
      switch relation.arity {
      case .one: "lookup one"
      case .atMostOne: "lookup at most one"
      case .many: "collect"
      case .disjoint: "collect disjoint"
      }
    let by =
      relation.matches.isEmpty
      ? "every row" : "hash of \(fields(relation.dataset, relation.matches.map(\.field)))"
    let when = relation.condition == nil ? "" : narrowed(relation) + ", then a condition"
    let reach = relation.reach == nil ? "" : ", if the extract reaches"
    return "\(kind) \(relation.name) in \(name(relation.dataset)): \(by)\(when)\(reach)"
  }

  /// By what candidates are chosen where there are many.
  private func narrowed(_ relation: Relation) -> String {
    guard !relation.matches.isEmpty, let narrowing = relation.narrowings.first else { return "" }
    let field = fields(relation.dataset, [narrowing.field])
    return switch narrowing.kind {
    case .equal: " and of \(field)"
    case .among: " and of each \(field)"
    case .within: ", \(field) in order"
    }
  }

  private func fields(_ dataset: Int, _ positions: [Int]) -> String {
    let fields = rulebook.catalog.datasets[dataset].schema.fields
    return positions.map { fields[$0].name }.joined(separator: ", ")
  }
}

extension UnitPlan {
  /// The conditions on rows before they are put into units.
  fileprivate var filters: [Term] {
    switch self {
    case .row, .expansion: []
    case .group(_, _, let filter): [filter].compactMap { $0 }
    case .pair(_, _, let filter, let condition): [filter, condition].compactMap { $0 }
    }
  }
}

extension Term {
  /// The names of what in it has no kernel.
  fileprivate var singles: [String] {
    let inner = parts.flatMap(\.singles)
    switch self {
    case .interpreted: return inner + ["what only the interpreter knows"]
    case .call(let function, _) where !VectorEvaluator.kernels.contains(function.name) && !isClosed:
      return inner + ["\(function.name)()"]
    case .part(let name, _): return inner + [".\(name)"]
    case .inList(_, .list): return inner
    case .inList: return inner + ["in a list"]
    case .arithmetic(.divide, _, _): return inner + ["division"]
    case .arithmetic(.power, _, _): return inner + ["powers"]
    case .arithmetic(_, let a, let b) where a.isDuration || b.isDuration:
      return inner + ["a day and a duration"]
    default: return inner
    }
  }

  /// Whether it is written as a duration.
  private var isDuration: Bool {
    switch self {
    case .constant(.daysAndTimeDuration), .constant(.yearsAndMonthsDuration): true
    case .call(let function, _): function.name == "duration"
    default: false
    }
  }
}

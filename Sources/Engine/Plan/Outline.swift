internal import Feel
internal import Rules
internal import Tables

extension Plan {
  /// The plan as people read it: derived datasets in order, then one scan a frame with what its rules share.
  public var outline: String {
    var lines: [String] = []
    var uses: [Int: [String]] = [:]
    for rule in rules { uses[rule.frame, default: []].append(rule.rule.id) }
    if !derivations.isEmpty { lines.append("Derived datasets, in this order:") }
    for derivation in derivations {
      let name = rulebook.catalog.datasets[derivation.dataset].schema.dataset
      lines.append("  \(name): \(describe(frames[derivation.frame].unit))")
      lines += definitions(frames[derivation.frame])
      let terms = derivation.values + [derivation.filter].compactMap { $0 }
      lines += singles(frames[derivation.frame], terms)
    }
    lines.append("Scans:")
    for (number, frame) in frames.enumerated() {
      guard let rules = uses[number] else { continue }
      lines.append("  \(describe(frame.unit))")
      lines.append("    for \(rules.joined(separator: ", "))")
      // A derivation over the same units has told them already.
      let isTold = derivations.contains { $0.frame == number }
      if !isTold { lines += definitions(frame) }
      let terms = self.rules.filter { $0.frame == number }
        .flatMap { [$0.condition] + [$0.filter].compactMap { $0 } }
      lines += singles(isTold ? Frame(unit: frame.unit) : frame, terms)
    }
    return lines.joined(separator: "\n")
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

  private func definitions(_ frame: Frame) -> [String] {
    frame.definitions.enumerated().compactMap { number, definition in
      guard case .relation(let relation) = definition else { return nil }
      return "    [\(frame.unit.slotCount + number)] \(describe(relation))"
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
    let names = Set((defined + terms).flatMap(\.singles)).sorted()
    return names.isEmpty ? [] : ["    one unit at a time: \(names.joined(separator: ", "))"]
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
    return switch narrowing {
    case .equal(let field, _): " and of \(fields(relation.dataset, [field]))"
    case .among(let field, _): " and of each \(fields(relation.dataset, [field]))"
    case .within(let field, _): ", \(fields(relation.dataset, [field])) in order"
    }
  }

  private func fields(_ dataset: Int, _ positions: [Int]) -> String {
    let fields = rulebook.catalog.datasets[dataset].schema.fields
    return positions.map { fields[$0].name }.joined(separator: ", ")
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
    case .inList: return inner + ["in a list"]
    default: return inner
    }
  }
}

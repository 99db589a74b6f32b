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
    }
    lines.append("Scans:")
    for (number, frame) in frames.enumerated() {
      guard let rules = uses[number] else { continue }
      lines.append("  \(describe(frame.unit))")
      lines.append("    for \(rules.joined(separator: ", "))")
      // A derivation over the same units has told them already.
      if !derivations.contains(where: { $0.frame == number }) { lines += definitions(frame) }
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
    } + valueCount(frame)
  }

  private func valueCount(_ frame: Frame) -> [String] {
    let count = frame.definitions.count { if case .value = $0 { true } else { false } }
    return count == 0
      ? [] : ["    and \(count) values, worked out by the interpreter where they are wanted"]
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
    let when = relation.condition == nil ? "" : ", then a condition"
    let reach = relation.reach == nil ? "" : ", if the extract reaches"
    return "\(kind) \(relation.name) in \(name(relation.dataset)): \(by)\(when)\(reach)"
  }

  private func fields(_ dataset: Int, _ positions: [Int]) -> String {
    let fields = rulebook.catalog.datasets[dataset].schema.fields
    return positions.map { fields[$0].name }.joined(separator: ", ")
  }
}

internal import Tables

extension Catalog {
  /// The datasets that something reads, derived ones and what they are derived from included.
  ///
  /// - Parameter body: A rule's or derivation's body.
  /// - Returns: Their positions.
  public func datasets(usedBy body: RuleBody) -> Set<Int> {
    var found = Set<Int>()
    collect(body, &found)
    return found
  }

  private func collect(_ body: RuleBody, _ found: inout Set<Int>) {
    add(body.unit.dataset, &found)
    if case .expansion(_, let relation) = body.unit { add(relation.dataset, &found) }
    for binding in body.bindings {
      if case .relation(let relation) = binding.kind { add(relation.dataset, &found) }
    }
  }

  private func add(_ dataset: Int, _ found: inout Set<Int>) {
    guard found.insert(dataset).inserted else { return }
    if let derivation = datasets[dataset].derivation { collect(derivation.body, &found) }
  }
}

extension Rulebook {
  /// The names of datasets that some lookup relies on: a row missing there is felt.
  public var lookedUp: Set<String> {
    let derivations = catalog.datasets.compactMap { $0.derivation?.body }
    var found = Set<String>()
    for body in rules.map(\.body) + derivations {
      for binding in body.bindings {
        guard case .relation(let relation) = binding.kind else { continue }
        switch relation.arity {
        case .one, .atMostOne: found.insert(catalog.datasets[relation.dataset].schema.dataset)
        case .many, .disjoint: break
        }
      }
    }
    return found
  }
}

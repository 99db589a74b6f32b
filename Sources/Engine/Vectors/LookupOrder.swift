internal import Tables

/// The order in which many units are asked conditions that must all hold.
///
/// What is looked up by the key of a unit is looked up for each by itself. It comes last, so that few are left to do so; what
/// neighbours look up together comes before.
struct LookupOrder {
  /// Of each slot, whether it leads to a lookup by the key of the unit.
  private var isByKey: [Bool]

  init(_ frame: Frame, _ world: World) {
    isByKey = Array(repeating: false, count: frame.unit.slotCount)
    var key = UnitFields.none
    if case .row(let dataset) = frame.unit {
      for field in world.tables[dataset].schema.key { key.formUnion(UnitFields(field)) }
    }
    let fields = UnitFields.slots(of: frame)
    for definition in frame.definitions {
      switch definition {
      case .value(let term): isByKey.append(looksUpByKey(term))
      case .relation: isByKey.append(key != .none && key.isSubset(of: fields[isByKey.count]))
      }
    }
  }

  /// A condition in that order of its parts.
  func ordered(_ condition: Term) -> Term {
    let parts = condition.conjuncts
    let others = parts.filter { !looksUpByKey($0) }
    return Term(conjuncts: others + parts.filter(looksUpByKey)) ?? condition
  }

  private func looksUpByKey(_ term: Term) -> Bool {
    if case .slot(let slot) = term { return isByKey[slot] }
    return !term.areParts { !looksUpByKey($0) }
  }
}

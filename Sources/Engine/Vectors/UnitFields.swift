internal import Tables

/// Fields of its unit's row that something depends on.
struct UnitFields: Hashable, Sendable {
  private var bits: UInt128

  /// The bit of the row itself, and of fields that have no bit of their own.
  private static let rowBit = 127

  /// Nothing of the row.
  static let none = UnitFields(bits: 0)
  /// The row itself, by which no two units are alike.
  static let row = UnitFields(rowBit)

  private init(bits: UInt128) { self.bits = bits }

  /// One field.
  init(_ field: Int) { bits = 1 << UInt128(min(field, UnitFields.rowBit)) }

  mutating func formUnion(_ other: UnitFields) { bits |= other.bits }

  func isSubset(of other: UnitFields) -> Bool { bits & ~other.bits == 0 }

  /// The fields, ascending; without the row itself.
  var fields: [Int] { (0..<UnitFields.rowBit).filter { bits >> UInt128($0) & 1 != 0 } }
}

extension UnitFields {
  /// What a term takes from the row of slot 1.
  ///
  /// - Parameters:
  ///   - term: The term.
  ///   - slots: What each slot takes.
  init(of term: Term, slots: [UnitFields]) {
    switch term {
    case .slot(let slot): self = slots[slot]
    case .field(.slot(1), _, let field): self.init(field)
    case .interval(.slot(1), _, let from, let to):
      self.init(from)
      formUnion(UnitFields(to))
    default:
      var fields = UnitFields.none
      _ = term.areParts { part in
        fields.formUnion(UnitFields(of: part, slots: slots))
        return true
      }
      self = fields
    }
  }

  /// Whether a term takes nothing else from the row of slot 1.
  ///
  /// - Parameters:
  ///   - term: The term.
  ///   - slots: What each slot takes.
  /// - Returns: Whether these fields are all that it depends on.
  func contain(_ term: Term, slots: [UnitFields]) -> Bool {
    switch term {
    case .slot(let slot): slots[slot].isSubset(of: self)
    case .field(.slot(1), _, let field): UnitFields(field).isSubset(of: self)
    case .interval(.slot(1), _, let from, let to):
      UnitFields(from).isSubset(of: self) && UnitFields(to).isSubset(of: self)
    default: term.areParts { contain($0, slots: slots) }
    }
  }

  /// What each slot of a frame takes from the row that is its unit; units that are not one row take all of it.
  static func slots(of frame: Frame) -> [UnitFields] {
    guard case .row = frame.unit else {
      return Array(repeating: .row, count: frame.unit.slotCount + frame.definitions.count)
    }
    var slots: [UnitFields] = [.none, .row]
    for definition in frame.definitions {
      switch definition {
      case .value(let term): slots.append(UnitFields(of: term, slots: slots))
      case .relation(let relation):
        var fields = UnitFields.none
        for term in relation.outerTerms { fields.formUnion(UnitFields(of: term, slots: slots)) }
        slots.append(fields)
      }
    }
    return slots
  }
}

extension Relation {
  /// The terms that are worked out by what asks it.
  var outerTerms: [Term] { termsBesideCondition + [condition].compactMap { $0 } }

  /// Those of them that are not the candidates' condition.
  var termsBesideCondition: [Term] {
    var terms = matches.map(\.value) + [reach].compactMap { $0 }
    if case .disjoint(_, _, .some(let covering)) = arity { terms.append(covering) }
    return terms
  }
}
